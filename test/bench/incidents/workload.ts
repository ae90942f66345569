import path from 'node:path';
import type { Organisation } from '../../../src/demo/organisation.ts';
import { parseDay } from '../../../src/domain/day.ts';
import type { Finding } from '../../../src/domain/finding.ts';
import type { IncidentChange } from '../../../src/domain/incident-changes.ts';
import { step } from '../../../src/domain/lifecycle.ts';
import { micros } from '../../../src/domain/money.ts';
import type { Note } from '../../../src/domain/note.ts';
import { openDatabase } from '../../../src/store/database.ts';
import { createIncidents } from '../../../src/store/incidents.ts';
import { createOutbox } from '../../../src/store/outbox.ts';

/** Incidents that open, change hands and grow, written to the bot's database by another process, as `billhook check` would. */
export interface Workload {
  /** Opens an incident whose alert goes to a channel. */
  open(channel: string): Promise<void>;
  /** Someone takes or lets go one that is there, and its thread is told something: an edit and a reply. */
  stir(): Promise<void>;
  /** Writes a message that has nothing to do with an incident. */
  tell(channel: string): Promise<void>;
  readonly database: ReturnType<typeof openDatabase>;
}

/** @param random from 0 to 1 */
export function createWorkload(organisation: Organisation, random: () => number): Workload {
  const database = openDatabase(path.join(organisation.folder, 'billhook.db'));
  const incidents = createIncidents(database);
  const outbox = createOutbox(database);
  let count = 0;
  return {
    database,
    async open(channel) {
      count++;
      await incidents.commit([opening(`bench-${count}`, channel)], organisation.now());
    },
    async stir() {
      const active = await incidents.active();
      const one = active[Math.floor(random() * active.length)];
      if (!one) return;
      const deed = { do: one.state === 'open' ? 'acknowledge' : 'unacknowledge' } as const;
      const at = organisation.now();
      await incidents.step(
        one.id,
        (known) => {
          const moved = step(known, deed, { by: 'U0BENCH01', at, saw: undefined });
          if (!moved.done) return undefined;
          const note: Note = { note: 'grew', perDay: micros(150), before: micros(100), joined: [] };
          return {
            incident: moved.incident,
            timeline: { actor: 'U0BENCH01', what: moved.words },
            reply: {
              subject: `bench:${moved.incident.version}`,
              message: { kind: 'note', incidentId: one.id, note },
            },
          };
        },
        at,
      );
    },
    async tell(channel) {
      count++;
      const late = { newest: parseDay('2026-11-10'), reason: undefined, noticedAt: `${count}`, overAt: undefined };
      const message = { kind: 'late-data', late: { ...late, noticedAt: organisation.now().toISOString() } } as const;
      await outbox.put([{ subject: `bench:${count}`, action: 'post', channel, message }], organisation.now());
    },
  };
}

function opening(cause: string, channel: string): IncidentChange {
  return { change: 'open', finding: finding(cause), old: false, channel, named: false, note: 'found' };
}

function finding(cause: string): Finding {
  const since = parseDay('2026-11-12');
  return {
    cause,
    kind: 'rise',
    account: '444455556666',
    service: 'AWS Lambda',
    usageType: undefined,
    teams: undefined,
    team: undefined,
    since,
    through: parseDay('2026-11-15'),
    perDay: micros(100),
    now: micros(150),
    usual: micros(50),
    spread: micros(4),
    total: micros(300),
    parts: [{ account: '444455556666', service: 'AWS Lambda', now: micros(150), usual: micros(50) }],
    chart: [{ day: since, actual: micros(150), usual: micros(50), partial: false }],
    rule: '$150 where $50 ± 4 is usual',
    currency: 'USD',
    metric: 'amortized',
    historyDays: 60,
  };
}
