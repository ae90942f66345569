import { groupBy } from '../group.ts';
import { MAD_TO_SPREAD, mean, median, quantile } from '../statistics.ts';
import type { Cause } from './cause.ts';
import { at } from './order.ts';
import { FINAL_AGE, type Node } from './panel.ts';
import { expectedAt, openSight, type Sight } from './sight.ts';
import { spanOf } from './span.ts';
import { rawOn, seenOn, type Today } from './today.ts';

const AGES = [1, 2, 3];
/** Six of each weekday; with fewer than three of one the median of all stands for it. */
const SHARE_DAYS = 42;
const LEAST_DAYS = 10;
const LEAST_WEEKS = 3;
/** The 85th percentile of a normal distribution's errors lies 1.44 standard deviations out: a few odd days do not widen it. */
const OUTER_SHARE = 0.85;
const OUTER_TO_SPREAD = 1.44;
/** A share moves by so many of its own spreads, which are no smaller than this. */
const SCALES = 5;
const LEAST_SPREAD = 0.003;
const FLOORS = 1.2;
/** What one loses the other gains, within these. */
const GAINS: readonly [number, number] = [0.6, 1.6];
/** In money too: the one falls by this share of what moved. */
const FALLS = 0.25;
/** A service fits if what its tags moved is off by less than this share. */
const FITS = 0.8;
/** A service is looked at if its mean day over a fortnight is this share of what moved. */
const SERVICE_SHARE = 0.6;
const LEVEL_DAYS = 14;
const BACK_DAYS = 12;

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
  const newest = today.column - FINAL_AGE;
  const known: { readonly weekday: number; readonly share: number }[] = [];
  for (let day = newest; day >= 0 && day > newest - SHARE_DAYS; day--) {
    const share = at(node.values, day) / at(whole.values, day);
    if (at(whole.values, day) > 0 && !Number.isNaN(share) && !at(node.taken, day))
      known.push({ weekday: at(today.calendar.weekday, day), share });
  }
  if (known.length < LEAST_DAYS) return undefined;
  const all = median(known.map(({ share }) => share));
  const own = groupBy(known, ({ weekday }) => weekday);
  const usualOn = (weekday: number) => {
    const shares = own.get(weekday) ?? [];
    return shares.length >= LEAST_WEEKS ? median(shares.map(({ share }) => share)) : all;
  };
  const errors = known.map(({ weekday, share }) => Math.abs(share - usualOn(weekday)));
  const spread = Math.max(
    MAD_TO_SPREAD * median(errors),
    quantile(errors, OUTER_SHARE) / OUTER_TO_SPREAD,
    LEAST_SPREAD,
  );
  // The same part of a day is in for all of an account's teams: shares need no completing.
  const usual = AGES.map((age) => usualOn(at(today.calendar.weekday, today.column - age)));
  const shares = AGES.map(
    (age, i) =>
      rawOn(node, today.column - age, today.column) / rawOn(whole, today.column - age, today.column) -
      (usual[i] as number),
  );
  const amounts = AGES.map((age, i) => (shares[i] as number) * seenOn(whole, today.column - age, today));
  return { node, usual: all, spread, shares, amounts };
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
    .filter((pair) => levelOf(pair, today) >= SERVICE_SHARE * moved)
    .map((pair) => ({ pair, off: offBy(pair) }))
    .filter(({ off }) => off < FITS * moved)
    .sort((a, b) => a.off - b.off)[0]?.pair;
}

function levelOf(node: Node, { column }: Today): number {
  const end = column - FINAL_AGE;
  return spanOf(node, end - LEVEL_DAYS, end).sum / LEVEL_DAYS;
}
