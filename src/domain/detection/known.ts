import { type Cause, mainTeam } from './cause.ts';
import { keyOf, type Node, type Scope } from './panel.ts';
import type { Today } from './today.ts';

/** A cause that was raised, as it is remembered from day to day. Plain data: it can be kept. Days are columns of the panel. */
export interface Known {
  readonly id: number;
  readonly breadth: Cause['breadth'];
  readonly test: Cause['sign']['test'];
  readonly direction: 'rise' | 'drop';
  readonly raised: number;
  readonly since: number;
  /** The last day with a sign of it. */
  readonly last: number;
  /** The largest change a day. */
  readonly perDay: number;
  /** What it had come to when it was raised. */
  readonly total: number;
  /** What the test saw then: amounts in units of the currency, the column of the day it names. */
  readonly sign: {
    readonly actual: number;
    readonly expected: number;
    readonly spread: number;
    readonly on: number;
    readonly scope: Scope;
  };
  /** Its parts, by their scope, with the largest change a day of each. */
  readonly parts: readonly { readonly scope: Scope; readonly perDay: number }[];
  /** Accounts of which it speaks as a whole, and the team whose they are. */
  readonly accounts: readonly string[];
  readonly team: string;
  /** It lasted so long that it is what is usual now. */
  readonly absorbed: boolean;
  /** People called it expected: it is taken for usual from its first day. */
  readonly expected: boolean;
}

/** What a day's causes are to what is known: raised anew, or a sign of something known. */
export interface Recognised {
  readonly raised: readonly { readonly cause: Cause; readonly known: Known }[];
  readonly known: readonly Known[];
}

/** In its first days a cause may grow and gain parts without being another. */
const GROWING_DAYS = 4;
/** What joins a known cause is a matter of its own from this share of it. */
const JOINS = 0.25;
/** What begins at the same time is the same cause, unless so many times as large joins it. */
const OUTGROWS = 1.5;
const SAME_TIME_DAYS = 3;
/** After so many days the level has learnt what is expected. */
const LEARNT_DAYS = 14;
const SAME_RAMP_DAYS = 14;
/** Beside a known cause of the whole account a smaller one of about the same time is part of it. */
const BESIDE = 0.4;
const BESIDE_DAYS = 14;
/** A drop where a rise had become usual, and was still there within so many days, is its end. */
const AFTER_RISE_DAYS = 12;

export function recognise(causes: readonly Cause[], before: readonly Known[], today: Today): Recognised {
  let known = [...before];
  const raised: { cause: Cause; known: Known }[] = [];
  for (const cause of causes) {
    const result = match(cause, known, today);
    known = result.known;
    if (!result.fresh) continue;
    const made = remember(result.fresh, Math.max(-1, ...known.map(({ id }) => id)) + 1, today);
    known.push(made);
    raised.push({ cause: result.fresh, known: made });
  }
  return {
    raised,
    known: known.map((one) =>
      !one.absorbed && today.column - one.raised > today.limits.absorbed ? { ...one, absorbed: true } : one,
    ),
  };
}

function remember(cause: Cause, id: number, today: Today): Known {
  const accounts = cause.sign.parts ? [...new Set(cause.parts.map(({ node }) => node.scope.account ?? ''))] : [];
  const account = today.panel.byKey.get(keyOf({ account: cause.parts[0]?.node.scope.account ?? '' }));
  return {
    id,
    breadth: cause.breadth,
    test: cause.sign.test,
    direction: cause.direction,
    raised: today.column,
    since: cause.since,
    last: today.column,
    perDay: cause.perDay,
    total: cause.total,
    sign: signOf(cause),
    parts: cause.parts.map(({ node, perDay }) => ({ scope: node.scope, perDay })),
    accounts: cause.breadth === 'account' || cause.breadth === 'team' ? accounts : [],
    team: account ? mainTeam(account, today) : '',
    absorbed: false,
    expected: false,
  };
}

function signOf({ sign: { actual, expected, spread, on, node } }: Cause): Known['sign'] {
  return { actual, expected, spread, on, scope: node.scope };
}

