import type { Day } from '../domain/day.ts';
import type { Finding } from '../domain/finding.ts';
import {
  type AwsAnomaly,
  type End,
  type Expectation,
  type Incident,
  type IncidentState,
  type Owner,
  partNames,
  type Snooze,
} from '../domain/incident.ts';
import type { Micros } from '../domain/money.ts';
import type { incidents } from './schema.ts';

type Row = typeof incidents.$inferSelect;

/** A value with milliseconds in the place of its instants. */
type Kept<Value> = { [Key in keyof Value]: Value[Key] extends Date ? number : Value[Key] };

/** What the column `life` holds: what is read with its incident and never searched for. */
interface Life {
  readonly owner?: Kept<Owner>;
  readonly snooze?: Kept<Snooze>;
  readonly expectation?: Kept<Expectation>;
  readonly end?: Kept<End>;
  readonly askedAt?: number;
  readonly told?: Incident['told'];
  readonly remindedAt?: number;
  readonly escalatedAt?: number;
  readonly aws?: AwsAnomaly;
}

export function fromRow(row: Row): Incident {
  const life = JSON.parse(row.life) as Life;
  const finding = JSON.parse(row.finding) as Finding;
  return {
    id: row.id,
    state: row.state as IncidentState,
    version: row.version,
    finding,
    since: row.since as Day,
    channel: row.channel ?? undefined,
    announced: row.announced,
    named: row.named,
    openedAt: new Date(row.openedAt),
    checkedAt: new Date(row.checkedAt),
    askedAt: new Date(life.askedAt ?? row.openedAt),
    owner: life.owner && { ...life.owner, at: new Date(life.owner.at) },
    snooze: life.snooze && { ...life.snooze, at: new Date(life.snooze.at), until: new Date(life.snooze.until) },
    expectation: life.expectation && {
      ...life.expectation,
      until: life.expectation.until ?? undefined,
      at: new Date(life.expectation.at),
    },
    end: life.end && { ...life.end, at: new Date(life.end.at) },
    told: life.told ?? { perDay: row.perDay as Micros, parts: partNames(finding) },
    remindedAt: instant(life.remindedAt),
    escalatedAt: instant(life.escalatedAt),
    aws: life.aws,
  };
}

/** The columns of an incident that a step of it may change. */
export function toRow(incident: Incident) {
  const { owner, snooze, expectation, end, finding } = incident;
  const life: Life = {
    ...(owner && { owner: { ...owner, at: owner.at.getTime() } }),
    ...(snooze && { snooze: { ...snooze, at: snooze.at.getTime(), until: snooze.until.getTime() } }),
    ...(expectation && { expectation: { ...expectation, at: expectation.at.getTime() } }),
    ...(end && { end: { ...end, at: end.at.getTime() } }),
    askedAt: incident.askedAt.getTime(),
    told: incident.told,
    ...(incident.remindedAt && { remindedAt: incident.remindedAt.getTime() }),
    ...(incident.escalatedAt && { escalatedAt: incident.escalatedAt.getTime() }),
    ...(incident.aws && { aws: incident.aws }),
  };
  return {
    cause: finding.cause,
    state: incident.state,
    version: incident.version,
    finding: JSON.stringify(finding),
    perDay: finding.perDay,
    named: incident.named,
    resolvedAt: end ? end.at.getTime() : null,
    life: JSON.stringify(life),
  };
}

function instant(ms: number | undefined): Date | undefined {
  return ms === undefined ? undefined : new Date(ms);
}
