import { describe, expect, test } from 'vitest';
import { BOT, type Incident } from '../../src/domain/incident.ts';
import { type Deed, step } from '../../src/domain/lifecycle.ts';
import { micros } from '../../src/domain/money.ts';
import type { WorkingHours } from '../../src/domain/working-hours.ts';
import { type CareDeps, careForIncidents } from '../../src/usecases/care-for-incidents.ts';
import { at, day, findingOf, sendAll } from '../store/fixtures.ts';
import { portsFor } from './world.ts';

const BERLIN: WorkingHours = { days: 'weekdays', from: '09:00', to: '17:00', zone: 'Europe/Berlin' };
const DANA = 'U0DANA';

interface Note {
  readonly note: string;
  readonly why?: string;
  readonly to?: string;
}

/** An incident found on a Tuesday, at ten in Berlin. `tick` is a look at an instant; `notes` is what its thread was told. */
async function careWorld(settings: Partial<CareDeps> = {}, { perDay = 300, posted = true, named = false } = {}) {
  const ports = portsFor('2026-11-17T09:00:00Z');
  const finding = findingOf('rise|a', perDay);
  const channel = posted ? 'C0COSTS' : undefined;
  await ports.incidents.commit([{ change: 'open', finding, old: false, channel, named, note: 'found' }], ports.clock());
  const deps: CareDeps = {
    ...ports,
    remindAbove: micros(250),
    escalateTo: 'S0FINOPS',
    workingHours: BERLIN,
    ...settings,
  };
  const tick = async (...instants: string[]) => {
    for (const instant of instants) {
      ports.setTime(instant);
      await careForIncidents(deps);
    }
  };
  const written = ports.store.$client.prepare<[], { message: string; thread: string; channel: string }>(
    "SELECT message, thread, channel FROM outbox WHERE thread IS NOT NULL AND action = 'post' ORDER BY rowid",
  );
  return {
    ...ports,
    tick,
    /** Each quarter of an hour from one instant up to another, as the ticker would. */
    async tickThrough(from: string, to: string) {
      for (let now = Date.parse(from); now < Date.parse(to); now += 900_000) await tick(new Date(now).toISOString());
    },
    async does(deed: Deed, instant: string, by = DANA) {
      ports.setTime(instant);
      await ports.incidents.step(
        1,
        (incident) => {
          const outcome = step(incident, deed, { by, at: at(instant), saw: undefined });
          if (!outcome.done) throw new Error(outcome.why);
          return { incident: outcome.incident, timeline: { actor: by, what: outcome.words } };
        },
        at(instant),
      );
    },
    notes: (): Note[] => written.all().map(({ message }) => (JSON.parse(message) as { note: Note }).note),
    threads: () => written.all().map(({ thread, channel: own }) => `${own} ${thread}`),
    async get(): Promise<Incident> {
      const incident = await ports.incidents.find(1);
      if (!incident) throw new Error('no incident');
      return incident;
    },
  };
}

