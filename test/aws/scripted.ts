import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { type AwsClients, createAwsClients } from '../../src/aws/clients.ts';

/** A call as the address saw it: JSON protocols name the operation in a header, Lambda's in method and path. */
export interface Call {
  readonly operation: string;
  readonly input: Record<string, unknown>;
  readonly region: string;
}

/** AWS's refusal, in both of the protocols. */
export class Refusal {
  readonly code: string;
  readonly message: string;
  readonly status: number;

  constructor(code: string, message = code, status = 400) {
    this.code = code;
    this.message = message;
    this.status = status;
  }
}

/** An address that answers each call as it is told; `calls` holds what was asked. A text is answered as it is. */
export async function answeringAws(answer: (call: Call) => object | string | Promise<object>) {
  const calls: Call[] = [];
  const server = createServer(async (incoming, response) => {
    const call = callOf(incoming, await text(incoming));
    calls.push(call);
    const given = await answer(call);
    const refused = given instanceof Refusal;
    response.writeHead(refused ? given.status : 200, {
      'content-type': 'application/x-amz-json-1.1',
      ...(refused ? { 'x-amzn-errortype': given.code } : {}),
    });
    const body = refused ? { __type: given.code, message: given.message } : given;
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return { calls, clients: clientsFor(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`) };
}

function callOf({ headers, method, url = '/' }: IncomingMessage, body: string): Call {
  const { pathname, searchParams } = new URL(url, 'http://aws');
  const target = headers['x-amz-target'];
  const form = headers['content-type']?.startsWith('application/x-www-form-urlencoded');
  const members = form ? Object.fromEntries(new URLSearchParams(body)) : JSON.parse(body || '{}');
  return {
    operation:
      typeof target === 'string' ? (target.split('.').at(-1) ?? '') : (members.Action ?? `${method} ${pathname}`),
    input: { ...Object.fromEntries(searchParams), ...members },
    region: /Credential=[^/]+\/\d+\/([\w-]+)/.exec(headers.authorization ?? '')?.[1] ?? '',
  };
}

/** An address that gives the answers in turn, the last one for ever; `inputs` holds what was asked. */
export async function scriptedAws(...answers: readonly object[]) {
  const inputs: Record<string, unknown>[] = [];
  const { clients } = await answeringAws(({ input }) => {
    inputs.push(input);
    return answers[Math.min(inputs.length, answers.length) - 1] ?? {};
  });
  return { inputs, clients };
}

/** Our clients against an address, with keys that open nothing; they end with the test. */
export function clientsFor(url: string): AwsClients {
  process.env.AWS_ACCESS_KEY_ID = 'TEST';
  process.env.AWS_SECRET_ACCESS_KEY = 'test';
  process.env.AWS_ENDPOINT_URL = url;
  const clients = createAwsClients();
  onTestFinished(() => clients.destroy());
  return clients;
}
