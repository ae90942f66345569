import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BOT, type Incident } from '../../src/domain/incident.ts';
import { decideChanges, type IncidentChange } from '../../src/domain/incident-changes.ts';
import { type Deed, step } from '../../src/domain/lifecycle.ts';
import type { Note } from '../../src/domain/note.ts';
import { createIncidents } from '../../src/store/incidents.ts';
import { createOutbox } from '../../src/store/outbox.ts';
import type { IncidentStep } from '../../src/usecases/ports.ts';
import { at, day, findingOf, sendAll, storeForTest } from './fixtures.ts';

const NOW = at('2026-11-20T08:00:00Z');
const LATER = at('2026-11-21T08:00:00Z');
const DANA = 'U0DANA';

type Opening = Extract<IncidentChange, { change: 'open' }>;
type Update = Extract<IncidentChange, { change: 'update' }>;

function opening(cause: string, own: Partial<Opening> = {}): IncidentChange {
  const finding = findingOf(cause, 80);
  return { change: 'open', finding, old: false, channel: 'C0COSTS', named: false, note: 'found', ...own };
}

/** What the next check would make of an incident whose figures are others by then. */
function update(incident: Incident, perDay: number, own: Partial<Update> = {}): IncidentChange {
  const finding = findingOf(incident.finding.cause, perDay);
  return {
    change: 'update',
    incident: { ...incident, finding },
    saw: incident.version,
    channel: undefined,
    note: undefined,
    thread: undefined,
    ...own,
  };
}

const grew: Note = { note: 'grew', perDay: findingOf('', 160).perDay, before: findingOf('', 80).perDay, joined: [] };

/** A step as the state machine makes it. */
function deed(one: Deed, by = DANA, reply?: IncidentStep['reply']) {
  return (incident: Incident): IncidentStep | undefined => {
    const outcome = step(incident, one, { by, at: LATER, saw: undefined });
    return outcome.done
      ? { incident: outcome.incident, timeline: { actor: by, what: outcome.words }, ...(reply && { reply }) }
      : undefined;
  };
}

const over = deed({ do: 'end', how: 'calm' }, BOT);
const note = (subject: string): NonNullable<IncidentStep['reply']> => ({
  subject,
  message: { kind: 'note', incidentId: 1, note: grew },
});

interface Row {
  readonly subject: string;
  readonly action: string;
  readonly channel: string;
  readonly thread: string | null;
  readonly message: string;
  readonly state: string;
}

/** Incidents over a database of their own; `rows` is what waits to be said, in order. */
function world() {
  const store = storeForTest();
  const outbox = createOutbox(store);
  const incidents = createIncidents(store);
  const rows = () =>
    store.$client
      .prepare<[], Row>("SELECT subject, action, channel, thread, message, state FROM outbox WHERE state <> 'sent'")
      .all();
  return {
    store,
    outbox,
    incidents,
    rows,
    said: () => rows().map(({ subject, action }) => `${action} ${subject}`),
    async get(id = 1): Promise<Incident> {
      const incident = await incidents.find(id);
      if (!incident) throw new Error(`no incident ${id}`);
      return incident;
    },
    send: () => sendAll(outbox),
  };
}

