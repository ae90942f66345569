import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BOT, type Incident } from '../../src/domain/incident.ts';
import { type Deed, type DeedName, type Doer, step } from '../../src/domain/lifecycle.ts';
import { day, incident } from './sample.ts';

const DANA = 'U0DANA';
const MIRA = 'U0MIRA';
const BEFORE = new Date('2026-11-16T09:00:00Z');
const NOW = new Date('2026-11-17T09:00:00Z');
const MORNING = new Date('2026-11-18T09:00:00Z');
const VERSION = 3;

const owner = { user: DANA, by: DANA, at: BEFORE };
const snooze = { by: MIRA, at: BEFORE, until: MORNING };
const expectation = { by: MIRA, at: BEFORE, reason: 'load test', until: day('2026-11-30') };
const end = { how: 'fixed', by: MIRA, at: BEFORE } as const;

const at = (own: Partial<Incident>) => incident({ version: VERSION, ...own });
const STATES = {
  open: at({}),
  'dana has it': at({ state: 'acknowledged', owner }),
  snoozed: at({ state: 'snoozed', snooze }),
  'snoozed, dana has it': at({ state: 'snoozed', snooze, owner }),
  expected: at({ state: 'expected', expectation }),
  'expected, dana has it': at({ state: 'expected', expectation, owner }),
  'known before the bot': at({ state: 'expected', expectation: { ...expectation, by: BOT, until: undefined } }),
  'mended by mira': at({ state: 'resolved', end }),
  'mended, dana had it': at({ state: 'resolved', end, owner }),
  'a false alarm': at({ state: 'resolved', end: { ...end, how: 'false-alarm' } }),
  'over by itself': at({ state: 'resolved', end: { ...end, how: 'calm', by: BOT }, owner }),
} as const;

const expectDeed: Deed = { do: 'expect', reason: 'migration', until: undefined };
const DEEDS: Readonly<Record<string, { readonly by: string; readonly deed: Deed }>> = {
  'dana acknowledges': { by: DANA, deed: { do: 'acknowledge' } },
  'mira acknowledges': { by: MIRA, deed: { do: 'acknowledge' } },
  unacknowledge: { by: MIRA, deed: { do: 'unacknowledge' } },
  'assign dana': { by: MIRA, deed: { do: 'assign', to: DANA } },
  'assign mira': { by: DANA, deed: { do: 'assign', to: MIRA } },
  snooze: { by: MIRA, deed: { do: 'snooze', until: MORNING } },
  wake: { by: MIRA, deed: { do: 'wake' } },
  expect: { by: MIRA, deed: expectDeed },
  unexpect: { by: MIRA, deed: { do: 'unexpect' } },
  resolve: { by: MIRA, deed: { do: 'resolve' } },
  'false alarm': { by: MIRA, deed: { do: 'false-alarm' } },
  reopen: { by: MIRA, deed: { do: 'reopen' } },
  end: { by: BOT, deed: { do: 'end', how: 'calm' } },
  return: { by: BOT, deed: { do: 'return' } },
};

// What becomes of it, written by hand: the state and who has it then (D, M, or nobody), or why nothing happens:
// `=` it is so already, `x` that cannot be done from here.
const TABLE = `
state                | dana ack | mira ack | unack | assign D | assign M | snooze    | wake  | expect     | unexpect | resolve    | false      | reopen | end        | return
open                 | ack D    | ack M    | =     | ack D    | ack M    | snoozed   | =     | expected   | =        | resolved   | resolved   | =      | resolved   | x
dana has it          | =        | x        | open  | =        | ack M    | snoozed D | =     | expected D | =        | resolved D | resolved D | x      | resolved D | x
snoozed              | ack D    | ack M    | x     | ack D    | ack M    | snoozed   | open  | expected   | x        | resolved   | resolved   | x      | resolved   | x
snoozed, dana has it | ack D    | ack M    | x     | ack D    | ack M    | snoozed D | ack D | expected D | x        | resolved D | resolved D | x      | resolved D | x
expected             | x        | x        | x     | x        | x        | x         | x     | expected   | open     | resolved   | resolved   | x      | resolved   | x
expected, dana has it| x        | x        | x     | x        | x        | x         | x     | expected D | ack D    | resolved D | resolved D | x      | resolved D | x
known before the bot | x        | x        | x     | x        | x        | x         | x     | expected   | open     | resolved   | resolved   | x      | resolved   | x
mended by mira       | x        | x        | x     | x        | x        | x         | x     | x          | x        | =          | x          | open   | =          | open
mended, dana had it  | x        | x        | x     | x        | x        | x         | x     | x          | x        | =          | x          | ack D  | =          | open
a false alarm        | x        | x        | x     | x        | x        | x         | x     | x          | x        | =          | =          | open   | =          | open
over by itself       | x        | x        | x     | x        | x        | x         | x     | x          | x        | =          | x          | x      | =          | open`;

