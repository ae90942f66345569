import type { Json } from './json.ts';

/** A person of the workspace, or its bot. */
export interface User {
  readonly id: string;
  readonly name: string;
  readonly realName: string;
  readonly isBot: boolean;
  /** A guest: sees the channels they are in and no others. */
  readonly isRestricted: boolean;
}

/** A channel or, if `dmWith` is set, the bot's direct messages with that user. */
export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly isPrivate: boolean;
  readonly isExtShared: boolean;
  readonly isPendingExtShared: boolean;
  readonly isArchived: boolean;
  readonly dmWith?: string;
  readonly members: Set<string>;
}

/** A message that stays in a channel, with Slack's own field names. */
export interface Message {
  readonly type: 'message';
  readonly ts: string;
  readonly user: string;
  readonly bot_id?: string;
  readonly app_id?: string;
  readonly team: string;
  readonly thread_ts?: string;
  readonly subtype?: 'thread_broadcast';
  text: string;
  blocks?: Json[];
  attachments?: Json[];
  metadata?: Json;
  edited?: { user: string; ts: string };
  reactions?: { name: string; users: string[]; count: number }[];
  files?: Json[];
}

/** A message that one person sees and that no history has. */
export interface PrivateMessage {
  readonly ts: string;
  readonly channel: string;
  readonly user: string;
  readonly from: 'app' | 'slackbot';
  readonly thread_ts?: string;
  text: string;
  blocks?: Json[];
  attachments?: Json[];
}

/** What the sender of a message gives. */
export interface Content {
  readonly text: string;
  readonly blocks?: Json[];
  readonly attachments?: Json[];
  readonly metadata?: Json;
}

/** A modal or a Home tab as one user has it before them. */
export interface View {
  readonly id: string;
  readonly user: string;
  readonly type: 'modal' | 'home';
  readonly rootId: string;
  readonly previousId?: string;
  /** As the app sent it, block and action ids filled in. */
  payload: Json;
  hash: string;
  state: Json;
  /** What the app found wrong with the last submission, by block id. */
  errors?: Json;
}

/** A file, from the request for an upload address on; `readyAt` (ms, real time) is set once the upload is complete. */
export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly length: number;
  readonly altText?: string;
  title: string;
  content?: Buffer;
  readyAt?: number;
}

/** What happens in the workspace, for those who watch it live. */
export type WorkspaceEvent =
  | { readonly type: 'message-posted' | 'message-edited' | 'message-deleted'; channel: string; message: Message }
  | { readonly type: 'private-posted' | 'private-edited' | 'private-deleted'; message: PrivateMessage }
  | { readonly type: 'view-opened' | 'view-updated' | 'view-closed'; view: View }
  | { readonly type: 'command'; channel: string; user: string; text: string }
  /** An app's request was answered, or lost on purpose. */
  | { readonly type: 'called'; call: Call };

/** How the bot took what was delivered to it. */
export interface Delivery {
  /** Acknowledged within 3 s, over HTTP with a 2xx. */
  readonly acked: boolean;
  /** The HTTP status; absent over sockets and where there was no answer. */
  readonly status?: number;
  /** Milliseconds until the acknowledgement, or until it was given up. */
  readonly ackMs: number;
  /** What came with the acknowledgement: an object, text, or nothing. */
  readonly body?: unknown;
  /** What Slack shows the person where it was not acknowledged. */
  readonly error?: 'operation_timeout' | 'dispatch_failed';
}

/** One request an app made. Requests to a response_url are there as the method `response_url`. */
export interface Call {
  readonly method: string;
  /** Real time, ms since 1970. */
  readonly at: number;
  readonly args: Json;
  readonly ok: boolean;
  readonly error?: string;
  /** The HTTP status; 0 where the answer was lost on purpose. */
  readonly status: number;
}
