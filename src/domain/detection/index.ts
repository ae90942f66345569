import { type Day, daysBetween } from '../day.ts';
import type { Finding, Metric } from '../finding.ts';
import type { Floors } from '../incident.ts';
import { describeCause } from './describe.ts';
import { drop } from './drop.ts';
import { type Detector, type Excursion, findExcursion } from './excursion.ts';
import type { Series } from './forecast.ts';
import { causesOf, type Moved, TOGETHER_DAYS } from './group.ts';
import { rise } from './rise.ts';

/** Every detector there is; a new one is a line here. */
const DETECTORS: readonly Detector[] = [rise, drop];

/** A part of a cause must move by at least this share of the floor, which holds for their sum. */
const PART_OF_FLOOR = 0.15;

/** Of what a detector asks alone, so much is enough beside something that moved clearly. */
const FOLLOWER_CLARITY = 0.5;

const softened = (detector: Detector): Detector => ({ ...detector, clarity: FOLLOWER_CLARITY });

/** A service in an account. */
export interface CostSeries {
  readonly account: string;
  readonly service: string;
  readonly series: Series;
}

/** All that a day's check stands on. */
export interface View {
  readonly today: Day;
  readonly series: readonly CostSeries[];
  readonly floors: Floors;
  readonly currency: string;
  readonly metric: Metric;
}

/** The causes of what is out of the ordinary as of `today`, each above the floor of detection, the largest first. */
export function detect(view: View): Finding[] {
  const moved = view.series.flatMap((one) => excursionsOf(one, view, DETECTORS));
  return causesOf([...moved, ...followersOf(moved, view)])
    .map((cause) => describeCause(cause, view))
    .filter((finding) => Math.abs(finding.perDay) >= view.floors.detect)
    .sort((a, b) => Math.abs(b.perDay) - Math.abs(a.perDay));
}

function excursionsOf({ account, service, series }: CostSeries, view: View, detectors: readonly Detector[]): Moved[] {
  const floor = PART_OF_FLOOR * view.floors.detect;
  return detectors
    .map((detector) => findExcursion(series, view.today, detector, floor))
    .filter((excursion) => excursion !== undefined)
    .map((excursion) => ({ account, service, series, excursion }));
}

/** What moved less clearly, but in the same account, the same way and on the same day as something that did: part of its cause. */
function followersOf(moved: readonly Moved[], view: View): Moved[] {
  const leads = (account: string, { direction, since }: Excursion) =>
    moved.some(
      (one) =>
        one.account === account &&
        one.excursion.direction === direction &&
        Math.abs(daysBetween(one.excursion.since, since)) <= TOGETHER_DAYS,
    );
  const isMoved = ({ account, service }: CostSeries) =>
    moved.some((one) => one.account === account && one.service === service);
  return view.series
    .filter((one) => moved.some(({ account }) => account === one.account) && !isMoved(one))
    .flatMap((one) => excursionsOf(one, view, DETECTORS.map(softened)))
    .filter(({ account, excursion }) => leads(account, excursion));
}