describe('where nobody took it', () => {
  test('one reminder comes the next working morning, a mention a working day later, and then silence', async () => {
    const { tickThrough, notes, threads, get, incidents } = await careWorld();
    await tickThrough('2026-11-17T09:00:00Z', '2026-11-18T08:00:00Z');
    expect(notes()).toEqual([]);
    await tickThrough('2026-11-18T08:00:00Z', '2026-11-19T08:00:00Z');
    expect(notes()).toMatchObject([{ note: 'reminder', perDay: micros(300), total: micros(900) }]);
    expect((await get()).remindedAt).toEqual(at('2026-11-18T08:00:00Z'));
    await tickThrough('2026-11-19T08:00:00Z', '2026-11-20T08:00:00Z');
    expect(notes()).toMatchObject([{ note: 'reminder' }, { note: 'escalation', to: 'S0FINOPS' }]);
    expect((await get()).escalatedAt).toEqual(at('2026-11-19T08:00:00Z'));
    await tickThrough('2026-11-20T08:00:00Z', '2026-11-26T08:00:00Z');
    expect(notes()).toHaveLength(2);
    expect(threads()).toEqual(Array(2).fill('C0COSTS incident:1'));
    expect((await incidents.timeline(1)).map(({ actor, what }) => `${actor}: ${what}`)).toEqual([
      'billhook: found',
      'billhook: reminded: nobody has it',
      'billhook: escalated: nobody has it',
    ]);
  });

  test('it is still open, at the same version: nothing that its buttons show has changed', async () => {
    const { tick, get } = await careWorld();
    await tick('2026-11-18T08:00:00Z');
    expect(await get()).toMatchObject({ state: 'open', version: 0 });
  });

  test('no reminder comes on a weekend, nor outside working hours', async () => {
    const { tickThrough, notes, does, get } = await careWorld();
    await does({ do: 'acknowledge' }, '2026-11-17T10:00:00Z');
    await does({ do: 'unacknowledge' }, '2026-11-20T15:00:00Z');
    await tickThrough('2026-11-20T15:00:00Z', '2026-11-23T08:00:00Z');
    expect(notes()).toEqual([]);
    await tickThrough('2026-11-23T08:00:00Z', '2026-11-24T08:00:00Z');
    expect((await get()).remindedAt).toEqual(at('2026-11-23T08:00:00Z'));
    expect(notes()).toMatchObject([{ note: 'reminder' }]);
  });

  test('after downtime over both mornings the reminder still comes before the mention', async () => {
    const { tick, notes } = await careWorld();
    await tick('2026-11-19T17:00:00Z');
    expect(notes()).toEqual([]);
    await tick('2026-11-20T08:30:00Z', '2026-11-20T08:31:00Z', '2026-11-20T15:59:00Z');
    expect(notes()).toMatchObject([{ note: 'reminder' }]);
    await tick('2026-11-21T09:00:00Z', '2026-11-23T07:59:00Z');
    expect(notes()).toHaveLength(1);
    await tick('2026-11-23T08:00:00Z');
    expect(notes()).toMatchObject([{ note: 'reminder' }, { note: 'escalation' }]);
  });

  test('where nobody is named the mention names nobody', async () => {
    const { tick, notes } = await careWorld({ escalateTo: undefined });
    await tick('2026-11-18T08:00:00Z', '2026-11-19T08:00:00Z');
    expect(notes()[1]).toMatchObject({ note: 'escalation' });
    expect(notes()[1]?.to).toBeUndefined();
  });

  test.each([
    ['below the amount', 249.99, true, 0],
    ['at the amount', 250, true, 1],
    ['a drop below it', -249.99, true, 0],
    ['a drop of that size', -250, true, 1],
    ['without a message of its own', 900, false, 0],
  ])('%s, %d a day, posted: %s: %i reminders', async (_, perDay, posted, reminders) => {
    const { tick, notes } = await careWorld({}, { perDay, posted });
    await tick('2026-11-18T08:00:00Z');
    expect(notes()).toHaveLength(reminders);
  });
});

test('one that was only named is posted when its reminder is due, and reminded of the next working day', async () => {
  const { tickThrough, notes, get, incidents, outbox } = await careWorld({}, { named: true });
  const posted = async () => (await sendAll(outbox)).map(({ subject, action }) => `${action} ${subject}`);
  await tickThrough('2026-11-17T09:00:00Z', '2026-11-18T08:00:00Z');
  expect(await posted()).toEqual([expect.stringMatching(/^post rest:/)]);
  await tickThrough('2026-11-18T08:00:00Z', '2026-11-19T08:00:00Z');
  expect(await posted()).toEqual(['post incident:1']);
  expect(await get()).toMatchObject({ announced: true, named: false, askedAt: at('2026-11-18T08:00:00Z') });
  expect(notes()).toEqual([]);
  await tickThrough('2026-11-19T08:00:00Z', '2026-11-20T08:00:00Z');
  expect(notes()).toMatchObject([{ note: 'reminder' }]);
  await tickThrough('2026-11-20T08:00:00Z', '2026-11-21T08:00:00Z');
  expect(notes()).toMatchObject([{ note: 'reminder' }, { note: 'escalation' }]);
  expect((await incidents.timeline(1)).map(({ what }) => what)).toContain('posted: nobody has it');
});

