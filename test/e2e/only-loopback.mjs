// Loaded into the bot before anything else (NODE_OPTIONS): a connection that leaves this machine ends it, loudly.
import net from 'node:net';

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|localhost)$/;
const connect = net.Socket.prototype.connect;

net.Socket.prototype.connect = function guarded(...args) {
  const options = Array.isArray(args[0]) ? args[0][0] : args[0];
  const host = typeof options === 'object' && options !== null ? (options.host ?? 'localhost') : args[1];
  const isPath = typeof options === 'object' && options !== null && 'path' in options && options.path && !options.port;
  if (!isPath && typeof host === 'string' && !LOOPBACK.test(host)) {
    console.error(`A connection off loopback was tried: ${host}`);
    process.exit(97);
  }
  return connect.apply(this, args);
};