describe('committing changes', () => {
  test('opens the incident, notes it and puts its alert into the outbox', async () => {
    const { incidents, rows } = world();
    await incidents.commit([opening('rise|a')], NOW);
    expect(await incidents.active()).toMatchObject([
      { id: 1, state: 'open', version: 0, announced: true, channel: 'C0COSTS', askedAt: NOW, openedAt: NOW },
    ]);
    expect(await incidents.timeline(1)).toEqual([{ at: NOW, actor: 'billhook', what: 'found' }]);
    expect(rows()).toMatchObject([{ subject: 'incident:1', action: 'post', channel: 'C0COSTS', thread: null }]);
    expect(JSON.parse(rows()[0]?.message ?? '')).toEqual({ kind: 'alert', incidentId: 1 });
  });

  test('gives back the finding as it was committed, and remembers what was told', async () => {
    const { incidents, get } = world();
    await incidents.commit([opening('rise|a')], NOW);
    const kept = findingOf('rise|a', 80);
    expect((await get()).finding).toEqual(JSON.parse(JSON.stringify(kept)));
    expect((await get()).told).toEqual({ perDay: kept.perDay, parts: ['111122223333/AWS Lambda'] });
    expect(await incidents.find(2)).toBeUndefined();
  });

  test('knows what began before the bot, and says nothing of it', async () => {
    const { incidents, rows, get } = world();
    await incidents.commit([opening('rise|a', { old: true, channel: undefined })], NOW);
    expect(await get()).toMatchObject({
      state: 'expected',
      announced: false,
      expectation: { by: BOT, at: NOW, until: undefined, reason: expect.stringContaining('before') },
    });
    expect(rows()).toEqual([]);
  });

  test('is all or nothing: a change that cannot be written takes the others and their alerts with it', async () => {
    const { incidents, rows, get } = world();
    await incidents.commit([opening('rise|a'), opening('rise|b')], NOW);
    const before = rows();
    const impossible = update(await get(2), 90, { incident: { ...(await get(2)), finding: findingOf('rise|a', 90) } });
    await expect(incidents.commit([opening('rise|c'), impossible], LATER)).rejects.toThrow(/UNIQUE/);
    expect(await incidents.active()).toHaveLength(2);
    expect(rows()).toEqual(before);
    expect(await incidents.timeline(3)).toEqual([]);
  });

  test('has one incident a cause, however often it is opened, until that one is resolved', async () => {
    const { incidents, said } = world();
    await incidents.commit([opening('rise|a')], NOW);
    await incidents.commit([opening('rise|a')], NOW);
    expect(await incidents.active()).toHaveLength(1);
    expect(said()).toHaveLength(1);
    expect(await incidents.timeline(1)).toHaveLength(1);
    await incidents.step(1, over, LATER);
    await incidents.commit([opening('rise|a')], LATER);
    const [again, ...others] = await incidents.active();
    expect(again?.id).toBeGreaterThan(1);
    expect(others).toEqual([]);
  });

  test('says nothing in Slack of what has no channel, and says it once it has grown into one', async () => {
    const { incidents, rows, get } = world();
    await incidents.commit([opening('rise|a', { channel: undefined })], NOW);
    expect(rows()).toEqual([]);
    await incidents.commit([update(await get(), 300, { channel: 'C0COSTS', note: 'grew', thread: grew })], LATER);
    expect(rows()).toMatchObject([{ action: 'post', channel: 'C0COSTS', thread: null }]);
    expect(await get()).toMatchObject({ announced: true, channel: 'C0COSTS', checkedAt: LATER });
    expect((await incidents.timeline(1)).map(({ what }) => what)).toEqual(['found', 'grew']);
  });

  test('edits a message that was sent, and is silent about one that still waits: it shows the present when it goes', async () => {
    const { incidents, said, get, send, outbox } = world();
    await incidents.commit([opening('rise|a')], NOW);
    await incidents.commit([update(await get(), 90)], NOW);
    expect(said()).toEqual(['post incident:1']);
    await send();
    await incidents.commit([update(await get(), 95)], LATER);
    expect(said()).toEqual(['edit incident:1']);
    expect(await outbox.due(at('2099-01-01T00:00:00Z'), 0, 10)).toMatchObject([
      { action: 'edit', target: { channel: 'C0COSTS', ts: '1700000000.000000' } },
    ]);
  });

  test('skips an incident that someone moved meanwhile: what they did holds, figures and all', async () => {
    const { incidents, get, rows } = world();
    await incidents.commit([opening('rise|a'), opening('rise|b', { channel: undefined })], NOW);
    const decided = await get();
    await incidents.step(1, deed({ do: 'acknowledge' }), NOW);
    const [before, timeline] = [await get(), await incidents.timeline(1)];
    const end = update(decided, 90, {
      incident: { ...decided, state: 'resolved', version: 1 },
      note: 'over',
      thread: grew,
    });
    await incidents.commit([end, update(await get(2), 33)], LATER);
    expect(await get()).toEqual(before);
    expect(await incidents.timeline(1)).toEqual(timeline);
    expect(rows()).toHaveLength(1);
    expect((await get(2)).finding.perDay).toBe(findingOf('', 33).perDay);
  });

  test('an incident that is not there any more is skipped', async () => {
    const { incidents, get, rows } = world();
    await incidents.commit([opening('rise|a')], NOW);
    await incidents.commit([update({ ...(await get()), id: 404 }, 90)], LATER);
    expect(await incidents.active()).toHaveLength(1);
    expect(rows()).toHaveLength(1);
  });

  test('all of an incident’s life is read as it was written', async () => {
    const { incidents, get } = world();
    await incidents.commit([opening('rise|a')], NOW);
    const life: Partial<Incident> = {
      state: 'snoozed',
      version: 7,
      owner: { user: DANA, by: 'U0MIRA', at: NOW },
      snooze: { by: DANA, at: NOW, until: LATER },
      expectation: { by: DANA, at: NOW, reason: 'a sale', until: day('2026-11-30') },
      end: { how: 'false-alarm', by: DANA, at: LATER },
      askedAt: LATER,
      remindedAt: NOW,
      escalatedAt: LATER,
      told: { perDay: findingOf('', 5).perDay, parts: ['a/b'] },
      aws: {
        id: 'anomaly-1',
        payer: 'main',
        since: day('2026-11-17'),
        impact: findingOf('', 9).perDay,
        wanted: 'NO',
        sent: 'NO',
      },
    };
    await incidents.step(1, (incident) => ({ incident: { ...incident, ...life } }), LATER);
    expect(await get()).toMatchObject(life);
  });
});

