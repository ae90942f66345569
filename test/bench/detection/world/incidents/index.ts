import type { Draft } from '../draft.ts';
import type { Random } from '../random.ts';
import { commitmentExpiry, offpeakInstanceChange } from './instances.ts';
import { cryptoNewRegion, dropToZero, newService, runawayLambda } from './service.ts';
import type { Incident } from './site.ts';
import { demandSurge, slowRamp, tagShift } from './teams.ts';
import { batchRunaway, egressStorm, pointSpike, slowLeak, stepUp } from './usage.ts';

interface Class {
  readonly name: string;
  readonly incident: Incident;
  /** How many to expect in the typical world below. */
  readonly frequency: number;
}

/** The widest first, since they need whole accounts free of others. */
const CLASSES: readonly Class[] = [
  { name: 'commitment_expiry', incident: commitmentExpiry, frequency: 1.5 },
  { name: 'slow_ramp', incident: slowRamp, frequency: 4 },
  { name: 'demand_surge', incident: demandSurge, frequency: 2 },
  { name: 'slow_leak', incident: slowLeak, frequency: 3 },
  { name: 'point_spike', incident: pointSpike, frequency: 8 },
  { name: 'step_up', incident: stepUp, frequency: 6 },
  { name: 'runaway_lambda', incident: runawayLambda, frequency: 5 },
  { name: 'new_service', incident: newService, frequency: 5 },
  { name: 'offpeak_instance_change', incident: offpeakInstanceChange, frequency: 4 },
  { name: 'tag_shift', incident: tagShift, frequency: 3 },
  { name: 'drop_to_zero', incident: dropToZero, frequency: 4 },
  { name: 'crypto_new_region', incident: cryptoNewRegion, frequency: 2.5 },
  { name: 'egress_storm', incident: egressStorm, frequency: 3 },
  { name: 'batch_runaway', incident: batchRunaway, frequency: 3 },
];

/** The names of all classes of incidents. */
export const INCIDENT_CLASSES: readonly string[] = CLASSES.map(({ name }) => name);

/** What can go wrong within the warm-up and spoil the history. */
const WARM: readonly Incident[] = [pointSpike, stepUp, egressStorm, runawayLambda];
const WARM_FREQUENCY = 7;

/** Services in accounts, and days that are scored, for which the frequencies hold. */
const TYPICAL = { pairs: 900, days: 305 } as const;
/** Tries to find a place; an incident that has none after these is left out. */
const TRIES = 60;

/** Strikes a number of incidents that grows with the root of the world's size: at least one of each class. */
export function addIncidents(
  draft: Draft,
  random: Random,
  { effect, shapes }: { effect: number; shapes: boolean },
): void {
  const size = (draft.pairs.length / TYPICAL.pairs) * ((draft.calendar.days - draft.warmup) / TYPICAL.days);
  const countOf = (frequency: number) => Math.max(1, Math.round(frequency * Math.sqrt(size)));
  const tryHard = (incident: Incident, stream: Random, warm: boolean) => {
    const site = { draft, random: stream, effect, shapes, warm };
    for (let left = TRIES; left > 0 && !incident(site); left--);
  };
  for (const { name, incident, frequency } of CLASSES)
    for (let i = countOf(frequency); i > 0; i--) tryHard(incident, random.fork(`${name}/${i}`), false);
  for (let i = countOf(WARM_FREQUENCY); i > 0; i--) {
    const stream = random.fork(`warm/${i}`);
    tryHard(stream.pick(WARM), stream, true);
  }
}
