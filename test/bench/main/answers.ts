import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';

/** What came to a response_url. */
export interface Answer {
  readonly body: string;
  /** By performance.now(). */
  readonly at: number;
}

/** The other end of response_urls: takes every answer. */
export interface Answers {
  /** A new response_url, and what will come to it. Fails where nothing comes within 20 s. */
  expect(): { readonly url: string; readonly answer: Promise<Answer> };
  close(): Promise<void>;
}

const LONGEST_MS = 20_000;

export async function startAnswers(): Promise<Answers> {
  const waiting = new Map<string, (answer: Answer) => void>();
  const server = createServer(async (request, response) => {
    const body = await textOf(request);
    response.writeHead(200, { 'content-type': 'text/plain' }).end('ok');
    waiting.get(request.url ?? '')?.({ body, at: performance.now() });
    waiting.delete(request.url ?? '');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const base = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  let issued = 0;
  return {
    expect() {
      const path = `/commands/${++issued}`;
      const answer = new Promise<Answer>((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error('a question was not answered within 20 s')), LONGEST_MS);
        waiting.set(path, (come) => {
          clearTimeout(timer);
          resolve(come);
        });
      });
      return { url: base + path, answer };
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

/** Throws unless an answer tells the costs of Lambda: an apology must not count as an answer. */
export function assertCosts({ body }: Answer): void {
  if (!body.includes('AWS Lambda, ')) throw new Error(`not an answer: ${body.slice(0, 300)}`);
}
