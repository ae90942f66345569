import { randomBytes } from 'node:crypto';
import { readContent } from './content.ts';
import { APP } from './directory.ts';
import { fileReady } from './files.ts';
import type { Json } from './json.ts';
import {
  edit,
  editPrivately,
  findMessage,
  post,
  postPrivately,
  privateMessagesOf,
  remove,
  removePrivately,
} from './messages.ts';
import { SlackError } from './slack-error.ts';
import type { ResponseUrl, State } from './state.ts';
import type { Content } from './types.ts';

const USES = 5;
const LIFETIME_MS = 30 * 60_000;

/** The path of a new response_url. */
export function issueResponseUrl(state: State, url: Omit<ResponseUrl, 'issuedAt' | 'uses'>): string {
  const path = `/${url.original ? 'actions' : 'commands'}/${APP.teamId}/${state.nextId('')}/${randomBytes(12).toString('base64url')}`;
  state.responseUrls.set(path, { ...url, issuedAt: Date.now(), uses: 0 });
  return path;
}

/** Whether a path is one of a response_url, live or not. */
export function isResponseUrl(path: string): boolean {
  return /^\/(actions|commands)\//.test(path);
}

/** Does what an app sent to a response_url asks for. Throws `used_url` after 5 uses, `expired_url` after 30 minutes. */
export function answerTo(state: State, path: string, args: Json): void {
  const url = state.responseUrls.get(path);
  if (!url || Date.now() - url.issuedAt > LIFETIME_MS) throw new SlackError('expired_url');
  if (url.uses >= USES) throw new SlackError('used_url');
  if (args.delete_original === true) deleteOriginal(state, url);
  else answer(state, url, args);
  url.uses += 1;
}

/** Posts what came with the acknowledgement of a command: text or a message. */
export function answerWithAck(state: State, url: ResponseUrl, body: unknown): void {
  if (typeof body === 'string' && body.trim()) answer(state, url, { text: body });
  else if (typeof body === 'object' && body !== null && Object.keys(body).length > 0) answer(state, url, { ...body });
}

function answer(state: State, url: ResponseUrl, args: Json): void {
  const content = readContent(args, fileReady(state));
  if (args.replace_original === true && url.original) replaceOriginal(state, url, url.original, content);
  else answerAnew(state, url, args, content);
}

function answerAnew(state: State, url: ResponseUrl, args: Json, content: Content): void {
  const place = { channel: url.channel, ...(url.thread_ts ? { thread_ts: url.thread_ts } : {}) };
  if (args.response_type === 'in_channel') post(state, place, content);
  else postPrivately(state, { ...place, user: url.user }, content);
}

function replaceOriginal(state: State, url: ResponseUrl, original: string, content: Content): void {
  const message = findMessage(state, url.channel, original);
  const seen = originalSeenBy(state, url);
  if (message) edit(state, url.channel, message, { blocks: [], attachments: [], ...content });
  else if (seen) editPrivately(state, seen, content);
  else throw new SlackError('message_not_found');
}

function deleteOriginal(state: State, url: ResponseUrl): void {
  const message = findMessage(state, url.channel, url.original ?? '');
  const seen = originalSeenBy(state, url);
  if (message) remove(state, url.channel, message);
  else if (seen) removePrivately(state, seen);
  else throw new SlackError('message_not_found');
}

function originalSeenBy(state: State, url: ResponseUrl) {
  return privateMessagesOf(state, url.user).find((one) => one.ts === url.original);
}