describe('the end', () => {
  test('of what was not announced yet is not said: neither the alert nor what waited for its thread', async () => {
    const { incidents, said, get } = world();
    await incidents.commit([opening('rise|a')], NOW);
    await incidents.commit([update(await get(), 160, { thread: grew })], NOW);
    expect(said()).toEqual(['post incident:1', `post incident:1:grew:${NOW.getTime()}`]);
    await incidents.step(1, deed({ do: 'end', how: 'calm' }, BOT, note('resolved')), LATER);
    expect(said()).toEqual([]);
    expect(await get()).toMatchObject({ state: 'resolved', end: { at: LATER }, announced: false });
  });

  test('of what was never announced does not keep it from being posted when it is back', async () => {
    const { incidents, said, get } = world();
    await incidents.commit([opening('rise|a')], NOW);
    await incidents.step(1, over, LATER);
    const back = step(await get(), { do: 'return' }, { by: BOT, at: LATER, saw: undefined });
    if (!back.done) throw new Error(back.why);
    const channel = (await get()).announced ? undefined : 'C0COSTS';
    await incidents.commit([update(await get(), 80, { incident: back.incident, channel, thread: grew })], LATER);
    expect(said()).toEqual(['post incident:1']);
    expect(await get()).toMatchObject({ state: 'open', announced: true });
  });

  test('does not keep an alert that was given up from being tried again when its cause is back', async () => {
    const { incidents, outbox, rows, get } = world();
    await incidents.commit([opening('rise|a')], NOW);
    const [due] = await outbox.due(at('2099-01-01T00:00:00Z'), 0, 10);
    await outbox.undeliverable(due?.id ?? '', due?.token, 'gone', NOW);
    await incidents.step(1, over, LATER);
    const back = step(await get(), { do: 'return' }, { by: BOT, at: LATER, saw: undefined });
    if (!back.done) throw new Error(back.why);
    expect(await get()).toMatchObject({ announced: false, named: true });
    await incidents.commit(
      [update(await get(), 80, { incident: { ...back.incident, named: false }, channel: 'C0COSTS' })],
      LATER,
    );
    expect(rows()).toMatchObject([{ subject: 'incident:1', action: 'post', state: 'waiting' }]);
    expect(await get()).toMatchObject({ announced: true, named: false });
  });

  test('of what was announced edits the message and is told in its thread', async () => {
    const { incidents, rows, send } = world();
    await incidents.commit([opening('rise|a')], NOW);
    await send();
    await incidents.step(1, deed({ do: 'end', how: 'calm' }, BOT, note('resolved:1')), LATER);
    expect(rows()).toMatchObject([
      { subject: 'incident:1', action: 'edit', thread: null },
      { subject: 'incident:1:resolved:1', action: 'post', thread: 'incident:1', channel: 'C0COSTS' },
    ]);
  });

  test('keeps who had it, and stands among those that were resolved since', async () => {
    const { incidents } = world();
    await incidents.commit([opening('rise|a'), opening('rise|b')], NOW);
    await incidents.step(1, deed({ do: 'acknowledge' }), NOW);
    await incidents.step(1, over, LATER);
    await incidents.step(2, deed({ do: 'resolve' }), LATER);
    expect((await incidents.timeline(1)).map(({ actor }) => actor)).toEqual(['billhook', DANA, 'billhook']);
    expect(await incidents.active()).toEqual([]);
    const lately = await incidents.resolvedSince(LATER);
    expect(lately.map(({ id, owner }) => [id, owner?.user])).toEqual(
      expect.arrayContaining([
        [1, DANA],
        [2, undefined],
      ]),
    );
    expect(await incidents.resolvedSince(at('2026-11-21T08:00:00.001Z'))).toEqual([]);
  });

  test('leaves those that were resolved when it opens again', async () => {
    const { incidents } = world();
    await incidents.commit([opening('rise|a')], NOW);
    await incidents.step(1, deed({ do: 'resolve' }), LATER);
    await incidents.step(1, deed({ do: 'reopen' }), LATER);
    expect(await incidents.resolvedSince(NOW)).toEqual([]);
    expect(await incidents.active()).toHaveLength(1);
  });
});

