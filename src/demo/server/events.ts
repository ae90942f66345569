import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PageEvent } from './protocol.ts';

/** Pages that listen, each for one person. */
export interface EventHub {
  /** Keeps the request open and sends it events until it goes. */
  listen(request: IncomingMessage, response: ServerResponse, user: string): void;
  /** Sends to every page an event, or what `eventFor` makes of it for a person; undefined sends nothing. */
  send(eventFor: PageEvent | ((user: string) => PageEvent | undefined)): void;
  close(): void;
}

const HEARTBEAT_MS = 15_000;

/** Server-sent events: a line an event, and a heartbeat so that dead pages are noticed. */
export function createEventHub(): EventHub {
  const pages = new Map<ServerResponse, string>();
  const heartbeat = setInterval(() => {
    for (const response of pages.keys()) response.write(': still here\n\n');
  }, HEARTBEAT_MS);
  heartbeat.unref();
  return {
    listen(request, response, user) {
      response.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        connection: 'keep-alive',
      });
      response.write('retry: 500\n\n');
      pages.set(response, user);
      request.on('close', () => pages.delete(response));
    },
    send(eventFor) {
      for (const [response, user] of pages) {
        const event = typeof eventFor === 'function' ? eventFor(user) : eventFor;
        if (event) response.write(`data: ${JSON.stringify(event)}\n\n`);
      }
    },
    close() {
      clearInterval(heartbeat);
      for (const response of pages.keys()) response.end();
      pages.clear();
    },
  };
}
