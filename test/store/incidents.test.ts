import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { IncidentChange } from '../../src/domain/incident-changes.ts';
import { createIncidents } from '../../src/store/incidents.ts';
import { createOutbox } from '../../src/store/outbox.ts';
import { at, findingOf, folderForTest, storeForTest } from './fixtures.ts';

const NOW = at('2026-11-20T08:00:00Z');
const LATER = at('2026-11-21T08:00:00Z');

function opening(cause: string, channel: string | undefined = 'C0COSTS', perDay = 80): IncidentChange {
  return { change: 'open', finding: findingOf(cause, perDay), state: 'open', channel, note: 'found' };
}

function ports(file?: string) {
  const store = storeForTest(file);
  const outbox = createOutbox(store);
  const waiting = () => outbox.due(at('2099-01-01T00:00:00Z'), 0, 100);
  return { store, incidents: createIncidents(store), outbox, waiting };
}

/** As if the one alert that waits had been sent. */
async function sendAll({ outbox, waiting }: ReturnType<typeof ports>): Promise<void> {
  for (const { id, channel } of await waiting()) {
    await outbox.attempt(id, NOW);
    await outbox.sent(id, channel, '1700000000.000100', NOW);
  }
}

describe('committing changes', () => {
  test('opens the incident, notes it and puts its alert into the outbox', async () => {
    const { incidents, waiting } = ports();
    await incidents.commit([opening('rise|a')], NOW);
    expect(await incidents.active()).toMatchObject([{ id: 1, state: 'open', announced: true, channel: 'C0COSTS' }]);
    expect(await incidents.timeline(1)).toEqual([{ at: NOW, actor: 'billhook', what: 'found' }]);
    expect(await waiting()).toMatchObject([
      { subject: 'incident:1', action: 'post', message: { kind: 'alert', incidentId: 1 } },
    ]);
  });

  test('gives back the finding as it was committed', async () => {
    const { incidents } = ports();
    await incidents.commit([opening('rise|a')], NOW);
    expect((await incidents.find(1))?.finding).toEqual(JSON.parse(JSON.stringify(findingOf('rise|a', 80))));
    expect(await incidents.find(2)).toBeUndefined();
  });

  test('is all or nothing: a change that cannot be written takes the others and their alerts with it', async () => {
    const { incidents, waiting } = ports();
    const impossible: IncidentChange = { change: 'resolve', id: 404, note: 'an incident that is not there' };
    await expect(incidents.commit([opening('rise|a'), impossible], NOW)).rejects.toThrow(/FOREIGN KEY/);
    expect(await incidents.active()).toEqual([]);
    expect(await waiting()).toEqual([]);
  });

  test('has one incident a cause, however often it is opened, until that one is resolved', async () => {
    const { incidents, waiting } = ports();
    await incidents.commit([opening('rise|a')], NOW);
    await incidents.commit([opening('rise|a')], NOW);
    expect(await incidents.active()).toHaveLength(1);
    expect(await waiting()).toHaveLength(1);
    await incidents.commit([{ change: 'resolve', id: 1, note: 'over' }], LATER);
    await incidents.commit([opening('rise|a')], LATER);
    const [again, ...others] = await incidents.active();
    expect(again?.id).toBeGreaterThan(1);
    expect(others).toEqual([]);
  });

  test('says nothing in Slack of what has no channel, and says it once it has grown into one', async () => {
    const { incidents, waiting } = ports();
    await incidents.commit([{ ...opening('rise|a'), channel: undefined } as IncidentChange], NOW);
    expect(await waiting()).toEqual([]);
    const finding = findingOf('rise|a', 300);
    const grown: IncidentChange = { change: 'update', id: 1, finding, channel: 'C0COSTS', note: 'grew' };
    await incidents.commit([grown], LATER);
    expect(await waiting()).toMatchObject([{ action: 'post', channel: 'C0COSTS' }]);
    expect((await incidents.timeline(1)).map(({ what }) => what)).toEqual(['found', 'grew']);
  });

  test('edits a message that was sent, and is silent about one that still waits: it shows the present when it goes', async () => {
    const world = ports();
    const { incidents, waiting } = world;
    const update = (perDay: number): IncidentChange => ({
      change: 'update',
      id: 1,
      finding: findingOf('rise|a', perDay),
      channel: undefined,
      note: undefined,
    });
    await incidents.commit([opening('rise|a')], NOW);
    await incidents.commit([update(90)], NOW);
    expect(await waiting()).toHaveLength(1);
    await sendAll(world);
    await incidents.commit([update(95)], LATER);
    expect(await waiting()).toMatchObject([
      { action: 'edit', target: { channel: 'C0COSTS', ts: '1700000000.000100' } },
    ]);
  });

  test('stays silent about what is over before it was announced', async () => {
    const { incidents, waiting } = ports();
    await incidents.commit([opening('rise|a')], NOW);
    await incidents.commit([{ change: 'resolve', id: 1, note: 'back to usual' }], LATER);
    expect(await waiting()).toEqual([]);
    expect(await incidents.find(1)).toMatchObject({ state: 'resolved', resolvedAt: LATER });
  });
});

describe('acknowledging', () => {
  test('of two people who click at once one wins, and both are given the same owner', async () => {
    const file = path.join(folderForTest(), 'billhook.db');
    const world = ports(file);
    await world.incidents.commit([opening('rise|a')], NOW);
    await sendAll(world);
    const second = createIncidents(storeForTest(file));
    const answers = await Promise.all([
      world.incidents.acknowledge(1, 'U0DANA', NOW),
      second.acknowledge(1, 'U0MIRA', NOW),
      world.incidents.acknowledge(1, 'U0GUS', NOW),
    ]);
    expect(answers.filter(({ won }) => won)).toHaveLength(1);
    expect(new Set(answers.map(({ incident }) => incident?.acknowledged?.by)).size).toBe(1);
    expect((await world.incidents.timeline(1)).filter(({ what }) => what === 'acknowledged')).toHaveLength(1);
    expect(await world.waiting()).toMatchObject([{ action: 'edit' }]);
  });

  test.each<[string, IncidentChange[]]>([
    ['resolved', [opening('rise|a'), { change: 'resolve', id: 1, note: 'over' }]],
    ['expected', [{ ...opening('rise|a'), state: 'expected', channel: undefined } as IncidentChange]],
  ])('an incident that is %s cannot be taken', async (state, changes) => {
    const { incidents } = ports();
    await incidents.commit(changes, NOW);
    expect(await incidents.acknowledge(1, 'U0DANA', LATER)).toMatchObject({
      won: false,
      incident: { state, acknowledged: undefined },
    });
  });

  test('an incident nobody knows is answered with none', async () => {
    expect(await ports().incidents.acknowledge(7, 'U0DANA', NOW)).toEqual({ won: false, incident: undefined });
  });

  test('who had it stays on the record when it is resolved', async () => {
    const { incidents } = ports();
    await incidents.commit([opening('rise|a')], NOW);
    await incidents.acknowledge(1, 'U0DANA', NOW);
    await incidents.commit([{ change: 'resolve', id: 1, note: 'over' }], LATER);
    expect(await incidents.find(1)).toMatchObject({
      state: 'resolved',
      acknowledged: { by: 'U0DANA', at: NOW },
      resolvedAt: LATER,
    });
    expect((await incidents.timeline(1)).map(({ actor }) => actor)).toEqual(['billhook', 'U0DANA', 'billhook']);
  });
});
