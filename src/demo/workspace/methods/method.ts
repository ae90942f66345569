import { APP, canSee, findChannel, findUser } from '../directory.ts';
import type { Json } from '../json.ts';
import { SlackError } from '../slack-error.ts';
import type { State } from '../state.ts';
import type { Channel } from '../types.ts';

/** What a method has at hand. */
export interface MethodContext {
  readonly state: State;
  readonly scopes: ReadonlySet<string>;
  /** Where this workspace listens: `http://127.0.0.1:PORT`. */
  readonly baseUrl: string;
}

/** One method of the Web API. `run` returns what stands beside `ok: true`, and throws a SlackError to refuse. */
export interface Method {
  /** Whose token it takes. */
  readonly token: 'bot' | 'app' | 'none';
  /** The scope it always needs; some need more, by the kind of channel. */
  readonly scope?: string;
  readonly run: (context: MethodContext, args: Json) => Json;
}

/** Throws `missing_scope`, naming what is needed and what there is. */
export function needScope(scopes: ReadonlySet<string>, scope: string): void {
  if (!scopes.has(scope)) throw new SlackError('missing_scope', { needed: scope, provided: [...scopes].join(',') });
}

/** The first word of the scopes that open a channel: `groups` of `groups:read`. */
export function scopeFamily(channel: Channel): 'channels' | 'groups' | 'im' {
  if (channel.dmWith) return 'im';
  return channel.isPrivate ? 'groups' : 'channels';
}

/** A channel the bot can see, by id alone unless `byName`. Throws `channel_not_found`. */
export function channelFor(state: State, id: unknown, { byName = false } = {}): Channel {
  if (typeof id !== 'string' || !id) throw new SlackError('channel_not_found');
  const channel = byName ? findChannel(state.directory, id) : state.directory.channels.get(id);
  if (!channel || !canSee(findUser(state.directory.users, APP.botUserId), channel))
    throw new SlackError('channel_not_found');
  return channel;
}

/** A whole number among the arguments, which a form sends as text. Throws `invalid_arguments` if out of range. */
export function countArgument(args: Json, name: string, { usual, max }: { usual: number; max: number }): number {
  const value = args[name] === undefined || args[name] === '' ? usual : Number(args[name]);
  if (!Number.isInteger(value) || value < 1) throw new SlackError('invalid_arguments');
  return Math.min(value, max);
}

/** A yes or no among the arguments, which a form sends as text. */
export function flagArgument(args: Json, name: string): boolean {
  return args[name] === true || args[name] === 'true' || args[name] === '1' || args[name] === 1;
}

/** One page of a list and the cursor of the next, empty at the end. Throws `invalid_cursor`. */
export function page<Item>(all: readonly Item[], args: Json, limit: number): { items: Item[]; next: string } {
  const cursor = typeof args.cursor === 'string' ? args.cursor : '';
  const from = cursor ? /^next:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString())?.[1] : '0';
  if (from === undefined) throw new SlackError('invalid_cursor');
  const end = Number(from) + limit;
  const next = end < all.length ? Buffer.from(`next:${end}`).toString('base64') : '';
  return { items: all.slice(Number(from), end), next };
}
