import { actionOf, type Choice, findElement, stateOf } from './actions.ts';
import type { DeliveryKind, Retry } from './deliver.ts';
import { canSee, findChannel, findUser } from './directory.ts';
import { type Json, objectsIn } from './json.ts';
import { findMessage, post, postPrivately, privateMessagesOf } from './messages.ts';
import { channelRef, commandPayload, homeOpened, interactionBy } from './payloads.ts';
import { answerWithAck, issueResponseUrl } from './response-urls.ts';
import { SlackError } from './slack-error.ts';
import { emit, type ResponseUrl, type State } from './state.ts';
import { issueTrigger } from './triggers.ts';
import type { Channel, Delivery, Message, PrivateMessage, User } from './types.ts';
import { homeOf, viewJson } from './views.ts';

/** How people's doings reach the bot. */
export interface Wire {
  readonly state: State;
  readonly baseUrl: string;
  send(kind: DeliveryKind, payload: Json, retry?: Retry): Promise<Delivery>;
}

/** A person and a channel, each by id or name. */
export interface Where {
  readonly user: string;
  readonly channel: string;
}

/** A click on a message (`channel`, `ts`) or in a view (`viewId`). */
export type Click = { readonly user: string; readonly actionId: string } & {
  /** Tells buttons with the same action_id apart. */
  readonly value?: string;
  /** What is chosen in a menu or picker: an option's value, an id, a date. */
  readonly selected?: Choice;
} & ({ readonly channel: string; readonly ts: string } | { readonly viewId: string });

/** Types a slash command. Throws where the person cannot see the channel. */
export async function slash(
  { state, baseUrl, send }: Wire,
  { command, text = '', ...where }: Where & { command: string; text?: string },
): Promise<Delivery> {
  const { user, channel } = inSight(state, where);
  emit(state, { type: 'command', channel: channel.id, user: user.id, text: `${command} ${text}`.trim() });
  const path = issueResponseUrl(state, { user: user.id, channel: channel.id });
  const by = { user, channel, triggerId: issueTrigger(state, user.id) };
  const payload = commandPayload(by, { command, text, response_url: baseUrl + path });
  const delivery = await send('slash_commands', payload);
  const url = state.responseUrls.get(path);
  if (delivery.acked && url) showAck(state, { user, channel, command }, url, delivery.body);
  else tellFailure(state, { user, channel }, command, delivery.error);
  return delivery;
}

/** Clicks an element. Throws where it is not there, or not for this person to see. */
export async function click(wire: Wire, what: Click): Promise<Delivery> {
  return 'viewId' in what ? clickInView(wire, what, what.viewId) : clickInMessage(wire, what, what);
}

async function clickInMessage(
  { state, baseUrl, send }: Wire,
  { actionId, value, selected }: Click,
  at: Where & { ts: string },
): Promise<Delivery> {
  const { user, channel } = inSight(state, at);
  const seen = privateMessagesOf(state, user.id).find((one) => one.ts === at.ts && one.channel === channel.id);
  const message = seen ?? findMessage(state, channel.id, at.ts);
  if (!message) throw new Error(`there is no message ${at.ts} in #${channel.name} that ${user.name} sees`);
  const thread = message.thread_ts ? { thread_ts: message.thread_ts } : {};
  const path = issueResponseUrl(state, { user: user.id, channel: channel.id, original: message.ts, ...thread });
  const container = { type: 'message', message_ts: message.ts, channel_id: channel.id, is_ephemeral: Boolean(seen) };
  const delivery = await send('interactive', {
    type: 'block_actions',
    ...interactionBy(user, issueTrigger(state, user.id)),
    container: { ...container, ...thread },
    channel: channelRef(channel),
    ...(seen ? {} : { message }),
    response_url: baseUrl + path,
    ...actionsIn(state, blocksOf(message), { actionId, value, selected }),
  });
  if (!delivery.acked) tellFailure(state, { user, channel }, actionId, delivery.error);
  return delivery;
}

async function clickInView({ state, send }: Wire, what: Click, viewId: string): Promise<Delivery> {
  const user = findUser(state.directory.users, what.user);
  const view = state.views.get(viewId);
  if (view?.user !== user.id) throw new Error(`${user.name} has no view ${viewId}`);
  return send('interactive', {
    type: 'block_actions',
    ...interactionBy(user, issueTrigger(state, user.id)),
    container: { type: 'view', view_id: view.id },
    view: viewJson(view),
    ...actionsIn(state, objectsIn(view.payload.blocks), what),
  });
}

/** Opens the app's Home tab. The event is sent once more, at once, where it was not acknowledged. */
export async function openHome({ state, send }: Wire, userName: string): Promise<Delivery> {
  const user = findUser(state.directory.users, userName);
  const payload = homeOpened(state, user, findChannel(state.directory, user.id), homeOf(state, user.id));
  const first = await send('events_api', payload);
  if (first.acked) return first;
  const reason = first.error === 'operation_timeout' ? 'http_timeout' : 'http_error';
  return send('events_api', payload, { number: 1, reason });
}

/** Writes a message of one's own. */
export function shout(state: State, { text, ...where }: Where & { text: string }): Message {
  const { user, channel } = inSight(state, where);
  if (channel.isArchived) throw new SlackError('is_archived');
  return post(state, { channel: channel.id }, { text }, user.id);
}

/** A person and a channel they see. Throws `channel_not_found` where they do not see it. */
export function inSight(
  { directory }: State,
  { user: userName, channel: name }: Where,
): { user: User; channel: Channel } {
  const user = findUser(directory.users, userName);
  const channel = findChannel(directory, name);
  if (!canSee(user, channel)) throw new SlackError('channel_not_found');
  return { user, channel };
}

function actionsIn(
  state: State,
  blocks: Json[],
  { actionId, value, selected }: { actionId: string; value?: string | undefined; selected?: Choice | undefined },
): Json {
  const placed = findElement(blocks, actionId, value);
  const chosen = selected === undefined || placed.element.type === 'overflow' ? {} : { [actionId]: selected };
  return { state: stateOf(blocks, chosen), actions: [actionOf(placed, selected, state.nextTs())] };
}

function blocksOf(message: Message | PrivateMessage): Json[] {
  return [...(message.blocks ?? []), ...objectsIn(message.attachments).flatMap((one) => objectsIn(one.blocks))];
}

/** Shows what an app answers with its acknowledgement, or that Slack refused it. */
function showAck(
  state: State,
  { command, ...at }: { user: User; channel: Channel; command: string },
  url: ResponseUrl,
  body: unknown,
): void {
  try {
    answerWithAck(state, url, body);
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    tellFailure(state, at, command, error.code);
  }
}

function tellFailure(
  state: State,
  { user, channel }: { user: User; channel: Channel },
  what: string,
  error: string | undefined,
): void {
  const text = `${what} failed with the error "${error}"`;
  postPrivately(state, { channel: channel.id, user: user.id }, { text }, 'slackbot');
}