describe('what a thread is told', () => {
  test('waits for its alert where that waits, and is put once', async () => {
    const { incidents, rows } = world();
    await incidents.commit([opening('rise|a')], NOW);
    for (let again = 0; again < 2; again++)
      await incidents.step(1, (incident) => ({ incident, reply: note('grew:1') }), LATER);
    expect(rows()).toMatchObject([
      { subject: 'incident:1', action: 'post' },
      { subject: 'incident:1:grew:1', thread: 'incident:1' },
    ]);
  });

  test('is not said of what has no message, nor where its message cannot be delivered', async () => {
    const { incidents, outbox, said, rows } = world();
    await incidents.commit([opening('rise|a', { channel: undefined }), opening('rise|b')], NOW);
    const [due] = await outbox.due(at('2099-01-01T00:00:00Z'), 0, 10);
    if (!due) throw new Error('nothing waits');
    await outbox.undeliverable(due.id, due.token, 'gone', NOW);
    for (const id of [1, 2]) await incidents.step(id, (incident) => ({ incident, reply: note('grew:1') }), LATER);
    expect(said()).toEqual(['post incident:2']);
    expect(rows()).toMatchObject([{ state: 'undeliverable' }]);
  });
});

describe('incidents above the cap', () => {
  const many = (channel: string, ...causes: string[]) =>
    causes.map((cause) => opening(cause, { channel, named: true }));

  test('are named in one message a channel, which lists them', async () => {
    const { incidents, rows, get } = world();
    await incidents.commit([opening('rise|a'), ...many('C0COSTS', 'b', 'c'), ...many('C0PAY', 'd')], NOW);
    expect(rows().map(({ subject, channel, message }) => [subject, channel, JSON.parse(message)])).toEqual([
      ['incident:1', 'C0COSTS', { kind: 'alert', incidentId: 1 }],
      [`rest:${NOW.getTime()}:2,3`, 'C0COSTS', { kind: 'rest', incidentIds: [2, 3] }],
      [`rest:${NOW.getTime()}:4`, 'C0PAY', { kind: 'rest', incidentIds: [4] }],
    ]);
    expect(await get(2)).toMatchObject({ channel: 'C0COSTS', named: true, announced: false });
    expect(await get(4)).toMatchObject({ channel: 'C0PAY', named: true });
  });

  test('are named anew when they are above it again: nothing keeps the second list back', async () => {
    const { incidents, said, get, send } = world();
    await incidents.commit(many('C0COSTS', 'b'), NOW);
    await send();
    await incidents.step(1, over, LATER);
    const back = step(await get(), { do: 'return' }, { by: BOT, at: LATER, saw: undefined });
    if (!back.done) throw new Error(back.why);
    await incidents.commit(
      [update(await get(), 80, { incident: { ...back.incident, named: true }, channel: 'C0COSTS' })],
      LATER,
    );
    expect(said()).toEqual([`post rest:${LATER.getTime()}:1`]);
    expect(await get()).toMatchObject({ state: 'open', named: true, announced: false });
  });

  test('get an alert when they are back without being above it', async () => {
    const { incidents, said, get, send } = world();
    await incidents.commit(many('C0COSTS', 'b'), NOW);
    await send();
    await incidents.step(1, over, LATER);
    const [returned] = decideChanges({
      judged: [
        {
          finding: findingOf('b', 80, { through: day('2026-11-24') }),
          standing: 'running',
          peak: findingOf('b', 80).perDay,
          raised: day('2026-11-23'),
          last: day('2026-11-24'),
        },
      ],
      active: [],
      resolved: [await get()],
      postFloor: () => 1,
      installed: day('2026-01-01'),
      teams: {},
      alertsChannel: 'C0COSTS',
      now: at('2026-11-25T08:00:00Z'),
    });
    if (!returned) throw new Error('it did not come back');
    await incidents.commit([returned], at('2026-11-25T08:00:00Z'));
    expect(said()).toEqual(['post incident:1']);
    expect(await get()).toMatchObject({ state: 'open', named: false, announced: true });
  });

  test('have no thread, until one of them gets a message of its own', async () => {
    const { incidents, said, get } = world();
    await incidents.commit(many('C0COSTS', 'b'), NOW);
    await incidents.step(1, deed({ do: 'resolve' }, DANA, note('resolved')), LATER);
    expect(said()).toEqual([`post rest:${NOW.getTime()}:1`]);
    await incidents.step(1, deed({ do: 'reopen' }), LATER);
    await incidents.step(1, (incident) => ({ incident, announce: 'C0COSTS' }), LATER);
    expect(await get()).toMatchObject({ announced: true, named: false, channel: 'C0COSTS' });
    expect(said()).toEqual([`post rest:${NOW.getTime()}:1`, 'post incident:1']);
  });
});

