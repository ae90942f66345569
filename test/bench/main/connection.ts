import { once } from 'node:events';
import { connect } from 'node:net';

/** A kept HTTP connection, one request at a time: node's own client would cost more than the servers that are measured. */
export interface Connection {
  /** Sends a whole request and gives the body of the answer. Throws unless that is 200. */
  send(request: Buffer): Promise<string>;
  close(): void;
}

export async function openConnection(url: URL): Promise<Connection> {
  const socket = connect(Number(url.port), url.hostname).setNoDelay();
  await once(socket, 'connect');
  let waiting: { resolve(body: string): void; reject(error: Error): void } | undefined;
  let received = '';
  socket.on('data', (chunk: Buffer) => {
    received += chunk.toString();
    const body = wholeBody(received);
    if (body === undefined) return;
    const [answer, waiter] = [received, waiting];
    received = '';
    waiting = undefined;
    if (answer.startsWith('HTTP/1.1 200 ')) waiter?.resolve(body);
    else waiter?.reject(new Error(`the app answered ${answer.slice(0, 200)}`));
  });
  const fail = (error?: Error) => waiting?.reject(error ?? new Error('the app closed the connection'));
  socket.on('error', fail).on('close', () => fail());
  return {
    send: (request) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        socket.write(request);
      }),
    close: () => socket.destroy(),
  };
}

/** The body of an answer as it came over the wire, chunks and all; undefined until it is whole. */
function wholeBody(answer: string): string | undefined {
  const end = answer.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const head = answer.slice(0, end).toLowerCase();
  const body = answer.slice(end + 4);
  if (head.includes('transfer-encoding: chunked')) return body.endsWith('0\r\n\r\n') ? body : undefined;
  const length = Number(/content-length: (\d+)/.exec(head)?.[1] ?? 0);
  return Buffer.byteLength(body) >= length ? body : undefined;
}

/** Opens connections, does the work over them, and closes them whatever happens. */
export async function withConnections<Result>(
  url: URL,
  many: number,
  work: (connections: readonly Connection[]) => Promise<Result>,
): Promise<Result> {
  const connections = await Promise.all(Array.from({ length: many }, () => openConnection(url)));
  try {
    return await work(connections);
  } finally {
    for (const connection of connections) connection.close();
  }
}
