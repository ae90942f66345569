import { groupBy } from '../group.ts';
import { mean } from '../statistics.ts';
import type { LeafState } from './leaf-state.ts';
import { narrow } from './narrow.ts';
import { FINAL_AGE, keyOf, type Node, type Panel } from './panel.ts';
import type { Part, Sign } from './sign.ts';
import { spanOf } from './span.ts';
import type { Today } from './today.ts';

/** What the cause is about: one series, an account, a service in several accounts, a team, or a tag that moved. */
export type Breadth = 'one' | 'account' | 'service' | 'team' | 'tag';

/** Signs that have one cause, as far as the bill tells. */
export interface Cause {
  readonly breadth: Breadth;
  readonly direction: 'rise' | 'drop';
  /** The sign that says most. */
  readonly sign: Sign;
  /** Leaves and account × services; a message names these. */
  readonly parts: readonly Part[];
  readonly since: number;
  readonly perDay: number;
  readonly total: number;
}

/** What begins within so many days of each other may have one cause; slow rises may lie further apart. */
const TOGETHER_DAYS = 2;
const RAMP_TOGETHER_DAYS = 14;
const ACCOUNTS_OF_A_SERVICE = 3;
const ACCOUNTS_OF_A_TEAM = 2;
/** A narrow sign is part of a wide one unless it makes up this share of it. */
const OWN_SHARE = 0.7;
/** A companion begins on the same day and is this far up, and this many scales. */
const COMPANION_SHARE = 0.15;
const COMPANION_SCALES = 3;
const COMPANION_FLOOR = 0.08;
/** A wide sign that shares this share of its parts with a larger one is the same. */
const SAME_PARTS = 0.3;
/** An account is a team's where this share of its cost bears its tag, on the newest final day and so many before it. */
const TEAM_SHARE = 0.6;
const TEAM_DAYS = 28;

/** Brings the signs of a day together. */
export function causesOf(signs: readonly Sign[], states: ReadonlyMap<number, LeafState>, today: Today): Cause[] {
  const wide = widest(
    signs.filter(({ parts }) => parts),
    today,
  );
  const small = signs.filter(({ parts }) => !parts);
  const narrowed = [
    ...groupBy(small, ({ node, direction }) => `${node.scope.account}\n${node.scope.service}\n${direction}`).values(),
  ]
    .map((own) => narrow(own, today))
    .filter((sign) => sign !== undefined);
  const inWide = (sign: Sign) =>
    wide.some(
      (cause) => sign.direction === 'rise' && touches(cause, sign.node) && sign.perDay < OWN_SHARE * cause.perDay,
    );
  const left = narrowed.filter((sign) => !inWide(sign));
  const services = [...groupBy(left, ({ node, direction }) => `${node.scope.service}\n${direction}`).values()]
    .flatMap((group) => together(group))
    .filter((group) => new Set(group.map(({ node }) => node.scope.account)).size >= ACCOUNTS_OF_A_SERVICE);
  const alone = left.filter((sign) => !services.some((group) => group.includes(sign)));
  const accounts = [...groupBy(alone, ({ node, direction }) => `${node.scope.account}\n${direction}`).values()].flatMap(
    (group) => together(group),
  );
  return [
    ...wide,
    ...services.map((group) => withCompanions(causeOf('service', group), states, today)),
    ...accounts.map((group) => withCompanions(causeOf(group.length > 1 ? 'account' : 'one', group), states, today)),
  ].filter((cause) => isLarge(cause, today));
}

/** What is new needs less than a rise to be told, and a drop less time. */
const LARGE: Readonly<Record<string, { readonly floor: number; readonly impact: number }>> = {
  new: { floor: 1.3, impact: 0.6 },
  drop: { floor: 1, impact: 0.5 },
};

/** So many services of one account up on yesterday alone may be a first figure that was too high: a second day must agree. */
const SERVICES_AT_ONCE = 5;

/** Whether the sum over a cause is worth telling, however small its parts. */
function isLarge({ sign, perDay, total, since, breadth, parts }: Cause, today: Today): boolean {
  const services = new Set(parts.map(({ node }) => node.scope.service)).size;
  if (breadth === 'account' && since === today.column - 1 && services >= SERVICES_AT_ONCE) return false;
  const { floor, impact } = LARGE[sign.test] ?? { floor: 1, impact: 1 };
  return perDay >= floor * today.floor && total >= impact * today.impact;
}

function touches(cause: Cause, node: Node): boolean {
  return cause.parts.some(
    (part) =>
      part.node === node ||
      part.node.parent === node ||
      node.parent === part.node ||
      (node.parent !== undefined && part.node.parent === node.parent),
  );
}

function causeOf(breadth: Breadth, signs: readonly Sign[]): Cause {
  const sign = [...signs].sort((a, b) => b.perDay - a.perDay)[0] as Sign;
  return {
    breadth,
    direction: sign.direction,
    sign,
    parts: signs.flatMap((one) => one.parts ?? [{ node: one.node, perDay: one.perDay }]),
    since: Math.min(...signs.map(({ since }) => since)),
    perDay: signs.reduce((all, { perDay }) => all + perDay, 0),
    total: signs.reduce((all, { total }) => all + total, 0),
  };
}

