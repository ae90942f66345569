import type { Day } from '../day.ts';
import type { Finding, Metric } from '../finding.ts';
import type { Floors } from '../incident.ts';
import { describeCause } from './describe.ts';
import { drop } from './drop.ts';
import { type Detector, findExcursion } from './excursion.ts';
import type { Series } from './forecast.ts';
import { causesOf, type Moved } from './group.ts';
import { rise } from './rise.ts';

/** Every detector there is; a new one is a line here. */
const DETECTORS: readonly Detector[] = [rise, drop];

/** A part of a cause must move by at least this share of the floor, which holds for their sum. */
const PART_OF_FLOOR = 0.15;

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
  const floor = PART_OF_FLOOR * view.floors.detect;
  const moved: Moved[] = [];
  for (const { account, service, series } of view.series)
    for (const detector of DETECTORS) {
      const excursion = findExcursion(series, view.today, detector, floor);
      if (excursion) moved.push({ account, service, series, excursion });
    }
  return causesOf(moved)
    .map((cause) => describeCause(cause, view))
    .filter((finding) => Math.abs(finding.perDay) >= view.floors.detect)
    .sort((a, b) => Math.abs(b.perDay) - Math.abs(a.perDay));
}
