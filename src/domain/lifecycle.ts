import { type Day, formatDay } from './day.ts';
import { BOT, type Ending, type Incident, type IncidentState } from './incident.ts';

/** What people and Billhook do to an incident. */
export type Deed =
  | { readonly do: 'acknowledge' | 'unacknowledge' | 'wake' | 'unexpect' | 'resolve' | 'false-alarm' | 'reopen' }
  | { readonly do: 'snooze'; readonly until: Date }
  | { readonly do: 'assign'; readonly to: string }
  | { readonly do: 'expect'; readonly reason: string; readonly until: Day | undefined }
  /** Billhook's own: its cause is over, or has come back. */
  | { readonly do: 'end'; readonly how: Ending }
  | { readonly do: 'return' };

export type DeedName = Deed['do'];

/** Who does it, when, and the version of the incident they saw; Billhook itself sees the present one. */
export interface Doer {
  readonly by: string;
  readonly at: Date;
  readonly saw: number | undefined;
}

export type Outcome =
  | { readonly done: true; readonly incident: Incident; readonly words: string }
  /** `already`: it is so. `stale`: it changed since they saw it. `impossible`: not from the state it is in. */
  | { readonly done: false; readonly why: 'already' | 'stale' | 'impossible' };

type Move = (incident: Incident, deed: Deed, doer: Doer) => Partial<Incident>;

/** The state after a quiet one: whoever had it still has it. */
const awake = ({ owner }: Incident): IncidentState => (owner ? 'acknowledged' : 'open');

const take: Move = (_, deed, { by, at }) => ({
  state: 'acknowledged',
  owner: { user: deed.do === 'assign' ? deed.to : by, by, at },
  snooze: undefined,
});
const end: Move = (_, deed, { by, at }) => ({
  state: 'resolved',
  end: { how: deed.do === 'end' ? deed.how : deed.do === 'false-alarm' ? 'false-alarm' : 'fixed', by, at },
  snooze: undefined,
});
const snooze: Move = (_, deed, { by, at }) =>
  deed.do === 'snooze' ? { state: 'snoozed', snooze: { by, at, until: deed.until } } : {};
const expect: Move = (_, deed, { by, at }) =>
  deed.do === 'expect'
    ? { state: 'expected', expectation: { by, at, reason: deed.reason, until: deed.until }, snooze: undefined }
    : {};
const release: Move = (incident, _, { at }) => ({
  state: awake(incident),
  snooze: undefined,
  expectation: undefined,
  end: undefined,
  ...(incident.owner ? {} : asks(at)),
});
const letGo: Move = (_, __, { at }) => ({ state: 'open', owner: undefined, ...asks(at) });
const comeBack: Move = (_, __, { at }) => ({
  state: 'open',
  owner: undefined,
  end: undefined,
  expectation: undefined,
  snooze: undefined,
  ...asks(at),
});

/** Reminders count anew from here. */
const asks = (at: Date) => ({ askedAt: at, remindedAt: undefined, escalatedAt: undefined });

const ENDS = { resolve: end, 'false-alarm': end, end } as const;

/** Every move there is; what is not here is refused. */
const MOVES: Readonly<Record<IncidentState, Partial<Record<DeedName, Move>>>> = {
  open: { acknowledge: take, assign: take, snooze, expect, ...ENDS },
  acknowledged: { unacknowledge: letGo, assign: take, snooze, expect, ...ENDS },
  snoozed: { acknowledge: take, assign: take, snooze, wake: release, expect, ...ENDS },
  expected: { expect, unexpect: release, ...ENDS },
  resolved: { reopen: release, return: comeBack },
};

/**
 * One step of an incident's life, as the state machine allows it. Pure: gives the incident as it then is, and the words of its
 * timeline; or why nothing happens. A person who saw an older version is refused, whatever they clicked: what they meant was
 * said of something else.
 */
export function step(incident: Incident, deed: Deed, doer: Doer): Outcome {
  if (isSo(incident, deed, doer)) return { done: false, why: 'already' };
  if (doer.saw !== undefined && doer.saw !== incident.version) return { done: false, why: 'stale' };
  const move = MOVES[incident.state][deed.do];
  if (!move || !mayReopen(incident, deed)) return { done: false, why: 'impossible' };
  const next = { ...incident, ...move(incident, deed, doer), version: incident.version + 1 };
  return { done: true, incident: next, words: wordsOf(deed) };
}

/** Whether what someone wants is so already. */
function isSo({ state, owner, end: over }: Incident, deed: Deed, { by }: Doer): boolean {
  switch (deed.do) {
    case 'acknowledge':
      return state === 'acknowledged' && owner?.user === by;
    case 'unacknowledge':
      return state === 'open';
    case 'assign':
      return state === 'acknowledged' && owner?.user === deed.to;
    case 'resolve':
      return state === 'resolved';
    case 'false-alarm':
      return over?.how === 'false-alarm';
    case 'end':
      return state === 'resolved';
    case 'wake':
    case 'unexpect':
    case 'reopen':
      return state === 'open' || (state === 'acknowledged' && deed.do !== 'reopen');
    default:
      return false;
  }
}

/** What Billhook itself closed is over in the bill: there is nothing to go on with. */
function mayReopen({ end: over }: Incident, deed: Deed): boolean {
  return deed.do !== 'reopen' || (over !== undefined && over.by !== BOT);
}

const ENDINGS: Readonly<Record<Ending, string>> = {
  calm: 'cost is back to usual for two full days',
  withdrawn: 'withdrawn: AWS restated the days it stood on, and nothing of it is left',
  absorbed: 'it has lasted a month and counts as usual from now on',
  fixed: 'resolved',
  'false-alarm': 'called a false alarm',
};

/** Why an incident is over, as a sentence without its stop. */
export function endingWords(how: Ending): string {
  return ENDINGS[how];
}

function wordsOf(deed: Deed): string {
  switch (deed.do) {
    case 'acknowledge':
      return 'acknowledged';
    case 'unacknowledge':
      return 'let go: nobody has it';
    case 'assign':
      return `assigned to ${deed.to}`;
    case 'snooze':
      return `snoozed until ${deed.until.toISOString().slice(0, 16)} UTC`;
    case 'wake':
      return 'snooze ended';
    case 'expect':
      return `expected ${deed.until ? `until ${formatDay(deed.until)}` : 'for good'}: ${deed.reason}`;
    case 'unexpect':
      return 'not expected any more';
    case 'resolve':
      return ENDINGS.fixed;
    case 'false-alarm':
      return ENDINGS['false-alarm'];
    case 'reopen':
      return 'opened again';
    case 'end':
      return ENDINGS[deed.how];
    case 'return':
      return 'opened again: the cost is back';
  }
}
