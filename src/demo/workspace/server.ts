import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { mimeType } from './files.ts';
import type { Json } from './json.ts';
import { readArgs, readBody, readToken } from './read-args.ts';
import { answerTo, isResponseUrl } from './response-urls.ts';
import { SlackError } from './slack-error.ts';
import type { Sockets } from './sockets.ts';
import type { State } from './state.ts';
import { type Answer, answerRequest, type Credentials, callMethod, type Requests } from './web-api.ts';

/** All that the server answers from. */
export interface Served {
  readonly state: State;
  readonly credentials: Credentials;
  readonly requests: Requests;
  readonly sockets: Sockets;
}

/** Starts the workspace's one server: Web API, response_urls, uploads, files and sockets. */
export async function serve(served: Served, port: number): Promise<{ server: Server; baseUrl: string }> {
  const base = { url: '' };
  const server = createServer((request, response) => {
    handle(served, base.url, request, response).catch((error: unknown) => {
      // A fault of this fake must not look like one of the app that is tested.
      response.writeHead(599, { 'content-type': 'text/plain' }).end(error instanceof Error ? error.stack : '');
    });
  });
  server.on('upgrade', served.sockets.upgrade);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  base.url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : port}`;
  return { server, baseUrl: base.url };
}

async function handle(served: Served, baseUrl: string, request: IncomingMessage, response: ServerResponse) {
  const url = new URL(request.url ?? '/', baseUrl);
  const body = await readBody(request);
  if (url.pathname.startsWith('/api/')) return callApi(served, baseUrl, { request, url, body }, response);
  if (isResponseUrl(url.pathname)) return takeResponse(served, url.pathname, body, response);
  if (url.pathname.startsWith('/upload/v1/')) return takeUpload(served.state, request, body, response);
  if (url.pathname.startsWith('/files/')) return sendFile(served.state, url.pathname, response);
  response.writeHead(404).end();
}

async function callApi(
  served: Served,
  baseUrl: string,
  { request, url, body }: { request: IncomingMessage; url: URL; body: Buffer },
  response: ServerResponse,
) {
  const { state, credentials, requests, sockets } = served;
  const name = url.pathname.slice('/api/'.length);
  const { authorization, 'content-type': contentType = '' } = request.headers;
  const read = tryToRead(() => readArgs(contentType, body.toString(), url.searchParams));
  const args = read instanceof SlackError ? {} : read;
  const token = readToken(authorization, contentType, body.toString());
  const context = { state, scopes: credentials.scopes, baseUrl };
  const openConnection = () => ({ url: baseUrl.replace('http', 'ws') + sockets.ticket() });
  const answer = await answerRequest(requests, name, args, () => {
    if (read instanceof SlackError) throw read;
    return callMethod(context, credentials, { name, token, args }, openConnection);
  });
  const scopes = token === credentials.botToken ? { 'x-oauth-scopes': [...credentials.scopes].join(',') } : {};
  reply(response, answer, scopes);
}

async function takeResponse(served: Served, path: string, body: Buffer, response: ServerResponse) {
  const { state, requests } = served;
  const read = tryToRead(() => readArgs('application/json', body.toString(), new URLSearchParams()));
  const answer = await answerRequest(requests, 'response_url', read instanceof SlackError ? {} : read, () => {
    if (read instanceof SlackError) throw read;
    answerTo(state, path, read);
    return {};
  });
  const gone = answer?.body.error === 'used_url' || answer?.body.error === 'expired_url';
  const refused = answer?.status === 200 && answer.body.ok !== true;
  reply(response, answer && refused ? { ...answer, status: gone ? 404 : 400 } : answer);
}

async function takeUpload(state: State, request: IncomingMessage, body: Buffer, response: ServerResponse) {
  const file = state.files.get(request.url?.split('/').at(-1) ?? '');
  const content = await uploadedBytes(request.headers['content-type'] ?? '', body);
  if (!file || file.readyAt !== undefined) return void response.writeHead(404).end('file_not_found');
  if (content.length !== file.length) return void response.writeHead(400).end('length_mismatch');
  file.content = content;
  response.writeHead(200, { 'content-type': 'text/plain' }).end(`OK - ${content.length}`);
}

/** The bytes of an upload, sent bare or as the one file of a form. */
async function uploadedBytes(contentType: string, body: Buffer): Promise<Buffer> {
  if (!contentType.startsWith('multipart/form-data')) return body;
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
  const blob = [...form.values()].find((value) => typeof value !== 'string');
  return blob instanceof Blob ? Buffer.from(await blob.arrayBuffer()) : Buffer.alloc(0);
}

function sendFile(state: State, path: string, response: ServerResponse) {
  const file = state.files.get(path.split('/')[2] ?? '');
  if (!file?.content) response.writeHead(404).end();
  else response.writeHead(200, { 'content-type': mimeType(file.name) }).end(file.content);
}

function reply(response: ServerResponse, answer: Answer | undefined, headers: Record<string, string> = {}) {
  if (!answer) return void response.socket?.destroy();
  const all = { 'content-type': 'application/json; charset=utf-8', ...headers, ...answer.headers };
  response.writeHead(answer.status, all).end(JSON.stringify(answer.body));
}

function tryToRead(read: () => Json): Json | SlackError {
  try {
    return read();
  } catch (error) {
    if (error instanceof SlackError) return error;
    throw error;
  }
}
