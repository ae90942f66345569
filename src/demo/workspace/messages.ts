import { APP } from './directory.ts';
import { type Json, objectsIn } from './json.ts';
import { SlackError } from './slack-error.ts';
import { emit, type State, withIds } from './state.ts';
import { microsOf } from './timestamps.ts';
import type { Content, Message, PrivateMessage } from './types.ts';

interface Place {
  readonly channel: string;
  readonly thread_ts?: string;
  readonly broadcast?: boolean;
}

/** All messages of a channel, replies too; oldest first. */
export function messagesIn(state: State, channel: string): Message[] {
  let messages = state.messages.get(channel);
  if (!messages) {
    messages = [];
    state.messages.set(channel, messages);
  }
  return messages;
}

/** A message of a channel by its `ts`. */
export function findMessage(state: State, channel: string, ts: string): Message | undefined {
  const messages = messagesIn(state, channel);
  const micros = microsOf(ts);
  let low = 0;
  let high = messages.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (microsOf(messages[middle]?.ts ?? '') < micros) low = middle + 1;
    else high = middle;
  }
  return messages[low]?.ts === ts ? messages[low] : undefined;
}

/** Stores a message by the bot or, if `user` is given, by a person. Throws `thread_not_found`. */
export function post(state: State, place: Place, content: Content, user: string = APP.botUserId): Message {
  if (place.thread_ts && !findMessage(state, place.channel, place.thread_ts)) throw new SlackError('thread_not_found');
  const message: Message = {
    type: 'message',
    ts: state.nextTs(),
    user,
    team: APP.teamId,
    ...(user === APP.botUserId ? { bot_id: APP.botId, app_id: APP.appId } : {}),
    ...(place.thread_ts ? { thread_ts: place.thread_ts } : {}),
    ...(place.thread_ts && place.broadcast ? { subtype: 'thread_broadcast' } : {}),
    ...kept(state, content),
  };
  messagesIn(state, place.channel).push(message);
  emit(state, { type: 'message-posted', channel: place.channel, message });
  return message;
}

/** Puts new content in place of a message's old one. What is not given stays; what is given empty goes. */
export function edit(state: State, channel: string, message: Message, content: Content): void {
  if (content.blocks) delete message.blocks;
  if (content.attachments) delete message.attachments;
  if (content.metadata) delete message.metadata;
  Object.assign(message, kept(state, content), { edited: { user: message.user, ts: state.nextTs() } });
  emit(state, { type: 'message-edited', channel, message });
}

export function remove(state: State, channel: string, message: Message): void {
  const messages = messagesIn(state, channel);
  messages.splice(messages.indexOf(message), 1);
  emit(state, { type: 'message-deleted', channel, message });
}

/** All that one person alone sees, oldest first. */
export function privateMessagesOf(state: State, user: string): PrivateMessage[] {
  let messages = state.privateMessages.get(user);
  if (!messages) {
    messages = [];
    state.privateMessages.set(user, messages);
  }
  return messages;
}

export function postPrivately(
  state: State,
  place: Place & { readonly user: string },
  content: Content,
  from: PrivateMessage['from'] = 'app',
): PrivateMessage {
  const message: PrivateMessage = {
    ts: state.nextTs(),
    channel: place.channel,
    user: place.user,
    from,
    ...(place.thread_ts ? { thread_ts: place.thread_ts } : {}),
    ...kept(state, content),
  };
  privateMessagesOf(state, place.user).push(message);
  emit(state, { type: 'private-posted', message });
  return message;
}

export function editPrivately(state: State, message: PrivateMessage, content: Content): void {
  delete message.blocks;
  delete message.attachments;
  Object.assign(message, kept(state, content));
  emit(state, { type: 'private-edited', message });
}

export function removePrivately(state: State, message: PrivateMessage): void {
  const messages = privateMessagesOf(state, message.user);
  messages.splice(messages.indexOf(message), 1);
  emit(state, { type: 'private-deleted', message });
}

/** Content as it is stored: without what is empty, ids filled in. */
function kept(state: State, { text, blocks, attachments, metadata }: Content): Content {
  return {
    text,
    ...(blocks?.length ? { blocks: withIds(state, blocks) } : {}),
    ...(attachments?.length ? { attachments: attachments.map((one) => withBlockIds(state, one)) } : {}),
    ...(metadata && Object.keys(metadata).length > 0 ? { metadata } : {}),
  };
}

function withBlockIds(state: State, attachment: Json): Json {
  return attachment.blocks === undefined
    ? attachment
    : { ...attachment, blocks: withIds(state, objectsIn(attachment.blocks)) };
}
