import { APP } from '../directory.ts';
import type { Json } from '../json.ts';
import { SlackError } from '../slack-error.ts';
import type { User } from '../types.ts';
import { countArgument, type Method, type MethodContext, page } from './method.ts';

/** Methods that read people. */
export const userMethods: Readonly<Record<string, Method>> = {
  'users.info': { token: 'bot', scope: 'users:read', run: info },
  'users.list': { token: 'bot', scope: 'users:read', run: list },
  'usergroups.users.list': { token: 'bot', scope: 'usergroups:read', run: groupMembers },
  'bots.info': { token: 'bot', scope: 'users:read', run: bot },
};

function info({ state }: MethodContext, args: Json): Json {
  const user = state.directory.users.get(String(args.user));
  if (!user) throw new SlackError('user_not_found');
  return { user: userJson(user) };
}

function list({ state }: MethodContext, args: Json): Json {
  const limit = countArgument(args, 'limit', { usual: 1000, max: 1000 });
  const { items, next } = page([...state.directory.users.values()], args, limit);
  return { members: items.map(userJson), response_metadata: { next_cursor: next } };
}

function groupMembers({ state }: MethodContext, args: Json): Json {
  const users = state.directory.usergroups.get(String(args.usergroup));
  if (!users) throw new SlackError('no_such_subteam');
  return { users: [...users] };
}

function bot(_: MethodContext, args: Json): Json {
  if (args.bot !== APP.botId) throw new SlackError('bot_not_found');
  return { bot: { id: APP.botId, app_id: APP.appId, user_id: APP.botUserId, name: 'billhook', deleted: false } };
}

function userJson(user: User): Json {
  return {
    id: user.id,
    team_id: APP.teamId,
    name: user.name,
    real_name: user.realName,
    deleted: false,
    tz: 'Europe/Berlin',
    tz_label: 'Central European Time',
    tz_offset: 3600,
    profile: { display_name: user.name, real_name: user.realName, team: APP.teamId },
    is_admin: false,
    is_owner: false,
    is_bot: user.isBot,
    is_app_user: false,
    is_restricted: user.isRestricted,
    is_ultra_restricted: false,
    is_stranger: false,
  };
}
