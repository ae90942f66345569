import { addDays, type Day } from '../day.ts';
import type { ChartDay, Finding, FindingPart, Metric } from '../finding.ts';
import { groupBy } from '../group.ts';
import { type Micros, micros } from '../money.ts';
import { mean, median } from '../statistics.ts';
import { NO_TEAM } from '../team.ts';
import { causeKey, type Kept, keep } from './kept.ts';
import type { Known } from './known.ts';
import { keyOf, type Node } from './panel.ts';
import { ruleOf } from './rule.ts';
import { CALM, partNodes } from './running.ts';
import { scaleOf } from './scale.ts';
import { expectedAt, openSight, type Sight } from './sight.ts';
import { hasSparsePart } from './sparse.ts';
import { seenOn, type Today } from './today.ts';

const CHART_DAYS = 14;
/** From this age in days on a day is whole enough to measure. */
const FULL_AGE = 2;

export interface Money {
  readonly currency: string;
  readonly metric: Metric;
}

/** The usual and the actual amounts of a part, from the day of column `from` on up to yesterday, in units of the currency. */
interface Course {
  readonly node: Node;
  readonly from: number;
  readonly actual: readonly number[];
  readonly usual: readonly number[];
  readonly spread: number;
  readonly historyDays: number;
}

/** Puts a known cause, as it stands today, into the figures and words of a message. */
export function describe(sight: Sight, known: Known, today: Today, { currency, metric }: Money): Finding {
  const { first } = today.panel;
  const [kept] = keep([known], first, addDays(first, known.last)) as [Kept];
  const from = Math.max(0, Math.min(known.since, today.column - CHART_DAYS));
  const courses = nodesOf(known, today).map((node) => courseOf(sight, node, from, known, today));
  const measured = measuredDays(courses, known, today, from);
  const parts = partsOf(courses, measured, from);
  const [now, usual] = [sum(parts, 'now'), sum(parts, 'usual')];
  const historyDays = Math.min(...courses.map((course) => course.historyDays));
  const total =
    known.breadth === 'tag' ? known.perDay * (today.column - known.since) : totalOf(courses, known, today, from);
  return {
    cause: causeKey(kept),
    kind: kindOf(known),
    ...narrowest(known),
    teams: teamsOf(known),
    team: teamOf(known),
    since: kept.since,
    through: addDays(first, today.column - 1),
    perDay: known.breadth === 'tag' ? micros(known.perDay) : ((now - usual) as Micros),
    now,
    usual,
    spread: micros(Math.sqrt(courses.reduce((all, { spread }) => all + spread ** 2, 0))),
    total: micros(total),
    parts,
    chart: chartOf(courses, today, from),
    rule: ruleOf(kept, { currency, historyDays }),
    currency,
    metric,
    historyDays,
  };
}

/** The team whose tag bears the one account it is in. */
function teamOf({ breadth, team, parts }: Known): string | undefined {
  const accounts = new Set(parts.map(({ scope }) => scope.account));
  return breadth !== 'tag' && team !== '' && team !== NO_TEAM && accounts.size === 1 ? team : undefined;
}

function kindOf({ breadth, test, direction }: Known): Finding['kind'] {
  if (breadth === 'tag') return 'moved';
  return test === 'new' ? 'new' : direction;
}

/** What all parts share; undefined where they differ. */
function narrowest({ parts }: Known): Pick<Finding, 'account' | 'service' | 'usageType'> {
  const only = (values: readonly (string | undefined)[]) => (new Set(values).size === 1 ? values[0] : undefined);
  return {
    account: only(parts.map(({ scope }) => scope.account)),
    service: only(parts.map(({ scope }) => scope.service)),
    usageType: only(parts.map(({ scope }) => scope.usageType)),
  };
}

function teamsOf({ breadth, parts }: Known): Finding['teams'] {
  const [from, ...to] = parts.map(({ scope }) => scope.team ?? '');
  return breadth === 'tag' && from !== undefined ? { from, to } : undefined;
}

/**
 * The series to draw: the parts, of a cause that spans several the services they belong to, as what moved in one usage
 * type moved others less clearly; of a tag that moved the series of the team it moved to.
 */
function nodesOf(known: Known, today: Today): Node[] {
  if (known.breadth === 'tag') {
    const { account = '', team = '' } = known.parts[1]?.scope ?? {};
    const node = today.panel.byKey.get(keyOf({ account, team }));
    return node ? [node] : [];
  }
  const parts = partNodes(known, today);
  if (known.breadth === 'one') return parts;
  const services = parts.map((node) => (node.parent && !hasSparsePart(node.parent, today) ? node.parent : node));
  return [...new Set(services)];
}