describe('a step', () => {
  test('of an incident nobody knows is none', async () => {
    const { incidents } = world();
    for (const id of [7, Number.NaN]) expect(await incidents.step(id, over, NOW)).toBeUndefined();
  });

  test('that decides on nothing changes nothing, and gives how it stands', async () => {
    const { incidents, rows, get } = world();
    await incidents.commit([opening('rise|a')], NOW);
    const [before, said] = [await get(), rows()];
    expect(await incidents.step(1, () => undefined, LATER)).toEqual(before);
    expect(await get()).toEqual(before);
    expect(rows()).toEqual(said);
    expect(await incidents.timeline(1)).toHaveLength(1);
  });

  test('is one transaction: a decision that throws changes nothing and holds up nobody', async () => {
    const { incidents, get, rows } = world();
    await incidents.commit([opening('rise|a')], NOW);
    const [before, said] = [await get(), rows()];
    await expect(
      incidents.step(
        1,
        () => {
          throw new Error('no');
        },
        LATER,
      ),
    ).rejects.toThrow('no');
    expect(await get()).toEqual(before);
    expect(rows()).toEqual(said);
    expect(await incidents.step(1, deed({ do: 'acknowledge' }), LATER)).toMatchObject({ state: 'acknowledged' });
  });

  test('that cannot be written takes its timeline with it', async () => {
    const { incidents, get } = world();
    await incidents.commit([opening('rise|a'), opening('rise|b')], NOW);
    const clash = (incident: Incident): IncidentStep => ({
      incident: { ...incident, finding: findingOf('rise|a', 1) },
      timeline: { actor: DANA, what: 'never' },
    });
    await expect(incidents.step(2, clash, LATER)).rejects.toThrow(/UNIQUE/);
    expect((await get(2)).finding.cause).toBe('rise|b');
    expect(await incidents.timeline(2)).toHaveLength(1);
  });
});

const anyDeed = fc.constantFrom<Deed[]>(
  { do: 'acknowledge' },
  { do: 'unacknowledge' },
  { do: 'wake' },
  { do: 'unexpect' },
  { do: 'resolve' },
  { do: 'false-alarm' },
  { do: 'reopen' },
  { do: 'return' },
  { do: 'snooze', until: LATER },
  { do: 'assign', to: 'U0GUS' },
  { do: 'expect', reason: 'a sale', until: undefined },
  { do: 'end', how: 'calm' },
);

test('whatever is done, each deed that is done is one row of the timeline, and a refused one none', async () => {
  const store = storeForTest();
  const incidents = createIncidents(store);
  await fc.assert(
    fc.asyncProperty(fc.array(anyDeed, { maxLength: 25 }), async (deeds) => {
      store.$client.exec('DELETE FROM incident_timeline; DELETE FROM incidents; DELETE FROM sqlite_sequence');
      await incidents.commit([opening('rise|a')], NOW);
      for (const one of deeds) await incidents.step(1, deed(one), LATER);
      const incident = await incidents.find(1);
      expect(await incidents.timeline(1)).toHaveLength(1 + (incident?.version ?? 0));
      expect(await incidents.active()).toHaveLength(incident?.state === 'resolved' ? 0 : 1);
      expect(await incidents.resolvedSince(NOW)).toHaveLength(incident?.state === 'resolved' ? 1 : 0);
    }),
    { numRuns: 40 },
  );
});