test('one that was too small for days is not reminded of as soon as it is posted, but the next working morning', async () => {
  const { tickThrough, notes, get, incidents, setTime } = await careWorld({}, { perDay: 100, posted: false });
  setTime('2026-11-24T12:00:00Z');
  const small = await get();
  await incidents.commit(
    [
      {
        change: 'update',
        incident: { ...small, finding: findingOf('rise|a', 300) },
        saw: small.version,
        channel: 'C0COSTS',
        note: 'grew',
        thread: undefined,
      },
    ],
    at('2026-11-24T12:00:00Z'),
  );
  expect((await get()).askedAt).toEqual(at('2026-11-24T12:00:00Z'));
  await tickThrough('2026-11-24T12:00:00Z', '2026-11-25T08:00:00Z');
  expect(notes()).toEqual([]);
  await tickThrough('2026-11-25T08:00:00Z', '2026-11-26T08:00:00Z');
  expect(notes()).toMatchObject([{ note: 'reminder' }]);
});

describe('both stop', () => {
  test('when someone acknowledges it', async () => {
    const { tickThrough, notes, does } = await careWorld();
    await does({ do: 'acknowledge' }, '2026-11-18T07:59:00Z');
    await tickThrough('2026-11-18T08:00:00Z', '2026-11-21T08:00:00Z');
    expect(notes()).toEqual([]);
  });

  test('after the reminder too', async () => {
    const { tickThrough, notes, does } = await careWorld();
    await tickThrough('2026-11-18T08:00:00Z', '2026-11-18T12:00:00Z');
    await does({ do: 'assign', to: 'U0GUS' }, '2026-11-18T12:00:00Z');
    await tickThrough('2026-11-18T12:00:00Z', '2026-11-21T08:00:00Z');
    expect(notes()).toMatchObject([{ note: 'reminder' }]);
  });

  test.each<[string, Deed]>([
    ['expected', { do: 'expect', reason: 'a sale', until: day('2026-12-31') }],
    ['resolved', { do: 'resolve' }],
    ['snoozed', { do: 'snooze', until: at('2026-12-01T08:00:00Z') }],
  ])('when it is %s', async (_, deed) => {
    const { tickThrough, notes, does } = await careWorld();
    await does(deed, '2026-11-17T10:00:00Z');
    await tickThrough('2026-11-18T08:00:00Z', '2026-11-21T08:00:00Z');
    expect(notes()).toEqual([]);
  });

  test('and begin anew once it is let go', async () => {
    const { tickThrough, notes, does } = await careWorld();
    await tickThrough('2026-11-18T08:00:00Z', '2026-11-18T12:00:00Z');
    await does({ do: 'acknowledge' }, '2026-11-18T12:00:00Z');
    await does({ do: 'unacknowledge' }, '2026-11-19T12:00:00Z');
    await tickThrough('2026-11-19T12:00:00Z', '2026-11-20T08:00:00Z');
    expect(notes()).toHaveLength(1);
    await tickThrough('2026-11-20T08:00:00Z', '2026-11-24T08:00:00Z');
    expect(notes().map(({ note }) => note)).toEqual(['reminder', 'reminder', 'escalation']);
  });
});

test('while the bill is late nobody is pressed; once it is there the reminder comes', async () => {
  const { tickThrough, notes, memory } = await careWorld();
  const late = { newest: '2026-11-13', noticedAt: '2026-11-17T20:00:00.000Z' };
  await memory.remember('late-data', { subject: 'late-data:2026-11-13', late });
  await tickThrough('2026-11-18T08:00:00Z', '2026-11-19T12:00:00Z');
  expect(notes()).toEqual([]);
  await memory.remember('late-data', null);
  await tickThrough('2026-11-19T12:00:00Z', '2026-11-19T16:00:00Z');
  expect(notes()).toMatchObject([{ note: 'reminder' }]);
});

