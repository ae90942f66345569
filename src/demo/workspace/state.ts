import { createDirectory, type Directory } from './directory.ts';
import type { Json } from './json.ts';
import { timestamps } from './timestamps.ts';
import type { Message, PrivateMessage, StoredFile, View, WorkspaceEvent } from './types.ts';

/** A ticket to open a modal: good once, for 3 s of real time. */
export interface Trigger {
  readonly user: string;
  readonly issuedAt: number;
  used: boolean;
}

/** An address to answer to: 5 times, for 30 minutes of real time. */
export interface ResponseUrl {
  readonly user: string;
  readonly channel: string;
  readonly issuedAt: number;
  /** The message, private or not, that was clicked in. */
  readonly original?: string;
  readonly thread_ts?: string;
  uses: number;
}

/** All that a workspace knows. */
export interface State {
  readonly directory: Directory;
  /** By channel id; oldest first. */
  readonly messages: Map<string, Message[]>;
  /** By user id; oldest first. */
  readonly privateMessages: Map<string, PrivateMessage[]>;
  readonly views: Map<string, View>;
  readonly files: Map<string, StoredFile>;
  readonly triggers: Map<string, Trigger>;
  readonly responseUrls: Map<string, ResponseUrl>;
  readonly nextTs: () => string;
  /** The workspace's own clock, which may be simulated. */
  readonly now: () => Date;
  /** An id never given before in this workspace. */
  readonly nextId: (prefix: string) => string;
  readonly listeners: Set<(event: WorkspaceEvent) => void>;
}

export function createState(now: () => Date): State {
  let ids = 0;
  return {
    directory: createDirectory(),
    messages: new Map(),
    privateMessages: new Map(),
    views: new Map(),
    files: new Map(),
    triggers: new Map(),
    responseUrls: new Map(),
    nextTs: timestamps(now),
    now,
    nextId: (prefix) => `${prefix}${(++ids).toString(36).toUpperCase().padStart(9, '0')}`,
    listeners: new Set(),
  };
}

export function emit(state: State, event: WorkspaceEvent): void {
  for (const listener of state.listeners) listener(event);
}

/** Blocks as Slack keeps them: each block and each element that acts has an id, made up where the app gave none. */
export function withIds(state: State, blocks: readonly Json[]): Json[] {
  return blocks.map((block) => {
    const kept: Json = { ...block, block_id: block.block_id ?? state.nextId('b') };
    for (const field of ['accessory', 'element']) kept[field] = withActionId(state, block[field]);
    for (const field of ['elements', 'actions'])
      if (Array.isArray(block[field])) kept[field] = block[field].map((one) => withActionId(state, one));
    if (Array.isArray(block.child_blocks)) kept.child_blocks = withIds(state, block.child_blocks);
    return JSON.parse(JSON.stringify(kept));
  });
}

const PASSIVE = new Set(['image', 'plain_text', 'mrkdwn']);

function withActionId(state: State, element: unknown): unknown {
  if (typeof element !== 'object' || element === null || !('type' in element)) return element;
  const type = String(element.type);
  if ('action_id' in element || PASSIVE.has(type) || type.startsWith('rich_text_')) return element;
  if (type === 'card' && 'actions' in element && Array.isArray(element.actions))
    return { ...element, actions: element.actions.map((one) => withActionId(state, one)) };
  return { ...element, action_id: state.nextId('a') };
}
