import type { Day } from '../../../domain/day.ts';
import { dayNumber } from '../../../domain/day.ts';
import { DATA, PAYER, SANDBOX } from '../accounts.ts';
import { busynessOn, growthOn, isFirstOfMonth } from '../calendar.ts';
import { CATALOG } from '../catalog/index.ts';
import type { Row, Series } from '../catalog/series.ts';
import { seriesOf } from '../catalog/series.ts';
import * as service from '../catalog/services.ts';
import { shareOfDay } from '../instants.ts';
import { draw, noise } from '../random.ts';
import { EXTRA_OF, SUSPENDED_SHARE, stopsWhenSuspended, wronglyChargedTeams } from '../story-costs.ts';
import type { Story, StoryName } from '../types.ts';
import type { Used } from './line.ts';

const NOISE = { busy: 0.02, flat: 0.004 };
const FORTNIGHT = 14;
const SPARSE_CHANCE = 0.12;

const FIRST_OF_MONTH: readonly Row[] = [
  [service.ROUTE53, 'HostedZone', 'global', 'flat', 42, 'HostedZone', 0.5],
  [service.KMS, 'us-east-1-KMS-Keys', 'us-east-1', 'flat', 61, 'Keys', 1],
];
const FORTNIGHTLY: readonly Row[] = [
  [service.EMR, 'BoxUsage:m6g.2xlarge', 'us-east-1', 'flat', 318, 'Hrs', 0.077],
  [service.EC2, 'SpotUsage:m6g.2xlarge', 'us-east-1', 'flat', 92, 'Hrs', 0.118],
];
const SPARSE: readonly Row[] = [
  [service.SAGEMAKER, 'USE1-Train:ml.g5.xlarge', 'us-east-1', 'flat', 6.5, 'Hrs', 1.408, ''],
  [service.ATHENA, 'USE1-DataScannedInTB', 'us-east-1', 'flat', 4.2, 'Terabytes', 5, ''],
];
const FIRST_OF_MONTH_SERIES = seriesOf(PAYER, '', FIRST_OF_MONTH);
const FORTNIGHTLY_SERIES = seriesOf(DATA, 'data', FORTNIGHTLY);
const SPARSE_SERIES = seriesOf(SANDBOX, 'platform', SPARSE);

/** All that was used on a day, at on-demand rates: the everyday, what comes now and then, and the stories. */
export function usedOn(seed: number, day: Day, stories: readonly Story[]): Used[] {
  return [
    ...CATALOG.flatMap((series) => everyday(seed, day, series, stories)),
    ...nowAndThen(seed, day),
    ...extras(day, stories),
  ];
}

function everyday(seed: number, day: Day, series: Series, stories: readonly Story[]): Used[] {
  const key = `${series.account} ${series.service} ${series.usageType}`;
  const rhythm = series.rhythm === 'busy' ? busynessOn(series.account, day) : 1;
  const luck = 1 + NOISE[series.rhythm] * noise(seed, key, dayNumber(day));
  const suspended = stopsWhenSuspended(series) ? (1 - SUSPENDED_SHARE) * shareOf('prod-suspended', day, stories) : 0;
  const dollars = series.dollars * growthOn(day) * rhythm * luck * (1 - suspended);
  return chargedTo(series, dollars, shareOf('eks-nodes', day, stories));
}

/** While the wrong tag stands, its share of the line is charged to other teams in equal parts. */
function chargedTo(series: Series, dollars: number, wrong: number): Used[] {
  const teams = wronglyChargedTeams(series) ?? [];
  if (wrong === 0 || teams.length === 0) return [{ series, dollars }];
  const others = teams.map((team) => ({ series: { ...series, team }, dollars: (dollars * wrong) / teams.length }));
  return [{ series, dollars: dollars * (1 - wrong) }, ...others].filter((used) => used.dollars > 0);
}

function nowAndThen(seed: number, day: Day): Used[] {
  const number = dayNumber(day);
  const due = [
    ...(isFirstOfMonth(day) ? FIRST_OF_MONTH_SERIES : []),
    ...(number % FORTNIGHT === 5 ? FORTNIGHTLY_SERIES : []),
    ...SPARSE_SERIES.filter((series) => draw(seed, `sparse ${series.usageType}`, number) < SPARSE_CHANCE),
  ];
  return due.map((series) => ({
    series,
    dollars: series.dollars * (1 + 0.03 * noise(seed, series.usageType, number)),
  }));
}

function extras(day: Day, stories: readonly Story[]): Used[] {
  const costly = ['orders-poller', 'event-fanout', 'eks-nodes'] as const;
  return costly.flatMap((name) => {
    const share = shareOf(name, day, stories);
    return share === 0 ? [] : EXTRA_OF[name].map((series) => ({ series, dollars: series.dollars * share }));
  });
}

function shareOf(name: StoryName, day: Day, stories: readonly Story[]): number {
  const story = stories.find((candidate) => candidate.name === name);
  return story ? shareOfDay(day, story.begins, story.ends) : 0;
}