describe('a snooze', () => {
  const until = at('2026-11-17T14:00:00Z');

  test('that ends is told in the thread once, and it asks for someone again', async () => {
    const { tickThrough, notes, does, get, incidents } = await careWorld();
    await does({ do: 'snooze', until }, '2026-11-17T10:00:00Z');
    await tickThrough('2026-11-17T10:00:00Z', '2026-11-17T14:00:00Z');
    expect(notes()).toEqual([]);
    await tickThrough('2026-11-17T14:00:00Z', '2026-11-18T08:00:00Z');
    expect(notes()).toEqual([{ note: 'reopened', why: 'snooze-over', by: BOT, perDay: micros(300) }]);
    expect(await get()).toMatchObject({ state: 'open', version: 2, snooze: undefined, askedAt: until });
    expect((await incidents.timeline(1)).at(-1)).toMatchObject({ actor: BOT, what: 'snooze ended' });
  });

  test('that ended in downtime is told once, when the bot is back', async () => {
    const { tick, notes, does } = await careWorld();
    await does({ do: 'snooze', until }, '2026-11-17T10:00:00Z');
    await tick('2026-11-24T03:00:00Z', '2026-11-24T03:01:00Z');
    expect(notes()).toMatchObject([{ why: 'snooze-over' }]);
  });

  test('leaves it with whoever had it, and presses nobody', async () => {
    const { tickThrough, notes, does, get } = await careWorld();
    await does({ do: 'acknowledge' }, '2026-11-17T09:30:00Z');
    await does({ do: 'snooze', until }, '2026-11-17T10:00:00Z');
    await tickThrough('2026-11-17T14:00:00Z', '2026-11-20T08:00:00Z');
    expect(await get()).toMatchObject({ state: 'acknowledged', owner: { user: DANA } });
    expect(notes()).toMatchObject([{ why: 'snooze-over' }]);
  });

  test('that is over starts the count of reminders', async () => {
    const { tickThrough, notes, does } = await careWorld();
    await does({ do: 'snooze', until: at('2026-11-19T08:00:00Z') }, '2026-11-17T10:00:00Z');
    await tickThrough('2026-11-19T08:00:00Z', '2026-11-20T08:00:00Z');
    expect(notes()).toHaveLength(1);
    await tickThrough('2026-11-20T08:00:00Z', '2026-11-23T12:00:00Z');
    expect(notes().map(({ note }) => note)).toEqual(['reopened', 'reminder', 'escalation']);
  });

  test('twice is told twice', async () => {
    const { tick, notes, does } = await careWorld();
    await does({ do: 'snooze', until }, '2026-11-17T10:00:00Z');
    await tick('2026-11-17T14:00:00Z');
    await does({ do: 'snooze', until: at('2026-11-17T19:00:00Z') }, '2026-11-17T15:00:00Z');
    await tick('2026-11-17T18:59:00Z', '2026-11-17T19:00:00Z');
    expect(notes()).toHaveLength(2);
  });
});

test.each([
  ['the last Friday of summer time', '2026-10-23T10:00:00Z', '2026-10-26T08:00:00Z'],
  ['the last Friday of winter time', '2026-03-27T10:00:00Z', '2026-03-30T07:00:00Z'],
])('over a change of clocks the reminder of %s comes at the local beginning of work', async (_, found, reminded) => {
  const { tickThrough, get, does } = await careWorld();
  await does({ do: 'acknowledge' }, found);
  await does({ do: 'unacknowledge' }, found);
  const end = new Date(Date.parse(reminded) + 3_600_000).toISOString();
  await tickThrough(found, end);
  expect((await get()).remindedAt).toEqual(at(reminded));
});
