import type { PageMessage } from '../../server/protocol.ts';
import { dayOf } from '../times.ts';

/** Messages of one sender within this time stand together. */
const TOGETHER_MS = 5 * 60_000;

/** A message as it stands in a channel. */
export interface Row {
  readonly message: PageMessage;
  readonly opensDay: boolean;
  readonly follows: boolean;
  readonly replies: number;
}

/** Whether a message stands in a thread rather than in the channel. */
export function isReply({ ts, threadTs }: PageMessage): boolean {
  return threadTs !== undefined && threadTs !== ts;
}

/** A channel's rows, oldest first: its messages without replies, each with how many it has. */
export function rowsOf(messages: readonly PageMessage[]): Row[] {
  const replies = new Map<string, number>();
  for (const { threadTs } of messages.filter(isReply))
    if (threadTs !== undefined) replies.set(threadTs, (replies.get(threadTs) ?? 0) + 1);
  return standing(
    messages.filter((message) => !isReply(message)),
    replies,
  );
}

/** A thread's rows: its parent and its replies. */
export function threadRows(messages: readonly PageMessage[], parent: string): Row[] {
  return standing(
    messages.filter(({ ts, threadTs }) => ts === parent || threadTs === parent),
    new Map(),
  );
}

function standing(messages: readonly PageMessage[], replies: ReadonlyMap<string, number>): Row[] {
  let before: PageMessage | undefined;
  return messages.map((message) => {
    const opensDay = !before || dayOf(before.at) !== dayOf(message.at);
    const follows = !opensDay && before !== undefined && belongs(before, message);
    before = message;
    return { message, opensDay, follows, replies: replies.get(message.ts) ?? 0 };
  });
}

function belongs(before: PageMessage, message: PageMessage): boolean {
  return (
    before.user === message.user &&
    before.isPrivate === message.isPrivate &&
    Date.parse(message.at) - Date.parse(before.at) < TOGETHER_MS
  );
}
