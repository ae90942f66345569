import type { PageEvent, PageMessage, PageUser, Snapshot } from '../../server/protocol.ts';

/** What the page knows of the workspace. */
export interface Model extends Omit<Snapshot, 'messages' | 'users'> {
  readonly users: ReadonlyMap<string, PageUser>;
  /** By channel, oldest first, replies too. */
  readonly messages: ReadonlyMap<string, readonly PageMessage[]>;
  /** The newest message that came while the page was open: it is read out. */
  readonly latest: PageMessage | undefined;
}

/** The model of a snapshot. */
export function modelOf({ users, messages, ...rest }: Snapshot): Model {
  const byChannel = new Map<string, PageMessage[]>();
  for (const message of [...messages].sort((a, b) => compareTs(a.ts, b.ts))) {
    const list = byChannel.get(message.channel);
    if (list) list.push(message);
    else byChannel.set(message.channel, [message]);
  }
  return { ...rest, users: new Map(users.map((user) => [user.id, user])), messages: byChannel, latest: undefined };
}

/** The model after an event; what the event does not touch stays the same object. */
export function after(model: Model, event: PageEvent): Model {
  switch (event.type) {
    case 'message':
      return withMessage(model, event.message);
    case 'message-gone':
      return withoutMessage(model, event.ts);
    case 'views':
      return { ...model, modals: event.modals, home: event.home };
    case 'clock':
      return { ...model, clock: event.clock };
    case 'stories':
      return { ...model, stories: event.stories };
    case 'broken':
      return { ...model, broken: event.broken };
    case 'bot':
      return { ...model, bot: event.bot };
    case 'reset':
      return model;
  }
}

/** Orders timestamps (`1700000000.000100`): negative where `a` is the older. */
export function compareTs(a: string, b: string): number {
  if (a.length !== b.length) return Number(a) - Number(b);
  return a < b ? -1 : a > b ? 1 : 0;
}

function withMessage(model: Model, message: PageMessage): Model {
  const list = [...(model.messages.get(message.channel) ?? [])];
  let index = list.length;
  while (index > 0 && compareTs(list[index - 1]?.ts ?? '', message.ts) > 0) index--;
  const known = list[index - 1]?.ts === message.ts;
  if (known) list[index - 1] = message;
  else list.splice(index, 0, message);
  const messages = new Map(model.messages).set(message.channel, list);
  return { ...model, messages, latest: known ? model.latest : message };
}

function withoutMessage(model: Model, ts: string): Model {
  const messages = new Map(model.messages);
  for (const [channel, list] of messages)
    if (list.some((one) => one.ts === ts))
      messages.set(
        channel,
        list.filter((one) => one.ts !== ts),
      );
  return { ...model, messages };
}
