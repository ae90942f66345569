import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { type AwsClients, createAwsClients } from '../../src/aws/clients.ts';

/** An address that gives the answers in turn, the last one for ever; `inputs` holds what was asked. */
export async function scriptedAws(...answers: readonly object[]) {
  const inputs: Record<string, unknown>[] = [];
  const server = createServer(async (incoming, response) => {
    inputs.push(JSON.parse(await text(incoming)));
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify(answers[Math.min(inputs.length, answers.length) - 1]));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return { inputs, clients: clientsFor(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`) };
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
