import type { Message, PrivateMessage, View, Workspace } from '../workspace/index.ts';
import type { Json, PageChannel, PageMessage, PageUser, PageView } from './protocol.ts';

/** When a message was posted by the simulated clock. */
export type PostedAt = (ts: string) => string;

const ROLES: Readonly<Record<string, string>> = { dana: 'engineer', mira: 'team lead', gus: 'guest' };
const BOT_NAME = 'billhook';

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const jsonList = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isJson) : []);

export function usersOf(workspace: Workspace): PageUser[] {
  return [...workspace.users.values()].map(({ id, name, realName, isBot }) => ({
    id,
    name,
    realName,
    isBot,
    role: ROLES[name] ?? (isBot ? 'app' : 'member'),
  }));
}

/** The channels a person sees; a direct message bears the bot's name. */
export function channelsOf(workspace: Workspace, user: string): PageChannel[] {
  return workspace.channelsOf(user).map(({ id, name, isPrivate, dmWith }) => ({
    id,
    name: dmWith === undefined ? name : BOT_NAME,
    kind: dmWith === undefined ? (isPrivate ? 'private' : 'public') : 'direct',
  }));
}

/** All that a person sees in every channel, oldest first. */
export function messagesOf(workspace: Workspace, user: string, postedAt: PostedAt): PageMessage[] {
  const shared = workspace
    .channelsOf(user)
    .flatMap(({ id }) => workspace.messages(id).map((message) => publicMessage(message, id, postedAt)));
  const own = workspace.privateMessages(user).map((message) => privateMessage(message, botId(workspace), postedAt));
  return [...shared, ...own].sort((a, b) => (a.ts < b.ts ? -1 : 1));
}

export function publicMessage(message: Message, channel: string, postedAt: PostedAt): PageMessage {
  return {
    ts: message.ts,
    channel,
    user: message.user,
    threadTs: message.thread_ts,
    text: message.text,
    blocks: jsonList(message.blocks),
    edited: message.edited !== undefined,
    isPrivate: false,
    files: jsonList(message.files),
    reactions: (message.reactions ?? []).map(({ name, count }) => ({ name, count })),
    at: postedAt(message.ts),
  };
}

export function privateMessage(message: PrivateMessage, bot: string, postedAt: PostedAt): PageMessage {
  return {
    ts: message.ts,
    channel: message.channel,
    user: bot,
    threadTs: message.thread_ts,
    text: message.text,
    blocks: jsonList(message.blocks),
    edited: false,
    isPrivate: true,
    files: [],
    reactions: [],
    at: postedAt(message.ts),
  };
}

export function viewsOf(
  workspace: Workspace,
  user: string,
): { readonly modals: PageView[]; readonly home: PageView | undefined } {
  const home = workspace.home(user);
  return { modals: workspace.modals(user).map(pageView), home: home && pageView(home) };
}

function pageView({ id, payload, errors }: View): PageView {
  const words = isJson(errors) ? Object.entries(errors).map(([block, text]) => [block, String(text)] as const) : [];
  return { id, payload, errors: Object.fromEntries(words) };
}

export function botId(workspace: Workspace): string {
  return [...workspace.users.values()].find(({ isBot }) => isBot)?.id ?? '';
}