/** Splits a group where more than so many days lie between the beginnings. */
function together(signs: readonly Sign[], days: number = TOGETHER_DAYS): Sign[][] {
  const runs: Sign[][] = [];
  for (const sign of [...signs].sort((a, b) => a.since - b.since)) {
    const run = runs.at(-1);
    if (run && sign.since - (run.at(-1) as Sign).since <= days) run.push(sign);
    else runs.push([sign]);
  }
  return runs;
}

/** Wide signs, the largest first, each thing once; accounts of one team become the team's. */
function widest(signs: readonly Sign[], today: Today): Cause[] {
  const accounts = signs.filter(({ node }) => node.level === 'account');
  const teams = [...groupBy(accounts, ({ node, test }) => `${mainTeam(node, today)}\n${test}`).entries()]
    .filter(([key, group]) => !key.startsWith('\n') && group.length >= ACCOUNTS_OF_A_TEAM)
    .flatMap(([, group]) => together(group, RAMP_TOGETHER_DAYS))
    .filter((group) => group.length >= ACCOUNTS_OF_A_TEAM);
  const causes = [
    ...teams.map((group) => causeOf('team', group)),
    ...signs.map((sign) => causeOf(sign.node.level === 'account' ? 'account' : 'service', [sign])),
  ].sort((a, b) => b.perDay - a.perDay);
  const kept: Cause[] = [];
  for (const cause of causes) {
    const own = new Set(cause.parts.map(({ node }) => node));
    const twice = kept.some((other) => other.parts.filter(({ node }) => own.has(node)).length > SAME_PARTS * own.size);
    if (!twice) kept.push(cause);
  }
  return kept;
}

/** The team that bears most of an account's cost; empty where it is shared. */
export function mainTeam(account: Node, { panel, column }: { panel: Panel; column: number }): string {
  const newest = column - FINAL_AGE;
  const recent = (node: Node) => spanOf(node, newest - TEAM_DAYS, newest + 1).sum;
  const all = recent(account);
  const own = panel.teamAccounts.filter((node) => node.account === account);
  return own.find((node) => recent(node) >= TEAM_SHARE * all)?.scope.team ?? '';
}

/** Adds what moved on the same day in the same account less clearly, and the same service elsewhere where several moved. */
function withCompanions(cause: Cause, states: ReadonlyMap<number, LeafState>, today: Today): Cause {
  if (cause.direction === 'drop' || cause.sign.test === 'ramp' || cause.sign.test === 'sparse') return cause;
  const age = today.column - cause.since;
  if (age < 1 || age > 3) return cause;
  const accounts = new Set(cause.parts.map(({ node }) => node.scope.account));
  const covered = new Set(cause.parts.map(({ node }) => keyOf({ ...node.scope })));
  const isCovered = ({ scope: { account = '', service = '', usageType = '' } }: Node) =>
    covered.has(keyOf({ account, service, usageType })) || covered.has(keyOf({ account, service }));
  const services = new Set(cause.parts.map(({ node }) => node.scope.service));
  const beside = [...states.values()].filter((state) => isCompanion(state, age, today) && !isCovered(state.node));
  const inAccount = cause.breadth === 'service' ? [] : beside.filter(({ node }) => accounts.has(node.scope.account));
  const elsewhere = beside.filter(({ node }) => services.has(node.scope.service) && !accounts.has(node.scope.account));
  const several =
    new Set([...accounts, ...elsewhere.map(({ node }) => node.scope.account)]).size >= ACCOUNTS_OF_A_SERVICE + 1;
  const joined = [...inAccount, ...(several ? elsewhere : [])];
  if (!joined.length) return cause;
  const parts = joined.map(({ node, change }) => ({ node, perDay: mean(change.slice(0, age)) }));
  const more = parts.reduce((all, { perDay }) => all + perDay, 0);
  return {
    ...cause,
    breadth:
      several && elsewhere.length
        ? 'service'
        : new Set([...services, ...inAccount.map(({ node }) => node.scope.service)]).size > 1
          ? 'account'
          : cause.breadth,
    parts: [...cause.parts, ...parts],
    perDay: cause.perDay + more,
    total: cause.total + joined.reduce((all, { change }) => all + change.slice(0, age).reduce((a, b) => a + b, 0), 0),
  };
}

/** Whether a leaf moved on each of the days since as clearly as a companion must; the first day may have begun at noon. */
function isCompanion(state: LeafState, age: number, today: Today): boolean {
  const { change, expected, spread, moves } = state;
  for (let i = 0; i < age; i++) {
    const [by, usual] = [change[i] as number, expected[i] as number];
    const isFirst = i === age - 1 && age > 1;
    const least = Math.max(COMPANION_SHARE * usual, COMPANION_SCALES * spread * usual, COMPANION_FLOOR * today.floor);
    if (isFirst ? !(by > 0) : !(by > least && moves[i] === 1)) return false;
  }
  // It began with it: the day before was ordinary.
  return age >= 3 || (moves[age] as number) <= 0;
}