/** What of a cause is new; the known ones with today's sign noted. */
function match(cause: Cause, known: readonly Known[], today: Today): { fresh?: Cause; known: Known[] } {
  const { limits, column } = today;
  const active = known.filter(
    (one) =>
      column - one.last <= limits.over &&
      column - one.raised <= limits.absorbed + limits.over &&
      one.direction === cause.direction &&
      (one.breadth === 'tag') === (cause.breadth === 'tag') &&
      // What is expected is part of the level by then: what is seen now goes beyond it.
      !(one.expected && column - one.raised > LEARNT_DAYS),
  );
  const covering = active.filter((one) => cause.parts.some(({ node }) => amountIn(one, node) > 0));
  const noted = (ones: readonly Known[], change: (one: Known) => Known) =>
    known.map((one) => (ones.includes(one) ? change(one) : one));
  if (covering.length) {
    const first = covering[0] as Known;
    const growing = column - first.raised <= GROWING_DAYS;
    const covered = ({ node }: Cause['parts'][number]) => Math.max(...covering.map((one) => amountIn(one, node)));
    const joining = cause.parts.filter((part) => covered(part) === 0);
    const times = covering.every(({ expected }) => expected) ? OUTGROWS : limits.grown;
    const grown = cause.parts.filter(
      (part) => covered(part) > 0 && part.perDay > times * covered(part) + 2 * today.floor,
    );
    const freshParts = growing ? joining : [...joining, ...grown];
    const own = sumOf(cause.parts.filter((part) => !joining.includes(part)));
    const largest = Math.max(own, sumOf(covering));
    const near = covering.some((one) => Math.abs(one.since - cause.since) <= SAME_TIME_DAYS || one.accounts.length > 0);
    const fresh = sumOf(freshParts);
    const same = fresh < JOINS * largest || (near && (growing || grown.length === 0) && fresh < OUTGROWS * largest);
    const seen = noted(covering, (one) => ({
      ...one,
      last: column,
      ...(same && one === first ? joined(one, cause, growing) : {}),
    }));
    if (same) return { known: seen };
    return { known: seen, fresh: onlyParts(cause, freshParts) };
  }
  const beside = active.find((one) => isBeside(one, cause, today));
  if (beside) return { known: noted([beside], (one) => ({ ...one, last: column, ...joined(one, cause, false) })) };
  // The days of a rise that is not absorbed teach nothing: what falls below the level falls below what was before it.
  const isEndOf = (one: Known) =>
    one.direction === 'rise' &&
    one.absorbed &&
    column - one.last < AFTER_RISE_DAYS &&
    cause.parts.some(({ node }) => amountIn(one, node) > 0);
  const afterRise = cause.direction === 'drop' && known.some(isEndOf);
  return afterRise ? { known: [...known] } : { known: [...known], fresh: cause };
}

const sumOf = (ones: readonly { readonly perDay: number }[]) => ones.reduce((all, { perDay }) => all + perDay, 0);

/** What a known cause says of a series: its own part, its service's, or its usage types'; 0 where it says nothing. */
function amountIn({ parts }: Known, { scope }: Pick<Node, 'scope'>): number {
  let amount = 0;
  for (const part of parts) {
    const own = part.scope;
    const same =
      own.account === scope.account &&
      own.team === scope.team &&
      (own.service === scope.service || own.team !== undefined);
    if (same && (own.usageType === undefined || scope.usageType === undefined || own.usageType === scope.usageType))
      amount = Math.max(amount, part.perDay);
  }
  return amount;
}

function joined(one: Known, cause: Cause, growing: boolean): Pick<Known, 'parts' | 'perDay'> {
  const parts = [...one.parts];
  for (const { node, perDay } of cause.parts) {
    const i = parts.findIndex(({ scope }) => keyOf(scope) === keyOf(node.scope));
    const before = parts[i];
    if (!before) parts.push({ scope: node.scope, perDay });
    else if (growing) parts[i] = { ...before, perDay: Math.max(before.perDay, perDay) };
  }
  return { parts, perDay: growing ? Math.max(one.perDay, cause.perDay) : one.perDay };
}

function isBeside(one: Known, cause: Cause, today: Today): boolean {
  const accounts = new Set(cause.parts.map(({ node }) => node.scope.account ?? ''));
  const sameAccount = [...accounts].every((account) => one.accounts.includes(account));
  if (sameAccount && cause.perDay < BESIDE * one.perDay && Math.abs(cause.since - one.since) <= BESIDE_DAYS)
    return true;
  // A slow rise of another account of the same team, at about the same time.
  const account = today.panel.byKey.get(keyOf({ account: [...accounts][0] ?? '' }));
  const ramps =
    one.test === 'ramp' && cause.sign.test === 'ramp' && cause.sign.parts !== undefined && one.accounts.length > 0;
  return (
    ramps &&
    one.team !== '' &&
    account !== undefined &&
    mainTeam(account, today) === one.team &&
    Math.abs(cause.since - one.since) <= SAME_RAMP_DAYS &&
    cause.perDay < 2 * one.perDay
  );
}

function onlyParts(cause: Cause, parts: Cause['parts']): Cause {
  const all = cause.parts.reduce((sum, { perDay }) => sum + perDay, 0);
  const perDay = parts.reduce((sum, part) => sum + part.perDay, 0);
  return { ...cause, parts, perDay, total: all > 0 ? (cause.total * perDay) / all : cause.total };
}