function courseOf(sight: Sight, node: Node, from: number, known: Known, today: Today): Course {
  openSight(sight, node, today);
  const level = sight.level > 0 ? sight.level : 0;
  const columns = Array.from({ length: Math.max(0, today.column - from) }, (_, i) => from + i);
  const before = node.values.subarray(Math.max(0, sight.start), Math.max(0, known.since));
  return {
    node,
    from,
    actual: columns.map((column) => seenOn(node, column, today)),
    usual: columns.map((column) => (column >= sight.start ? expectedAt(sight, column - sight.start, level) : level)),
    spread: level > 0 ? scaleOf(sight, 1, 3).spread * level : 0,
    historyDays: before.reduce((days, value) => days + (Number.isNaN(value) ? 0 : 1), 0),
  };
}

/**
 * The columns to measure the change on: whole days, without the first, which may have begun at noon. Until there are such,
 * the one day that shows most of it.
 */
function measuredDays(courses: readonly Course[], { since, perDay }: Known, today: Today, from: number): number[] {
  const change = (column: number) =>
    Math.abs(
      courses.reduce((all, { actual, usual }) => all + ((actual[column - from] ?? 0) - (usual[column - from] ?? 0)), 0),
    ) || 0;
  const begun = Math.max(since, from);
  const all = Array.from({ length: Math.max(0, today.column - begun) }, (_, i) => begun + i);
  const whole = all.filter((column) => today.column - column >= FULL_AGE).slice(1);
  if (whole.length) return lastStretch(whole, (column) => change(column) < CALM * perDay);
  const [largest] = [...all].sort((a, b) => change(b) - change(a));
  return largest === undefined ? [today.column - 1] : [largest];
}

/** So many days tell what it comes to at present, each weekday among them. */
const MEASURED_DAYS = 7;

/** The last days on which it ran, a week at most: without the calm ones at the end, and from the last two calm ones in a row on. */
function lastStretch(columns: readonly number[], isCalm: (column: number) => boolean): number[] {
  const last = columns.findLastIndex((column) => !isCalm(column));
  if (last < 0) return [...columns];
  const pause = columns.findLastIndex(
    (column, i) => i > 0 && i < last && isCalm(column) && isCalm(columns[i - 1] as number),
  );
  return columns.slice(pause + 1, last + 1).slice(-MEASURED_DAYS);
}

function partsOf(courses: readonly Course[], measured: readonly number[], from: number): FindingPart[] {
  const amounts = (course: Course, of: 'actual' | 'usual') =>
    measured.map((column) => course[of][column - from] ?? Number.NaN).filter((value) => !Number.isNaN(value));
  return [...groupBy(courses, ({ node: { scope } }) => `${scope.account ?? ''}\n${scope.service ?? ''}`).values()]
    .map((own) => ({
      account: own[0]?.node.scope.account ?? '',
      service: own[0]?.node.scope.service ?? '',
      now: micros(own.reduce((all, course) => all + median(amounts(course, 'actual')), 0)),
      usual: micros(own.reduce((all, course) => all + mean(amounts(course, 'usual')), 0)),
    }))
    .sort((a, b) => Math.abs(b.now - b.usual) - Math.abs(a.now - a.usual));
}

function sum(parts: readonly FindingPart[], of: 'now' | 'usual'): Micros {
  return parts.reduce((all, part) => all + part[of], 0) as Micros;
}

function totalOf(courses: readonly Course[], { since }: Known, today: Today, from: number): number {
  let total = 0;
  for (const { actual, usual } of courses)
    for (let column = Math.max(since, from); column < today.column; column++) {
      const change = (actual[column - from] ?? Number.NaN) - (usual[column - from] ?? Number.NaN);
      if (!Number.isNaN(change)) total += change;
    }
  return total;
}

function chartOf(courses: readonly Course[], today: Today, from: number): ChartDay[] {
  return Array.from({ length: CHART_DAYS }, (_, i) => {
    const column = today.column - CHART_DAYS + i;
    const on = (of: 'actual' | 'usual') =>
      courses.reduce((all, course) => all + (course[of][column - from] ?? Number.NaN), 0);
    const actual = on('actual');
    return {
      day: addDays(today.panel.first, column) as Day,
      actual: Number.isNaN(actual) ? undefined : micros(actual),
      usual: micros(on('usual') || 0),
      partial: today.column - column < FULL_AGE,
    };
  });
}
