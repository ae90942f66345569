import { readContent } from '../content.ts';
import { APP, findUser } from '../directory.ts';
import { fileReady } from '../files.ts';
import { type Json, textIn } from '../json.ts';
import { edit, findMessage, post, postPrivately, remove } from '../messages.ts';
import { SlackError } from '../slack-error.ts';
import type { State } from '../state.ts';
import { cutWarning } from '../text-limits.ts';
import type { Channel, Message } from '../types.ts';
import { channelFor, flagArgument, type Method, type MethodContext } from './method.ts';

const scope = 'chat:write';

/** Methods that write messages. */
export const chatMethods: Readonly<Record<string, Method>> = {
  'chat.postMessage': { token: 'bot', scope, run: postMessage },
  'chat.update': { token: 'bot', scope, run: update },
  'chat.delete': { token: 'bot', scope, run: deleteMessage },
  'chat.postEphemeral': { token: 'bot', scope, run: postEphemeral },
};

function postMessage(context: MethodContext, args: Json): Json {
  const { state } = context;
  const channel = writableChannel(context, args);
  const content = readContent(args, fileReady(state));
  const message = post(state, placeOf(channel, args), content);
  return { channel: channel.id, ts: message.ts, message, ...cutWarning(args) };
}

function update({ state }: MethodContext, args: Json): Json {
  const { channel, message } = ownMessage(state, args, 'cant_update_message');
  edit(state, channel.id, message, readContent(args, fileReady(state), 'update'));
  return { channel: channel.id, ts: message.ts, text: message.text, message };
}

function deleteMessage({ state }: MethodContext, args: Json): Json {
  const { channel, message } = ownMessage(state, args, 'cant_delete_message');
  remove(state, channel.id, message);
  return { channel: channel.id, ts: message.ts };
}

function postEphemeral(context: MethodContext, args: Json): Json {
  const { state } = context;
  const channel = writableChannel(context, args);
  const user = findUser(state.directory.users, String(args.user));
  if (!channel.members.has(user.id)) throw new SlackError('user_not_in_channel');
  const content = readContent(args, fileReady(state));
  const message = postPrivately(state, { ...placeOf(channel, args), user: user.id }, content);
  return { message_ts: message.ts, ...cutWarning(args) };
}

function placeOf(channel: Channel, args: Json) {
  const thread = textIn(args.thread_ts);
  return {
    channel: channel.id,
    ...(thread ? { thread_ts: thread } : {}),
    broadcast: flagArgument(args, 'reply_broadcast'),
  };
}

/** The channel if the bot may write there: a member, or, with `chat:write.public`, wherever it is public. */
function writableChannel({ state, scopes }: MethodContext, args: Json): Channel {
  const channel = channelFor(state, args.channel, { byName: true });
  if (channel.isArchived) throw new SlackError('is_archived');
  if (!channel.members.has(APP.botUserId) && !scopes.has('chat:write.public')) throw new SlackError('not_in_channel');
  return channel;
}

function ownMessage(state: State, args: Json, refused: string): { channel: Channel; message: Message } {
  const channel = channelFor(state, args.channel);
  const message = findMessage(state, channel.id, String(args.ts));
  if (!message) throw new SlackError('message_not_found');
  if (message.user !== APP.botUserId) throw new SlackError(refused);
  if (channel.isArchived) throw new SlackError('is_archived');
  return { channel, message };
}
