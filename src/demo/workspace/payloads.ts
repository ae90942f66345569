import { randomBytes } from 'node:crypto';
import { APP } from './directory.ts';
import type { Json } from './json.ts';
import type { State } from './state.ts';
import type { Channel, User, View } from './types.ts';
import { viewJson } from './views.ts';

/** The old way to tell that a request is Slack's; still in every payload. */
const VERIFICATION_TOKEN = randomBytes(12).toString('hex');

const team = { id: APP.teamId, domain: APP.teamDomain };

/** What every interaction says of who did it. */
export function interactionBy(user: User, triggerId: string): Json {
  return {
    user: { id: user.id, username: user.name, name: user.name, team_id: APP.teamId },
    api_app_id: APP.appId,
    token: VERIFICATION_TOKEN,
    team,
    enterprise: null,
    is_enterprise_install: false,
    trigger_id: triggerId,
  };
}

/** A slash command. */
export function commandPayload(by: { user: User; channel: Channel; triggerId: string }, sent: Json): Json {
  return {
    token: VERIFICATION_TOKEN,
    team_id: APP.teamId,
    team_domain: APP.teamDomain,
    channel_id: by.channel.id,
    channel_name: payloadName(by.channel),
    user_id: by.user.id,
    user_name: by.user.name,
    ...sent,
    api_app_id: APP.appId,
    is_enterprise_install: 'false',
    trigger_id: by.triggerId,
  };
}

/** A channel as payloads name it: what is private has no name of its own. */
export function channelRef(channel: Channel): Json {
  return { id: channel.id, name: payloadName(channel) };
}

/** The event of someone opening the app's Home tab. */
export function homeOpened(state: State, user: User, dm: Channel, view: View | undefined): Json {
  const ts = state.nextTs();
  return {
    token: VERIFICATION_TOKEN,
    team_id: APP.teamId,
    api_app_id: APP.appId,
    type: 'event_callback',
    event_id: state.nextId('Ev'),
    event_time: Math.floor(Number(ts)),
    is_ext_shared_channel: false,
    authorizations: [
      {
        enterprise_id: null,
        team_id: APP.teamId,
        user_id: APP.botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    event: {
      type: 'app_home_opened',
      user: user.id,
      channel: dm.id,
      tab: 'home',
      event_ts: ts,
      ...(view ? { view: viewJson(view) } : {}),
    },
  };
}

function payloadName(channel: Channel): string {
  if (channel.dmWith) return 'directmessage';
  return channel.isPrivate ? 'privategroup' : channel.name;
}
