import { randomBytes } from 'node:crypto';
import { createHttpDelivery } from './deliver.ts';
import { canSee, findChannel, findUser, type NewChannel, type NewUser } from './directory.ts';
import { createFaults, type Fault } from './faults.ts';
import { messagesIn, privateMessagesOf } from './messages.ts';
import { closeView, submitView } from './modals.ts';
import { type Click, click, inSight, openHome, shout, slash, type Where, type Wire } from './people.ts';
import { serve } from './server.ts';
import { createSockets, type DisconnectReason } from './sockets.ts';
import { createState, emit } from './state.ts';
import type { Call, Channel, Delivery, Message, PrivateMessage, User, View, WorkspaceEvent } from './types.ts';
import { homeOf } from './views.ts';

export type { Choice } from './actions.ts';
export type { NewChannel, NewUser } from './directory.ts';
export type { Fault } from './faults.ts';
export type { Click, Where } from './people.ts';
export type { Call, Channel, Delivery, Message, PrivateMessage, User, View, WorkspaceEvent } from './types.ts';

/** Every scope this workspace knows but `chat:write.public`, which must be asked for. */
export const ALL_SCOPES = [
  'channels:history',
  'channels:read',
  'chat:write',
  'commands',
  'files:read',
  'files:write',
  'groups:history',
  'groups:read',
  'im:history',
  'im:read',
  'im:write',
  'mpim:read',
  'reactions:write',
  'usergroups:read',
  'users:read',
] as const;

export interface WorkspaceOptions {
  /** Default: any that is free. */
  readonly port?: number;
  /** Granted to the bot token; default ALL_SCOPES. */
  readonly scopes?: readonly string[];
  /** Default: made up. */
  readonly botToken?: string;
  readonly appToken?: string;
  readonly signingSecret?: string;
  /** The clock that messages are dated by; default the real one. Signatures and lifetimes keep the real time. */
  readonly now?: () => Date;
}

/** Slack on loopback: what an app reaches over HTTP and sockets, and what the people in it see and do. */
export interface Workspace {
  /** For `SLACK_API_URL`: `http://127.0.0.1:PORT/api/`. */
  readonly apiUrl: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  /** Where commands, clicks and events go: over the open sockets (the default), or as signed requests to an address. */
  deliverTo(target: { readonly socket: true } | { readonly url: string }): void;

  readonly users: ReadonlyMap<string, User>;
  readonly channels: ReadonlyMap<string, Channel>;
  addUser(user: NewUser): User;
  addChannel(channel: NewChannel): Channel;
  /** Sets who is in a user group; people by id or name. */
  setUsergroup(id: string, people: readonly string[]): void;
  /** A user or a channel by id or name. Throws where there is none. */
  user(idOrName: string): User;
  channel(idOrName: string): Channel;

  /** All that stands in a channel, replies too, oldest first. */
  messages(channel: string): readonly Message[];
  /** All that one person alone sees, oldest first. */
  privateMessages(user: string): readonly PrivateMessage[];
  /** Channels a person sees. */
  channelsOf(user: string): readonly Channel[];
  /** What a person sees in a channel, oldest first. Throws where they do not see the channel. */
  seenBy(where: Where): readonly (Message | PrivateMessage)[];
  /** Modals a person has open, the topmost last. */
  modals(user: string): readonly View[];
  /** A person's Home tab, once published. */
  home(user: string): View | undefined;

  slash(command: Where & { readonly command: string; readonly text?: string }): Promise<Delivery>;
  click(click: Click): Promise<Delivery>;
  submitView(submission: Parameters<typeof submitView>[1]): Promise<Delivery>;
  closeView(view: Parameters<typeof closeView>[1]): Promise<Delivery | undefined>;
  openHome(user: string): Promise<Delivery>;
  shout(message: Where & { readonly text: string }): Message;

  readonly faults: { add(fault: Fault): void; clear(): void };
  /** Every request of an app, oldest first. */
  readonly calls: readonly Call[];
  /** Tells of what happens from now on; returns how to stop it. */
  on(listener: (event: WorkspaceEvent) => void): () => void;
  openConnections(): number;
  disconnectSockets(reason?: DisconnectReason): void;
  close(): Promise<void>;
}

/** Starts a workspace on loopback. Nothing of it is kept on disk. */
export async function startWorkspace(options: WorkspaceOptions = {}): Promise<Workspace> {
  const credentials = {
    botToken: options.botToken ?? ['xoxb', randomBytes(12).toString('hex')].join('-'),
    appToken: options.appToken ?? ['xapp', randomBytes(12).toString('hex')].join('-'),
    signingSecret: options.signingSecret ?? randomBytes(16).toString('hex'),
    scopes: new Set<string>(options.scopes ?? ALL_SCOPES),
  };
  const state = createState(options.now ?? (() => new Date()));
  const calls: Call[] = [];
  const requests = {
    note(call: Call) {
      calls.push(call);
      emit(state, { type: 'called', call });
    },
    faults: createFaults(),
  };
  const sockets = createSockets(state);
  const http = createHttpDelivery(credentials.signingSecret);
  const { server, baseUrl } = await serve({ state, credentials, requests, sockets }, options.port ?? 0);
  let target: { socket: true } | { url: string } = { socket: true };
  const wire: Wire = {
    state,
    baseUrl,
    send: (kind, payload, retry) =>
      'url' in target ? http.send(target.url, kind, payload, retry) : sockets.send(kind, payload, retry),
  };
  const { directory } = state;
  const user = (idOrName: string) => findUser(directory.users, idOrName);
  const channel = (idOrName: string) => findChannel(directory, idOrName);

  return {
    apiUrl: `${baseUrl}/api/`,
    botToken: credentials.botToken,
    appToken: credentials.appToken,
    signingSecret: credentials.signingSecret,
    deliverTo(to) {
      target = to;
    },
    users: directory.users,
    channels: directory.channels,
    addUser: directory.addUser,
    addChannel: directory.addChannel,
    setUsergroup: (id, people) =>
      void directory.usergroups.set(
        id,
        people.map((one) => user(one).id),
      ),
    user,
    channel,
    messages: (name) => messagesIn(state, channel(name).id),
    privateMessages: (name) => privateMessagesOf(state, user(name).id),
    channelsOf: (name) => [...directory.channels.values()].filter((one) => canSee(user(name), one)),
    seenBy(where) {
      const at = inSight(state, where);
      const own = privateMessagesOf(state, at.user.id).filter((one) => one.channel === at.channel.id);
      return [...messagesIn(state, at.channel.id), ...own].sort((a, b) => Number(a.ts) - Number(b.ts));
    },
    modals: (name) => [...state.views.values()].filter((one) => one.type === 'modal' && one.user === user(name).id),
    home: (name) => homeOf(state, user(name).id),
    slash: (command) => slash(wire, command),
    click: (what) => click(wire, what),
    submitView: (submission) => submitView(wire, submission),
    closeView: (view) => closeView(wire, view),
    openHome: (name) => openHome(wire, name),
    shout: (message) => shout(state, message),
    faults: requests.faults,
    calls,
    on(listener) {
      state.listeners.add(listener);
      return () => state.listeners.delete(listener);
    },
    openConnections: sockets.count,
    disconnectSockets: (reason = 'refresh_requested') => sockets.disconnect(reason),
    async close() {
      await sockets.close();
      http.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
