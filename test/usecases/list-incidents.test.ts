import { expect, test } from 'vitest';
import type { IncidentChange } from '../../src/domain/incident-changes.ts';
import { micros } from '../../src/domain/money.ts';
import { actOnIncident } from '../../src/usecases/act-on-incident.ts';
import { tellLateData } from '../../src/usecases/late-data.ts';
import { listIncidents } from '../../src/usecases/list-incidents.ts';
import { at, costRow, cutRead, day, findingOf } from '../store/fixtures.ts';
import { portsFor } from './world.ts';

const DANA = 'U0DANA';

const opening = (cause: string, perDay: number, old = false): IncidentChange => ({
  change: 'open',
  finding: findingOf(cause, perDay),
  old,
  channel: old ? undefined : 'C0COSTS',
  named: false,
  note: 'found',
});

async function world(...changes: readonly IncidentChange[]) {
  const ports = portsFor('2026-11-20T08:00:00Z');
  await ports.incidents.commit(changes, ports.clock());
  return { ...ports, list: () => listIncidents(ports) };
}

test('what is not over comes the largest first, whichever way it went', async () => {
  const { list } = await world(opening('a', 40), opening('b', -90), opening('c', 60, true));
  expect((await list()).active.map(({ id }) => id)).toEqual([2, 3, 1]);
});

test('feedback says what it quiets, for as long as it does; what Billhook itself expects is no feedback', async () => {
  const ports = await world(opening('a', 40), opening('b', 90), opening('c', 60, true));
  const by = (id: number) => ({ id, by: DANA, saw: 0 });
  await actOnIncident(ports, by(1), { do: 'false-alarm' });
  ports.setTime('2026-11-21T08:00:00Z');
  await actOnIncident(ports, by(2), { do: 'expect', reason: 'load test', until: day('2026-11-30') });
  expect((await ports.list()).feedback).toMatchObject([
    { said: 'expected', incident: { id: 2 }, by: DANA, at: at('2026-11-21T08:00:00Z') },
    { said: 'false-alarm', incident: { id: 1 }, by: DANA, below: micros(80), until: '2027-02-18' },
  ]);
  ports.setTime('2027-02-18T08:00:00Z');
  expect((await ports.list()).feedback).toHaveLength(2);
  ports.setTime('2027-02-19T08:00:00Z');
  expect((await ports.list()).feedback.map(({ said }) => said)).toEqual(['expected']);
});

test('it says when costs were last read, what failed since, and whether the bill is late', async () => {
  const ports = await world();
  expect(await ports.list()).toMatchObject({ readAt: undefined, failure: undefined, late: false, active: [] });
  await ports.ledger.saveRead(cutRead([costRow(day('2026-11-19'), 5)], '2026-11-20T06:00:00Z'));
  await ports.ledger.saveFailure('main', 'account/service', 'AWS is throttling', at('2026-11-20T07:00:00Z'));
  await tellLateData({ ...ports, alertsChannel: 'C0COSTS' }, { newest: day('2026-11-10'), reason: undefined });
  expect(await ports.list()).toMatchObject({
    readAt: at('2026-11-20T06:00:00Z'),
    failure: 'AWS is throttling',
    late: true,
  });
});

test('what Slack refuses is listed with its reason; what it only asked to wait for is on its way', async () => {
  const ports = await world();
  const now = ports.realClock();
  const message = { kind: 'alert', incidentId: 1 } as const;
  await ports.outbox.put(
    ['C0SEARCH', 'C0BUSY'].map((channel) => ({ subject: channel, action: 'post' as const, channel, message })),
    now,
  );
  for (const due of await ports.outbox.due(now, 0, 10)) {
    const token = (await ports.outbox.attempt(due, now)) ?? '';
    if (due.channel === 'C0BUSY') await ports.outbox.postponed(due.id, token, 'Slack asked to wait');
    else await ports.outbox.refused(due.id, token, 'invite the bot', now, now);
  }
  expect((await ports.list()).troubles).toMatchObject([
    { channel: 'C0SEARCH', reason: 'invite the bot', givenUp: false },
  ]);
});