const rows = TABLE.trim()
  .split('\n')
  .map((row) => row.split('|').map((cell) => cell.trim()));

const CASES = rows.slice(1).flatMap(([state = '', ...outcomes]) =>
  Object.keys(DEEDS).flatMap((name, i) =>
    (['fresh', 'stale', 'the bot’s'] as const).map((sight) => {
      const outcome = outcomes[i] ?? '';
      return [
        state as keyof typeof STATES,
        name,
        sight,
        sight === 'stale' && outcome !== '=' ? 'stale' : outcome,
      ] as const;
    }),
  ),
);

const SHORT = { open: 'open', acknowledged: 'ack', snoozed: 'snoozed', expected: 'expected', resolved: 'resolved' };
const WHO: Readonly<Record<string, string>> = { [DANA]: ' D', [MIRA]: ' M' };
const saw = { fresh: VERSION, stale: VERSION - 1, 'the bot’s': undefined };

test('every state, deed and sight is in the table', () => {
  expect(CASES.map(([, , , outcome]) => outcome)).not.toContain('');
  expect(rows.slice(1).map(([state]) => state)).toEqual(Object.keys(STATES));
  expect(CASES).toHaveLength(11 * 14 * 3);
  expect(new Set(Object.values(DEEDS).map(({ deed }) => deed.do)).size).toBe(12);
});

test.each(CASES)('%s: %s, %s look: %s', (state, name, sight, expected) => {
  const before = frozen(STATES[state]);
  const { by, deed } = DEEDS[name] ?? { by: '', deed: { do: 'wake' } };
  const outcome = step(before, deed, { by, at: NOW, saw: saw[sight] });
  if (!outcome.done) {
    expect({ already: '=', impossible: 'x', stale: 'stale' }[outcome.why]).toBe(expected);
    return;
  }
  const { incident: after, words } = outcome;
  expect(`${SHORT[after.state]}${WHO[after.owner?.user ?? ''] ?? ''}`).toBe(expected);
  expect(after.version).toBe(VERSION + 1);
  expect(words).not.toBe('');
});

describe('what is done keeps who did it and when', () => {
  const done = (from: Incident, deed: Deed, by = MIRA) => {
    const outcome = step(from, deed, { by, at: NOW, saw: from.version });
    if (!outcome.done) throw new Error(outcome.why);
    return outcome;
  };

  test('whoever acknowledges has it from their own hand; who is assigned, from another’s', () => {
    expect(done(STATES.open, { do: 'acknowledge' }).incident.owner).toEqual({ user: MIRA, by: MIRA, at: NOW });
    const assigned = done(STATES.open, { do: 'assign', to: DANA });
    expect(assigned.incident.owner).toEqual({ user: DANA, by: MIRA, at: NOW });
  });

  test('a snooze and an expectation keep until when, and the reason', () => {
    expect(done(STATES.open, { do: 'snooze', until: MORNING }).incident.snooze).toEqual({
      by: MIRA,
      at: NOW,
      until: MORNING,
    });
    const expected = done(STATES.open, { do: 'expect', reason: 'sale', until: day('2026-11-30') });
    expect(expected.incident.expectation).toEqual({ by: MIRA, at: NOW, reason: 'sale', until: '2026-11-30' });
  });

  test('a later reason or date takes the place of the earlier one', () => {
    expect(done(STATES.expected, expectDeed).incident.expectation).toMatchObject({
      reason: 'migration',
      until: undefined,
    });
    const later = new Date('2026-11-24T09:00:00Z');
    expect(done(STATES.snoozed, { do: 'snooze', until: later }).incident.snooze?.until).toEqual(later);
  });

  test.each([
    ['resolve', 'fixed'],
    ['false-alarm', 'false-alarm'],
  ] as const)('%s ends it as %s', (deed, how) => {
    expect(done(STATES.open, { do: deed }).incident.end).toEqual({ how, by: MIRA, at: NOW });
  });

  test.each(['calm', 'withdrawn', 'absorbed'] as const)('what Billhook ends as %s says so', (how) => {
    const over = done(STATES.open, { do: 'end', how }, BOT);
    expect(over.incident.end).toEqual({ how, by: BOT, at: NOW });
  });
});

