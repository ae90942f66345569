import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { createIncidents } from '../../src/store/incidents.ts';
import { createOutbox } from '../../src/store/outbox.ts';
import { at, findingOf, folderForTest, storeForTest } from './fixtures.ts';

const MIGRATIONS = fileURLToPath(new URL('../../migrations', import.meta.url));
const OPENED = at('2026-11-18T08:00:00Z').getTime();
const TAKEN = at('2026-11-18T09:30:00Z').getTime();
const OVER = at('2026-11-20T08:00:00Z').getTime();

interface OldIncident {
  readonly cause: string;
  readonly state: string;
  readonly acknowledgedBy?: string;
  readonly resolvedAt?: number;
  readonly announced?: boolean;
}

/** A database as the first version made it, with these incidents, each posted but those that were known before. */
function oldDatabase(incidents: readonly OldIncident[]): string {
  const home = folderForTest();
  const migrations = path.join(home, 'migrations');
  const file = path.join(home, 'billhook.db');
  cpSync(MIGRATIONS, migrations, { recursive: true });
  const journalFile = path.join(migrations, 'meta', '_journal.json');
  const journal: { entries: unknown[] } = JSON.parse(readFileSync(journalFile, 'utf8'));
  writeFileSync(journalFile, JSON.stringify({ ...journal, entries: journal.entries.slice(0, 1) }));
  const { $client } = openDatabase(file, migrations);
  const insert = $client.prepare(
    `INSERT INTO incidents (cause, state, finding, since, per_day, channel, announced, opened_at, checked_at, acknowledged_by, acknowledged_at, resolved_at)
     VALUES (:cause, :state, :finding, '2026-11-17', 80000000, :channel, :announced, :opened, :opened, :by, :taken, :resolvedAt)`,
  );
  for (const { cause, state, acknowledgedBy, resolvedAt, announced = true } of incidents) {
    const { team: _, ...finding } = findingOf(cause, 80);
    insert.run({
      cause,
      state,
      finding: JSON.stringify(finding),
      channel: announced ? 'C0COSTS' : null,
      announced: Number(announced),
      opened: OPENED,
      by: acknowledgedBy ?? null,
      taken: acknowledgedBy ? TAKEN : null,
      resolvedAt: resolvedAt ?? null,
    });
  }
  $client
    .prepare(
      `INSERT INTO outbox (id, subject, action, channel, message, state, created_at, not_before, attempts)
       VALUES ('old', 'incident:1', 'post', 'C0COSTS', '{"kind":"alert","incidentId":1}', 'waiting', 0, 0, 0)`,
    )
    .run();
  $client.close();
  return file;
}

test('incidents of the first version come over with who has them, how they ended and why they are expected', async () => {
  const file = oldDatabase([
    { cause: 'a', state: 'open' },
    { cause: 'b', state: 'acknowledged', acknowledgedBy: 'U0DANA' },
    { cause: 'c', state: 'resolved', acknowledgedBy: 'U0DANA', resolvedAt: OVER },
    { cause: 'd', state: 'resolved', resolvedAt: OVER },
    { cause: 'e', state: 'expected', announced: false },
  ]);
  const incidents = createIncidents(storeForTest(file));
  const owner = { user: 'U0DANA', by: 'U0DANA', at: new Date(TAKEN) };
  const end = { how: 'calm', by: 'billhook', at: new Date(OVER) };
  const before = {
    by: 'billhook',
    at: new Date(OPENED),
    reason: 'it began before Billhook was installed',
    until: undefined,
  };
  const nothing = { owner: undefined, end: undefined, expectation: undefined, snooze: undefined };
  const all = await Promise.all([1, 2, 3, 4, 5].map((id) => incidents.find(id)));
  expect(all).toMatchObject([
    { ...nothing, state: 'open', announced: true, channel: 'C0COSTS' },
    { ...nothing, state: 'acknowledged', owner },
    { ...nothing, state: 'resolved', owner, end },
    { ...nothing, state: 'resolved', end },
    { ...nothing, state: 'expected', expectation: before, announced: false, channel: undefined },
  ]);
  for (const incident of all)
    expect(incident).toMatchObject({
      version: 0,
      named: false,
      askedAt: new Date(OPENED),
      told: { perDay: 80_000_000, parts: ['111122223333/AWS Lambda'] },
      remindedAt: undefined,
      escalatedAt: undefined,
      aws: undefined,
    });
  expect((await incidents.resolvedSince(new Date(OVER))).map(({ id }) => id).sort()).toEqual([3, 4]);
  expect((await incidents.active()).map(({ id }) => id)).toEqual([1, 2, 5]);
});

test('what waited to be said still goes out, and an old incident takes its next step', async () => {
  const store = storeForTest(oldDatabase([{ cause: 'a', state: 'acknowledged', acknowledgedBy: 'U0DANA' }]));
  expect(await createOutbox(store).due(at('2099-01-01T00:00:00Z'), 0, 10)).toMatchObject([
    { id: 'old', subject: 'incident:1', token: undefined, thread: undefined, failingSince: undefined },
  ]);
  const incidents = createIncidents(store);
  await incidents.step(
    1,
    (incident) => ({ incident: { ...incident, state: 'open', owner: undefined, version: 1 } }),
    new Date(OVER),
  );
  expect(await incidents.find(1)).toMatchObject({ state: 'open', owner: undefined, version: 1 });
});
