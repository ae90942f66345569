import { SlackError } from './slack-error.ts';
import type { Channel, User } from './types.ts';

/** Who the app is and where it is installed. */
export const APP = {
  appId: 'A0BILLHOOK',
  botId: 'B0BILLHOOK',
  botUserId: 'U0BILLHOOK',
  teamId: 'T0WORKSHOP',
  teamName: 'Workshop',
  teamDomain: 'workshop',
} as const;

export interface NewChannel {
  readonly name: string;
  readonly isPrivate?: boolean;
  readonly isExtShared?: boolean;
  /** About to be shared with another company, by an invitation that is not accepted yet. */
  readonly isPendingExtShared?: boolean;
  readonly isArchived?: boolean;
  /** Default true. */
  readonly botIsMember?: boolean;
  /** Names of the people in it; default: every full member, guests not. */
  readonly members?: readonly string[];
}

export interface NewUser {
  readonly name: string;
  readonly realName?: string;
  readonly isRestricted?: boolean;
}

/** The people and channels of a workspace, and its user groups by id. */
export interface Directory {
  readonly users: Map<string, User>;
  readonly channels: Map<string, Channel>;
  readonly usergroups: Map<string, readonly string[]>;
  addUser(user: NewUser): User;
  addChannel(channel: NewChannel): Channel;
}

/** A workspace with its first people: dana (engineer), mira (team lead), gus (a guest, in #payments alone). */
export function createDirectory(): Directory {
  const users = new Map<string, User>();
  const channels = new Map<string, Channel>();
  const usergroups = new Map<string, readonly string[]>();

  function addChannel(channel: NewChannel): Channel {
    const full = [...users.values()].filter((user) => !user.isBot && !user.isRestricted).map((user) => user.name);
    const members = (channel.members ?? full).map((name) => findUser(users, name).id);
    if (channel.botIsMember !== false) members.push(APP.botUserId);
    const made: Channel = {
      id: nextId('C', channel.name, channels),
      name: channel.name,
      isPrivate: channel.isPrivate ?? false,
      isExtShared: channel.isExtShared ?? false,
      isPendingExtShared: channel.isPendingExtShared ?? false,
      isArchived: channel.isArchived ?? false,
      members: new Set(members),
    };
    channels.set(made.id, made);
    return made;
  }

  function addUser({ name, realName = name, isRestricted = false }: NewUser): User {
    const user = { id: nextId('U', name, users), name, realName, isRestricted, isBot: false };
    users.set(user.id, user);
    const id = nextId('D', name, channels);
    const flags = { isPrivate: true, isExtShared: false, isPendingExtShared: false, isArchived: false };
    channels.set(id, { id, name: '', ...flags, dmWith: user.id, members: new Set([user.id, APP.botUserId]) });
    return user;
  }

  const bot = { id: APP.botUserId, name: 'billhook', realName: 'Billhook', isBot: true, isRestricted: false };
  users.set(bot.id, bot);
  addUser({ name: 'dana', realName: 'Dana Okafor' });
  addUser({ name: 'mira', realName: 'Mira Lindqvist' });
  addUser({ name: 'gus', realName: 'Gus Ferrante', isRestricted: true });
  addChannel({ name: 'cloud-costs' });
  addChannel({ name: 'payments', members: ['dana', 'mira', 'gus'] });
  addChannel({ name: 'ops' });
  addChannel({ name: 'random', botIsMember: false });
  addChannel({ name: 'leads', isPrivate: true, members: ['mira'] });
  usergroups.set('S0ONCALL', [findUser(users, 'dana').id]);
  return { users, channels, usergroups, addUser, addChannel };
}

/** A user by id or name. Throws `user_not_found`. */
export function findUser(users: ReadonlyMap<string, User>, idOrName: string): User {
  const user = users.get(idOrName) ?? [...users.values()].find((one) => one.name === idOrName);
  if (!user) throw new SlackError('user_not_found');
  return user;
}

/** A channel by id, name or #name, or a person's direct messages by their id. Throws `channel_not_found`. */
export function findChannel(directory: Directory, idOrName: string): Channel {
  const exact = directory.channels.get(idOrName);
  if (exact) return exact;
  const name = idOrName.replace(/^#/, '');
  for (const channel of directory.channels.values())
    if (channel.dmWith ? channel.dmWith === idOrName : channel.name === name) return channel;
  throw new SlackError('channel_not_found');
}

/** Whether a person can see a channel: guests and private channels by membership only. */
export function canSee(user: User, channel: Channel): boolean {
  return channel.members.has(user.id) || !(channel.isPrivate || user.isRestricted);
}

/** An id that tells what it is of: `C0CLOUDCOSTS`, with a number where it is taken. */
function nextId(letter: string, name: string, taken: ReadonlyMap<string, unknown>): string {
  const id = `${letter}0${name.toUpperCase().replace(/[^A-Z0-9]/g, '')}`;
  return taken.has(id) ? `${id}${taken.size}` : id;
}
