import { APP } from '../directory.ts';
import { type Json, textIn } from '../json.ts';
import { findMessage } from '../messages.ts';
import { SlackError } from '../slack-error.ts';
import { emit } from '../state.ts';
import { channelFor, type Method, type MethodContext } from './method.ts';

export const reactionMethods: Readonly<Record<string, Method>> = {
  'reactions.add': { token: 'bot', scope: 'reactions:write', run: add },
};

function add({ state }: MethodContext, args: Json): Json {
  const name = textIn(args.name)?.replaceAll(':', '');
  if (!name || !/^[a-z0-9_+'-]+$/.test(name)) throw new SlackError('invalid_name');
  const channel = channelFor(state, args.channel);
  const message = findMessage(state, channel.id, String(args.timestamp));
  if (!message) throw new SlackError('message_not_found');
  if (channel.isArchived) throw new SlackError('is_archived');
  message.reactions ??= [];
  const reaction = message.reactions.find((one) => one.name === name);
  if (reaction?.users.includes(APP.botUserId)) throw new SlackError('already_reacted');
  if (reaction) Object.assign(reaction, { users: [...reaction.users, APP.botUserId], count: reaction.count + 1 });
  else message.reactions.push({ name, users: [APP.botUserId], count: 1 });
  emit(state, { type: 'message-edited', channel: channel.id, message });
  return {};
}