test.each<[string, keyof typeof STATES, Deed]>([
  ['acknowledged', 'open', { do: 'acknowledge' }],
  ['let go: nobody has it', 'dana has it', { do: 'unacknowledge' }],
  ['assigned to U0DANA', 'open', { do: 'assign', to: DANA }],
  ['snoozed until 2026-11-18T08:59 UTC', 'open', { do: 'snooze', until: new Date('2026-11-18T08:59:59.999Z') }],
  ['snoozed until 2026-11-18T09:00 UTC', 'open', { do: 'snooze', until: MORNING }],
  ['snooze ended', 'snoozed', { do: 'wake' }],
  ['expected until 30 Nov: sale', 'open', { do: 'expect', reason: 'sale', until: day('2026-11-30') }],
  ['expected for good: migration', 'open', expectDeed],
  ['not expected any more', 'expected', { do: 'unexpect' }],
  ['resolved', 'open', { do: 'resolve' }],
  ['called a false alarm', 'open', { do: 'false-alarm' }],
  ['opened again', 'mended by mira', { do: 'reopen' }],
  ['cost is back to usual for two full days', 'open', { do: 'end', how: 'calm' }],
  ['opened again: the cost is back', 'over by itself', { do: 'return' }],
])('the timeline says what was done: %s', (words, state, deed) => {
  expect(step(STATES[state], deed, { by: MIRA, at: NOW, saw: undefined })).toMatchObject({ done: true, words });
});

test.each<[string, Incident, Deed, boolean]>([
  ['when it is let go', STATES['dana has it'], { do: 'unacknowledge' }, true],
  ['when a snooze ends and nobody has it', STATES.snoozed, { do: 'wake' }, true],
  ['not when a snooze ends and someone has it', STATES['snoozed, dana has it'], { do: 'wake' }, false],
  ['when its cause is back', STATES['over by itself'], { do: 'return' }, true],
  ['when it is expected no more', STATES.expected, { do: 'unexpect' }, true],
  ['when it is opened again', STATES['mended by mira'], { do: 'reopen' }, true],
  ['not while it is quiet', STATES.open, { do: 'snooze', until: MORNING }, false],
])('reminders count anew %s', (_, from, deed, anew) => {
  const reminded = { ...from, remindedAt: BEFORE, escalatedAt: BEFORE };
  const outcome = step(reminded, deed, { by: BOT, at: NOW, saw: undefined });
  expect(outcome).toMatchObject({
    incident: anew
      ? { askedAt: NOW, remindedAt: undefined, escalatedAt: undefined }
      : { askedAt: from.askedAt, remindedAt: BEFORE, escalatedAt: BEFORE },
  });
});

const anyone = fc.constantFrom(DANA, MIRA, 'U0GUS', BOT);
const anyDay = fc.option(fc.constantFrom(day('2026-11-18'), day('2026-12-31')), { nil: undefined });
const plain = (...names: Exclude<DeedName, 'snooze' | 'assign' | 'expect' | 'end'>[]) =>
  fc.constantFrom(...names.map((name): Deed => ({ do: name })));
const anyDeed: fc.Arbitrary<Deed> = fc.oneof(
  plain('acknowledge', 'unacknowledge', 'wake', 'unexpect', 'resolve', 'false-alarm', 'reopen', 'return'),
  fc.record({ do: fc.constant('snooze' as const), until: fc.constant(MORNING) }),
  fc.record({ do: fc.constant('assign' as const), to: anyone }),
  fc.record({ do: fc.constant('expect' as const), reason: fc.string(), until: anyDay }),
  fc.record({ do: fc.constant('end' as const), how: fc.constantFrom('calm', 'withdrawn', 'absorbed') }),
);
const anyStep = fc.record({ deed: anyDeed, by: anyone, behind: fc.constantFrom(0, 0, 0, 1, 2, undefined) });

test('whatever is done in whatever order, each state has what it needs and nothing of another', () => {
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 40 }), (steps) => {
      let now = frozen(incident());
      for (const { deed, by, behind } of steps) {
        const doer: Doer = { by, at: NOW, saw: behind === undefined ? undefined : now.version - behind };
        const outcome = step(now, deed, doer);
        if (!outcome.done) continue;
        expect(outcome.incident.version).toBe(now.version + 1);
        expect(behind ?? 0).toBe(0);
        now = frozen(outcome.incident);
        holdsTogether(now);
      }
    }),
    { numRuns: 500 },
  );
});

/** What must be true of any incident, whatever was done to it. */
function holdsTogether({ state, owner: has, snooze: quiet, expectation: known, end: over }: Incident): void {
  if (state === 'open') expect(has).toBeUndefined();
  if (state === 'acknowledged') expect(has).toBeDefined();
  expect(quiet !== undefined).toBe(state === 'snoozed');
  expect(over !== undefined).toBe(state === 'resolved');
  if (state === 'expected') expect(known).toBeDefined();
  if (state === 'open' || state === 'acknowledged' || state === 'snoozed') expect(known).toBeUndefined();
}

/** The same, so that a step that changed what it was given would throw. */
function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}
