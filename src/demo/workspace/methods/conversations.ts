import { APP, canSee, findUser } from '../directory.ts';
import { type Json, textIn } from '../json.ts';
import { findMessage, messagesIn } from '../messages.ts';
import { SlackError } from '../slack-error.ts';
import { microsOf } from '../timestamps.ts';
import type { Channel, Message } from '../types.ts';
import {
  channelFor,
  countArgument,
  flagArgument,
  type Method,
  type MethodContext,
  needScope,
  page,
  scopeFamily,
} from './method.ts';

/** Methods that read channels and what is in them. */
export const conversationMethods: Readonly<Record<string, Method>> = {
  'conversations.list': { token: 'bot', run: list },
  'conversations.info': { token: 'bot', run: info },
  'conversations.history': { token: 'bot', run: history },
  'conversations.replies': { token: 'bot', run: replies },
  'conversations.members': { token: 'bot', run: members },
  'conversations.open': { token: 'bot', scope: 'im:write', run: open },
};

const FAMILIES: Readonly<Record<string, string>> = {
  public_channel: 'channels',
  private_channel: 'groups',
  im: 'im',
  mpim: 'mpim',
};

function list({ state, scopes }: MethodContext, args: Json): Json {
  const types = (textIn(args.types) ?? 'public_channel').split(',').map((type) => type.trim());
  const families = types.map((type) => FAMILIES[type]);
  if (families.includes(undefined)) throw new SlackError('invalid_types');
  for (const family of families) needScope(scopes, `${family}:read`);
  const bot = findUser(state.directory.users, APP.botUserId);
  const all = [...state.directory.channels.values()].filter(
    (channel) =>
      canSee(bot, channel) &&
      families.includes(scopeFamily(channel)) &&
      !(channel.isArchived && flagArgument(args, 'exclude_archived')),
  );
  const { items, next } = page(all, args, countArgument(args, 'limit', { usual: 100, max: 1000 }));
  return { channels: items.map(channelJson), response_metadata: { next_cursor: next } };
}

function info(context: MethodContext, args: Json): Json {
  return { channel: channelJson(readable(context, args, 'read')) };
}

function members(context: MethodContext, args: Json): Json {
  const channel = readable(context, args, 'read');
  const { items, next } = page([...channel.members], args, countArgument(args, 'limit', { usual: 100, max: 1000 }));
  return { members: items, response_metadata: { next_cursor: next } };
}

function open({ state }: MethodContext, args: Json): Json {
  const named = textIn(args.users)?.split(',') ?? [];
  if (textIn(args.channel)) return { channel: { id: channelFor(state, args.channel).id } };
  if (named.length === 0) throw new SlackError('users_list_not_supplied');
  // Messages to several people at once are not simulated.
  if (named.length > 1) throw new SlackError('method_not_supported_for_channel_type');
  const user = state.directory.users.get(named[0] ?? '');
  if (!user) throw new SlackError('user_not_found');
  if (user.isBot) throw new SlackError('cannot_dm_bot');
  return { channel: { id: channelFor(state, user.id, { byName: true }).id }, no_op: true, already_open: true };
}

/** Newest first; replies in threads are not in it, nor what only one person sees. */
function history(context: MethodContext, args: Json): Json {
  const channel = memberOnly(context, args);
  const all = messagesIn(context.state, channel.id);
  const found = inWindow(all, args)
    .filter((message) => !message.thread_ts || message.thread_ts === message.ts || message.subtype)
    .reverse();
  return messagePage(context, channel, found, args);
}

/** The first message of a thread and its replies, oldest first. */
function replies(context: MethodContext, args: Json): Json {
  const channel = memberOnly(context, args);
  const ts = String(args.ts);
  const first = findMessage(context.state, channel.id, ts);
  if (!first) throw new SlackError('thread_not_found');
  const answers = messagesIn(context.state, channel.id).filter((message) => message.thread_ts === ts);
  return messagePage(context, channel, [first, ...inWindow(answers, args)], args);
}

function messagePage({ state }: MethodContext, channel: Channel, found: Message[], args: Json): Json {
  const { items, next } = page(found, args, countArgument(args, 'limit', { usual: 100, max: 999 }));
  const metadata = flagArgument(args, 'include_all_metadata');
  const threads = threadsOf(messagesIn(state, channel.id));
  return {
    messages: items.map((message) => messageJson(message, threads.get(message.ts), metadata)),
    has_more: next !== '',
    ...(next ? { response_metadata: { next_cursor: next } } : {}),
  };
}

/** Messages after `oldest` and before `latest`; those at the bounds too if `inclusive`. */
function inWindow(messages: readonly Message[], args: Json): Message[] {
  const oldest = textIn(args.oldest) ? microsOf(String(args.oldest)) : 0;
  const latest = textIn(args.latest) ? microsOf(String(args.latest)) : Number.POSITIVE_INFINITY;
  const slack = flagArgument(args, 'inclusive') ? 0 : 1;
  return messages.filter(({ ts }) => microsOf(ts) >= oldest + slack && microsOf(ts) <= latest - slack);
}

function threadsOf(messages: readonly Message[]): Map<string, Message[]> {
  const threads = new Map<string, Message[]>();
  for (const message of messages) {
    if (!message.thread_ts) continue;
    const thread = threads.get(message.thread_ts);
    if (thread) thread.push(message);
    else threads.set(message.thread_ts, [message]);
  }
  return threads;
}

function messageJson(message: Message, answers: Message[] | undefined, withMetadata: boolean): Json {
  const { metadata, ...rest } = message;
  return {
    ...rest,
    ...(withMetadata && metadata ? { metadata } : {}),
    ...(answers
      ? { thread_ts: message.ts, reply_count: answers.length, latest_reply: answers.at(-1)?.ts ?? message.ts }
      : {}),
  };
}

function readable({ state, scopes }: MethodContext, args: Json, right: 'read' | 'history'): Channel {
  const channel = channelFor(state, args.channel);
  needScope(scopes, `${scopeFamily(channel)}:${right}`);
  return channel;
}

function memberOnly(context: MethodContext, args: Json): Channel {
  const channel = readable(context, args, 'history');
  if (!channel.members.has(APP.botUserId)) throw new SlackError('not_in_channel');
  return channel;
}

function channelJson(channel: Channel): Json {
  const common = { id: channel.id, is_archived: channel.isArchived, is_org_shared: false, context_team_id: APP.teamId };
  if (channel.dmWith) return { ...common, is_im: true, user: channel.dmWith, is_user_deleted: false };
  return {
    ...common,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: !channel.isPrivate,
    is_group: channel.isPrivate,
    is_im: false,
    is_mpim: false,
    is_private: channel.isPrivate,
    is_general: false,
    is_shared: channel.isExtShared,
    is_ext_shared: channel.isExtShared,
    is_pending_ext_shared: channel.isPendingExtShared,
    is_member: channel.members.has(APP.botUserId),
    num_members: channel.members.size,
    topic: { value: '', creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
  };
}
