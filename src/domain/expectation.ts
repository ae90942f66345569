import { type Day, dayOf } from './day.ts';
import type { Standing } from './detection/running.ts';
import type { Finding } from './finding.ts';
import { BOT, type Incident } from './incident.ts';
import type { IncidentChange, Situation } from './incident-changes.ts';
import { ending } from './incident-ends.ts';
import { reopened } from './incident-returns.ts';
import { step } from './lifecycle.ts';
import { isThereAfter } from './still-there.ts';

/** Whether a person said that it is to be expected: then detection takes it in as usual from its first day. */
export function isTaught({ state, expectation }: Pick<Incident, 'state' | 'expectation'>): boolean {
  return state === 'expected' && expectation !== undefined && expectation.by !== BOT;
}

/** The causes that detection is to take for usual today. */
export function expectedCauses(active: readonly Incident[], now: Date): string[] {
  return active
    .filter((incident) => isTaught(incident) && !isPast(incident.expectation?.until, now))
    .map(({ finding }) => finding.cause);
}

/** Whether the last day on which something was expected is over. */
export function isPast(until: Day | undefined, now: Date): boolean {
  return until !== undefined && until < dayOf(now);
}

/** Once the last day is over: it closes if the cost is gone, and opens if it was there on a whole day after it. */
export function afterExpectation(
  situation: Situation,
  incident: Incident,
  finding: Finding,
  standing: Standing,
): IncidentChange | undefined {
  if (standing !== 'running') return ending(incident, finding, standing, situation.now);
  const until = incident.expectation?.until;
  if (until !== undefined && !isThereAfter(finding, incident.told.perDay, until)) return undefined;
  const doer = { by: BOT, at: situation.now, saw: undefined };
  const open = step({ ...incident, owner: undefined }, { do: 'unexpect' }, doer);
  return open.done ? reopened(situation, open.incident, finding, 'expectation-over') : undefined;
}
