// What the demo's page and its server say to one another. Types alone: the page is built apart from the server.

/** Blocks and views as the bot sent them. */
export type Json = Readonly<Record<string, unknown>>;

export interface PageUser {
  readonly id: string;
  readonly name: string;
  readonly realName: string;
  /** Shown beside the name in the switcher: `engineer`, `team lead`, `guest`. */
  readonly role: string;
  readonly isBot: boolean;
}

export interface PageChannel {
  readonly id: string;
  /** Without its `#`; of a direct message the bot's name. */
  readonly name: string;
  readonly kind: 'public' | 'private' | 'direct';
}

/** A message as one person sees it. */
export interface PageMessage {
  readonly ts: string;
  readonly channel: string;
  readonly user: string;
  readonly threadTs: string | undefined;
  readonly text: string;
  readonly blocks: readonly Json[];
  readonly edited: boolean;
  /** "Only visible to you". */
  readonly isPrivate: boolean;
  readonly files: readonly Json[];
  readonly reactions: readonly { readonly name: string; readonly count: number }[];
  /** The simulated time at which it was posted (ISO), to show instead of the real one. */
  readonly at: string;
}

export interface PageView {
  readonly id: string;
  readonly payload: Json;
  /** Block id → words, after a submission that was refused. */
  readonly errors: Readonly<Record<string, string>>;
}

export interface ClockState {
  /** ISO instant of the simulated organisation. */
  readonly now: string;
  readonly running: boolean;
  /** Whether a step is under way. */
  readonly busy: boolean;
  readonly begins: string;
  readonly ends: string;
}

/** One story: what is true in the scenario beside what the bot has said so far. */
export interface StoryState {
  readonly name: string;
  readonly title: string;
  readonly begins: string;
  readonly ends: string | undefined;
  readonly phase: 'to come' | 'under way' | 'over';
  /** What is true, as label and words: resource, change, actor, amount. Not shown before it begins. */
  readonly truth: readonly { readonly label: string; readonly words: string }[];
  /** What the bot said of it, oldest first; empty means not found. */
  readonly said: readonly {
    readonly channel: string;
    readonly ts: string;
    readonly at: string;
    readonly words: string;
  }[];
}

export const BREAKAGES = ['slack-429', 'slack-silent', 'aws-throttle', 'ce-refuse'] as const;
export type Breakage = (typeof BREAKAGES)[number];

export type BotState = 'starting' | 'running' | 'down';

/** All that one person's page shows. */
export interface Snapshot {
  readonly you: string;
  readonly users: readonly PageUser[];
  readonly channels: readonly PageChannel[];
  readonly messages: readonly PageMessage[];
  readonly modals: readonly PageView[];
  readonly home: PageView | undefined;
  readonly commands: readonly { readonly name: string; readonly hint: string; readonly description: string }[];
  readonly clock: ClockState;
  readonly stories: readonly StoryState[];
  readonly broken: readonly Breakage[];
  readonly bot: BotState;
}

/** What comes over `GET /api/events?user=ID` (server-sent events, one JSON object each, after a snapshot was fetched). */
export type PageEvent =
  /** New or changed: replaces a message with the same ts. */
  | { readonly type: 'message'; readonly message: PageMessage }
  | { readonly type: 'message-gone'; readonly ts: string }
  | { readonly type: 'views'; readonly modals: readonly PageView[]; readonly home: PageView | undefined }
  | { readonly type: 'clock'; readonly clock: ClockState }
  | { readonly type: 'stories'; readonly stories: readonly StoryState[] }
  | { readonly type: 'broken'; readonly broken: readonly Breakage[] }
  | { readonly type: 'bot'; readonly bot: BotState }
  /** The organisation began anew: fetch the snapshot again. */
  | { readonly type: 'reset' };

/** What a person does; `POST /api/do`, answered with `Done`. */
export type Deed =
  | { readonly do: 'say'; readonly user: string; readonly channel: string; readonly text: string }
  | {
      readonly do: 'click';
      readonly user: string;
      readonly channel: string;
      readonly ts: string;
      readonly actionId: string;
      readonly blockId: string;
      readonly value?: string;
      readonly selected?: string;
    }
  | {
      readonly do: 'click-view';
      readonly user: string;
      readonly viewId: string;
      readonly actionId: string;
      readonly blockId: string;
      readonly value?: string;
      readonly selected?: string;
    }
  | { readonly do: 'submit-view'; readonly user: string; readonly viewId: string; readonly values: Json }
  | { readonly do: 'close-view'; readonly user: string; readonly viewId: string }
  | { readonly do: 'open-home'; readonly user: string }
  /** `run`, `pause`, `step` to the next event, `restart` from the beginning. */
  | { readonly do: 'clock'; readonly action: 'run' | 'pause' | 'step' | 'restart' }
  | { readonly do: 'break'; readonly what: Breakage; readonly on: boolean }
  /** kill -9, then start again. */
  | { readonly do: 'kill' };

/** `error`: in words, for the person. */
export interface Done {
  readonly ok: boolean;
  readonly error?: string;
}

/** `GET /api/gallery`: one of each kind of message the bot can post. */
export interface GalleryItem {
  readonly name: string;
  readonly text: string;
  readonly blocks: readonly Json[];
}
