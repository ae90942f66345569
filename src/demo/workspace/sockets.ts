import type { IncomingMessage } from 'node:http';
import { performance } from 'node:perf_hooks';
import type { Duplex } from 'node:stream';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { ACK_MS, type DeliveryKind, type Retry } from './deliver.ts';
import { APP } from './directory.ts';
import { isJson, type Json, parseJson } from './json.ts';
import type { State } from './state.ts';
import type { Delivery } from './types.ts';

const MOST_CONNECTIONS = 10;
const PING_MS = 5_000;
const CLOSING_MS = 200;

/** Why Slack ends a connection. */
export type DisconnectReason = 'warning' | 'refresh_requested' | 'link_disabled' | 'too_many_websockets';

export interface Sockets {
  /** A path to connect to, good for one connection. */
  ticket(): string;
  /** Takes a connection that comes with a ticket. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Sends one envelope over one of the connections, in turn, and waits for its acknowledgement. */
  send(kind: DeliveryKind, payload: Json, retry?: Retry): Promise<Delivery>;
  /** Connections that are sent to. */
  count(): number;
  /** Asks every connected app to connect anew. */
  disconnect(reason: DisconnectReason): void;
  /** Ends every connection, with a word if the other side listens. */
  close(): Promise<void>;
}

/** Socket Mode: hello, envelopes, acknowledgements, pings, disconnects. */
export function createSockets(state: State): Sockets {
  const server = new WebSocketServer({ noServer: true });
  const tickets = new Set<string>();
  const waiting = new Map<string, (body: unknown) => void>();
  let open: WebSocket[] = [];
  let turn = 0;

  function admit(socket: WebSocket): void {
    if (open.length >= MOST_CONNECTIONS) {
      socket.send(JSON.stringify({ type: 'disconnect', reason: 'too_many_websockets', debug_info: {} }));
      socket.close();
      return;
    }
    open.push(socket);
    const ping = setInterval(() => socket.ping(), PING_MS).unref();
    socket.on('close', () => {
      clearInterval(ping);
      open = open.filter((one) => one !== socket);
    });
    socket.on('error', () => socket.terminate());
    socket.on('message', acknowledge);
    socket.ping();
    socket.send(JSON.stringify(hello(open.length)));
  }

  function acknowledge(data: RawData): void {
    const message = parseJson(data.toString());
    if (!isJson(message)) return;
    const settle = waiting.get(String(message.envelope_id));
    waiting.delete(String(message.envelope_id));
    settle?.(message.payload);
  }

  function send(kind: DeliveryKind, payload: Json, retry?: Retry): Promise<Delivery> {
    const socket = open[turn++ % Math.max(1, open.length)];
    if (!socket) return Promise.resolve({ acked: false, ackMs: 0, error: 'dispatch_failed' });
    const id = state.nextId('envelope-');
    const begun = performance.now();
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        waiting.delete(id);
        resolve({ acked: false, ackMs: performance.now() - begun, error: 'operation_timeout' });
      }, ACK_MS);
      waiting.set(id, (body) => {
        clearTimeout(timer);
        const given = isJson(body) && Object.keys(body).length > 0 ? { body } : {};
        resolve({ acked: true, ackMs: performance.now() - begun, ...given });
      });
      socket.send(JSON.stringify(envelope(id, kind, payload, retry)));
    });
  }

  return {
    ticket() {
      const ticket = state.nextId('');
      tickets.add(ticket);
      return `/link/?ticket=${ticket}&app_id=${APP.appId}`;
    },
    upgrade(request, socket, head) {
      const ticket = new URL(request.url ?? '/', 'http://localhost').searchParams.get('ticket') ?? '';
      if (tickets.delete(ticket)) server.handleUpgrade(request, socket, head, admit);
      else socket.end('HTTP/1.1 401 Unauthorized\r\nconnection: close\r\n\r\n');
    },
    send,
    count: () => open.length,
    disconnect(reason) {
      for (const socket of open) socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: {} }));
      // Nothing more goes to these: the app is to close them and come back.
      open = [];
    },
    async close() {
      await Promise.all([...server.clients].map(endConnection));
      server.close();
    },
  };
}

function endConnection(socket: WebSocket): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => socket.terminate(), CLOSING_MS);
    socket.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
    socket.close(1001);
  });
}

function hello(connections: number): Json {
  return {
    type: 'hello',
    num_connections: connections,
    debug_info: { host: 'applink-1', build_number: 1, approximate_connection_time: 18_060 },
    connection_info: { app_id: APP.appId },
  };
}

function envelope(id: string, kind: DeliveryKind, payload: Json, retry?: Retry): Json {
  return {
    type: kind,
    envelope_id: id,
    payload,
    accepts_response_payload: kind !== 'events_api',
    ...(kind === 'events_api' ? { retry_attempt: retry?.number ?? 0, retry_reason: retry?.reason ?? '' } : {}),
  };
}
