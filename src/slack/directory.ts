import type { WebClient } from '@slack/web-api';
import { UserError } from '../domain/errors.ts';
import { isZone } from '../domain/zone.ts';
import type { Directory } from '../usecases/ports.ts';
import { errorCode, mendFor } from './client.ts';

/** People and places, asked anew at each use: rights can be taken away at any time. */
export function createDirectory(client: WebClient, homeTeam: () => string | undefined): Directory {
  return {
    async person(userId, channelId) {
      const { user } = await client.users.info({ user: userId });
      const zone = user?.tz && isZone(user.tz) ? user.tz : 'UTC';
      const stranger =
        user?.is_stranger || (user?.team_id !== undefined && homeTeam() !== undefined && user.team_id !== homeTeam());
      const guest = user?.is_restricted || user?.is_ultra_restricted;
      const barred =
        user?.deleted || stranger
          ? 'only members of this workspace may see logs.'
          : guest
            ? 'guests may not see logs.'
            : undefined;
      return { id: userId, zone, barred: barred ?? (await barredPlace(client, channelId)) };
    },
    async isInGroup(userId, usergroupId) {
      try {
        const { users } = await client.usergroups.users.list({ usergroup: usergroupId });
        return users?.includes(userId) ?? false;
      } catch (thrown) {
        if (errorCode(thrown) === 'no_such_subteam') return false;
        throw thrown;
      }
    },
  };
}

/** Logs stay inside the company: no answer in a channel that is shared with another one. */
async function barredPlace(client: WebClient, channelId: string): Promise<string | undefined> {
  if (channelId.startsWith('D')) return undefined;
  try {
    const { channel } = await client.conversations.info({ channel: channelId });
    const shared = channel?.is_ext_shared || channel?.is_pending_ext_shared;
    return shared ? 'this channel is shared with another company.' : undefined;
  } catch (thrown) {
    if (errorCode(thrown) === 'channel_not_found')
      return 'I cannot see this channel. Invite me first: /invite @billhook';
    throw thrown;
  }
}

const LIST_PAGE = 200;
const MOST_LIST_PAGES = 50;

/**
 * The ids of channels that billhook.yml names; ids stay as they are.
 * Throws a UserError that names every channel the bot cannot find.
 */
export async function resolveChannels(
  client: WebClient,
  wanted: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const names = wanted.filter((channel) => channel.startsWith('#'));
  const found = await findByName(client, names, { archivedToo: false });
  const missing = names.filter((name) => !found.has(name));
  if (missing.length) throw new UserError(wordsFor(missing, await findByName(client, missing, { archivedToo: true })));
  return new Map([...wanted.filter((channel) => !channel.startsWith('#')).map((id) => [id, id] as const), ...found]);
}

/** The ids of channels by name, as far as they are there. */
async function findByName(
  client: WebClient,
  names: readonly string[],
  { archivedToo }: { readonly archivedToo: boolean },
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  const left = new Set(names);
  let cursor: string | undefined;
  for (let page = 0; page < MOST_LIST_PAGES && left.size; page++) {
    const answer = await list(client, archivedToo, cursor);
    for (const { id, name } of answer.channels ?? []) if (id && left.delete(`#${name}`)) ids.set(`#${name}`, id);
    cursor = answer.response_metadata?.next_cursor;
    if (!cursor) break;
  }
  return ids;
}

function wordsFor(missing: readonly string[], archived: ReadonlyMap<string, string>): string {
  const nowhere = missing.filter((name) => !archived.has(name));
  const parts = [...archived.keys()].map((name) => `${name} is archived. Name another one in billhook.yml.`);
  if (nowhere.length)
    parts.push(
      `I cannot find ${nowhere.join(', ')} in Slack. Check the spelling in billhook.yml; a private channel is seen only once the bot is in it: /invite @billhook`,
    );
  return parts.join(' ');
}

async function list(client: WebClient, archivedToo: boolean, cursor: string | undefined) {
  try {
    return await client.conversations.list({
      types: 'public_channel,private_channel',
      exclude_archived: !archivedToo,
      limit: LIST_PAGE,
      ...(cursor ? { cursor } : {}),
    });
  } catch (thrown) {
    throw new UserError(mendFor(thrown));
  }
}
