import type { IncomingMessage } from 'node:http';
import { isJson, type Json, parseJson } from './json.ts';
import { SlackError } from './slack-error.ts';

/** Arguments that a form carries as JSON text. */
const STRUCTURED = ['blocks', 'attachments', 'metadata', 'view', 'files', 'message'];

/** The whole body of a request. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The arguments of a Web API request, a form or JSON. Throws `invalid_json`, `json_not_object`, `invalid_post_type`. */
export function readArgs(contentType: string, body: string, query: URLSearchParams): Json {
  const args: Json = Object.fromEntries(query);
  if (contentType.startsWith('application/json')) Object.assign(args, readJson(body));
  else if (isForm(contentType)) Object.assign(args, Object.fromEntries(new URLSearchParams(body)));
  else if (body) throw new SlackError('invalid_post_type');
  for (const name of STRUCTURED) {
    const value = args[name];
    if (typeof value === 'string') args[name] = parseJson(value) ?? value;
  }
  return args;
}

/**
 * The token of a request: in its header, or else in a form. Of apps made since February 2021 Slack takes none from the query
 * string (docs.slack.dev, changelog 2020-11), and from no app one in a JSON body ("Posting JSON" in its Web API page).
 */
export function readToken(authorization: string | undefined, contentType: string, body: string): string | undefined {
  const [, bearer] = /^Bearer (.+)$/i.exec(authorization ?? '') ?? [];
  if (bearer || !isForm(contentType)) return bearer;
  return new URLSearchParams(body).get('token') ?? undefined;
}

function isForm(contentType: string): boolean {
  return contentType.startsWith('application/x-www-form-urlencoded');
}

function readJson(body: string): Json {
  const value = parseJson(body);
  if (value === undefined) throw new SlackError('invalid_json');
  if (!isJson(value)) throw new SlackError('json_not_object');
  return value;
}
