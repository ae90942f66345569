import { groupBy } from '../group.ts';
import type { Cause } from './cause.ts';
import { at, medianOf, rankOf } from './order.ts';
import type { Node } from './panel.ts';
import { expectedAt, openSight, type Sight } from './sight.ts';
import { seenOn, type Today } from './today.ts';

const AGES = [1, 2, 3];
const SHARE_DAYS = 28;
const SHARE_REACH = 42;
const LEAST_DAYS = 10;
/** A share moves by so many of its own spreads, which are no smaller than this. */
const SCALES = 5;
const LEAST_SPREAD = 0.003;
const FLOORS = 1.2;
/** What one loses the other gains, within these. */
const GAINS: readonly [number, number] = [0.6, 1.6];
/** In money too: the one falls by this share of what moved. */
const FALLS = 0.45;
/** A service fits if what its tags moved is off by less than this share. */
const FITS = 0.8;
const BACK_DAYS = 12;
const scratch = new Float64Array(SHARE_REACH);

interface Share {
  readonly node: Node;
  readonly usual: number;
  readonly spread: number;
  /** By age 1, 2, 3: the change of the share, and of the amount. */
  readonly shares: readonly number[];
  readonly amounts: readonly number[];
}

/** Cost that moved from one team to another, or to several, within an account while the account itself stayed as it was. */
export function tagShifts(sight: Sight, today: Today): Cause[] {
  return [...groupBy(today.panel.teamAccounts, ({ account }) => account).entries()].flatMap(([account, teams]) => {
    if (!account || teams.length < 2) return [];
    const shares = teams.map((team) => shareOf(team, account, today)).filter((share) => share !== undefined);
    return shares.flatMap((from) => {
      const others = shares.filter((to) => to !== from);
      const one = others.map((to) => shiftOf(sight, { account, from, to: [to] }, today)).find((cause) => cause);
      const gained = others.filter((to) => to.shares.filter((by) => by > SCALES * to.spread).length >= 2);
      const cause = one ?? (gained.length > 1 ? shiftOf(sight, { account, from, to: gained }, today) : undefined);
      return cause ? [cause] : [];
    });
  });
}

function shareOf(node: Node, whole: Node, today: Today): Share | undefined {
  let count = 0;
  for (let day = today.column - 4; day >= 0 && day > today.column - 4 - SHARE_REACH && count < SHARE_DAYS; day--) {
    const share = at(node.values, day) / at(whole.values, day);
    if (at(whole.values, day) > 0 && !Number.isNaN(share) && !at(node.taken, day)) scratch[count++] = share;
  }
  if (count < LEAST_DAYS) return undefined;
  const usual = medianOf(scratch, count);
  for (let i = 0; i < count; i++) scratch[i] = Math.abs(at(scratch, i) - usual);
  const middle = medianOf(scratch, count);
  const spread = Math.max(1.4826 * middle, rankOf(scratch, count, 0.93) / 1.8, LEAST_SPREAD);
  // The same part of a day is in for all of an account's teams: shares need no completing.
  const shares = AGES.map((age) => raw(node, age, today) / raw(whole, age, today) - usual);
  return {
    node,
    usual,
    spread,
    shares,
    amounts: AGES.map((age, i) => (shares[i] as number) * seenOn(whole, today.column - age, today)),
  };
}

function raw(node: Node, age: number, { column }: Today): number {
  return at(node.seen?.[age] ?? node.values, column - age);
}

function shiftOf(
  sight: Sight,
  { account, from, to }: { account: Node; from: Share; to: readonly Share[] },
  today: Today,
): Cause | undefined {
  const days = [0, 1, 2].filter((i) => {
    const [lost, gained] = [
      -(from.amounts[i] as number),
      to.reduce((all, { amounts }) => all + (amounts[i] as number), 0),
    ];
    return (
      -(from.shares[i] as number) > SCALES * from.spread &&
      to.every(({ shares, spread }) => (shares[i] as number) > SCALES * spread) &&
      Math.min(lost, gained) > FLOORS * today.floor &&
      gained > GAINS[0] * lost &&
      gained < GAINS[1] * lost
    );
  });
  if (days.length < 2) return undefined;
  const moved = mean(days.map((i) => -(from.amounts[i] as number)));
  if (!fallsInMoney(sight, from.node, days, moved, today)) return undefined;
  let since = today.column - 1 - (days.at(-1) as number);
  const { node, usual } = from;
  while (
    since > today.column - BACK_DAYS &&
    at(node.values, since - 1) - usual * at(account.values, since - 1) < -0.5 * moved
  )
    since--;
  const gained = to.map(({ node: own, amounts }) => ({
    node: own,
    amount: mean(days.map((i) => amounts[i] as number)),
  }));
  const service = serviceOf(account, [{ node, amount: -moved }, ...gained], days, moved, today);
  const scope = service
    ? { account: account.scope.account ?? '', service: service.scope.service ?? '' }
    : { account: account.scope.account ?? '' };
  const part = (team: Node, perDay: number) => ({
    node: { ...team, scope: { ...scope, team: team.scope.team ?? '' } },
    perDay,
  });
  return {
    breadth: 'tag',
    direction: 'rise',
    sign: {
      node: from.node,
      test: 'tag',
      on: today.column - 1 - (days[0] as number),
      direction: 'rise',
      since,
      perDay: moved,
      total: moved * (today.column - since),
      actual: usual + (from.shares[days[0] as number] as number),
      expected: usual,
      spread: from.spread,
    },
    parts: [part(from.node, moved), ...gained.map((one) => part(one.node, one.amount))],
    since,
    perDay: moved,
    total: moved * (today.column - since),
  };
}

function fallsInMoney(sight: Sight, node: Node, days: readonly number[], moved: number, today: Today): boolean {
  openSight(sight, node, today);
  if (!(sight.level > 0)) return true;
  const fell = mean(days.map((i) => expectedAt(sight, sight.length - 2 - i) - at(sight.values, sight.length - 2 - i)));
  return fell >= FALLS * moved;
}

/** The service whose tags moved by the same amounts; undefined where none fits. */
function serviceOf(
  account: Node,
  moves: readonly { readonly node: Node; readonly amount: number }[],
  days: readonly number[],
  moved: number,
  today: Today,
): Node | undefined {
  const change = (pair: Node, team: string | undefined) => {
    const node = today.panel.teamServices.find(({ service, scope }) => service === pair.service && scope.team === team);
    const share = node && pair.service && shareOf(node, pair.service, today);
    return share ? mean(days.map((i) => share.amounts[i] as number)) : 0;
  };
  const offBy = (pair: Node) =>
    moves.reduce((all, { node, amount }) => all + Math.abs(change(pair, node.scope.team) - amount), 0);
  return account.children
    .filter((pair) => levelOf(pair, today) >= 0.6 * moved)
    .map((pair) => ({ pair, off: offBy(pair) }))
    .filter(({ off }) => off < FITS * moved)
    .sort((a, b) => a.off - b.off)[0]?.pair;
}

function levelOf({ values }: Node, { column }: Today): number {
  let sum = 0;
  for (let day = Math.max(0, column - 18); day < column - 4; day++) sum += values[day] || 0;
  return sum / 14;
}

const mean = (values: readonly number[]) => values.reduce((all, value) => all + value, 0) / Math.max(1, values.length);
