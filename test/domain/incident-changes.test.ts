import { describe, expect, test } from 'vitest';
import { addDays, type Day, startOf } from '../../src/domain/day.ts';
import type { Judged } from '../../src/domain/detection/judge.ts';
import type { Standing } from '../../src/domain/detection/running.ts';
import { expectedCauses } from '../../src/domain/expectation.ts';
import type { Finding } from '../../src/domain/finding.ts';
import { BOT, type Ending, type Incident, partNames } from '../../src/domain/incident.ts';
import { decideChanges, type IncidentChange, type Situation } from '../../src/domain/incident-changes.ts';
import { endNote } from '../../src/domain/incident-ends.ts';
import { capMessages } from '../../src/domain/message-cap.ts';
import { micros } from '../../src/domain/money.ts';
import { postFloorOf } from '../../src/domain/post-floor.ts';
import { CORE, chartOf, DATA, day, FLOORS, finding, incident, part, SHOP, TODAY } from './sample.ts';

const NOW = new Date('2026-11-17T08:00:00Z');
const MIRA = 'U0MIRA';

const judgedOf = (one: Finding, standing: Standing = 'running'): Judged => ({
  finding: one,
  standing,
  peak: one.perDay,
  raised: one.since,
  last: one.through,
});

const decide = ({ found = [], ...own }: Partial<Situation> & { readonly found?: readonly Finding[] }) =>
  decideChanges({
    judged: found.map((one) => judgedOf(one)),
    active: [],
    resolved: [],
    postFloor: postFloorOf(FLOORS, []),
    installed: day('2026-01-01'),
    teams: {},
    alertsChannel: 'C0ALERTS',
    now: NOW,
    ...own,
  });

/** The same situation on another morning. */
const on = (today: string) => ({ now: new Date(`${today}T08:00:00Z`) });

test('what is new opens an incident and goes to the common channel', () => {
  expect(decide({ found: [finding()] })).toEqual([
    {
      change: 'open',
      old: false,
      named: false,
      channel: 'C0ALERTS',
      finding: finding(),
      note: expect.stringContaining('+$100'),
    },
  ]);
});

test('a second look at the same figures changes nothing', () => {
  expect(decide({ found: [finding()], active: [incident()] })).toEqual([]);
});

describe('it goes to the team that owns it', () => {
  const teams = {
    payments: { channel: 'C0PAY', accounts: [SHOP, '555566667777'] },
    core: { channel: 'C0CORE', accounts: [CORE] },
    quiet: { accounts: [DATA] },
    tagged: { channel: 'C0TAG', accounts: [] },
  };
  const at = (...accounts: string[]) => finding({ parts: accounts.map((account) => part(account, 'AWS Lambda')) });
  test.each([
    ['one team', at(SHOP), 'C0PAY'],
    ['two services of one team', finding({ parts: [part(SHOP, 'AWS Lambda'), part(SHOP, 'EC2 - Other')] }), 'C0PAY'],
    ['two accounts of one team', at(SHOP, '555566667777'), 'C0PAY'],
    ['several teams', at(SHOP, CORE), 'C0ALERTS'],
    ['a team and nobody', at(SHOP, '999999999999'), 'C0ALERTS'],
    ['nobody', at('999999999999'), 'C0ALERTS'],
    ['a team without a channel', at(DATA), 'C0ALERTS'],
    ['nobody, borne by a team’s tag', { ...at('999999999999'), team: 'tagged' }, 'C0TAG'],
    ['nobody, borne by a tag no team bears', { ...at('999999999999'), team: 'unknown' }, 'C0ALERTS'],
    ['the team of the account, whatever its tag says', { ...at(SHOP), team: 'tagged' }, 'C0PAY'],
  ])('%s', (_, found, channel) => {
    expect(decide({ found: [found], teams })).toMatchObject([{ change: 'open', channel }]);
  });
});

describe('what is below the floor of posting is kept and not posted', () => {
  const small = finding({ perDay: micros(24.99) });
  const unposted = { announced: false, channel: undefined };

  test('at first', () => {
    expect(decide({ found: [small] })).toMatchObject([{ change: 'open', old: false, channel: undefined }]);
  });

  test('exactly on the floor it is posted', () => {
    expect(decide({ found: [finding({ perDay: micros(25) })] })).toMatchObject([{ channel: 'C0ALERTS' }]);
  });

  test('a drop is measured by its size', () => {
    expect(decide({ found: [finding({ perDay: micros(-60) })] })).toMatchObject([{ channel: 'C0ALERTS' }]);
  });

  test('until it has grown; then it is told with its new size, and says in its timeline that it grew', () => {
    const active = [incident({ finding: small, ...unposted })];
    expect(decide({ found: [finding()], active })).toMatchObject([
      {
        change: 'update',
        incident: { id: 1, version: 0, told: { perDay: micros(100) } },
        channel: 'C0ALERTS',
        note: expect.stringMatching(/^grew to \+\$100 a day$/),
        thread: undefined,
      },
    ]);
  });

  test('and what was posted is not posted again when it grows', () => {
    const [change] = decide({ found: [finding({ perDay: micros(300) })], active: [incident()] });
    expect(change).toMatchObject({ change: 'update', incident: { id: 1 }, channel: undefined });
  });

  test('one that is quiet is not posted however it grows', () => {
    const snooze = { by: MIRA, at: NOW, until: startOf(addDays(TODAY, 5)) };
    const active = [incident({ finding: small, ...unposted, state: 'snoozed', snooze })];
    expect(decide({ found: [finding()], active })).toMatchObject([{ channel: undefined, note: undefined }]);
  });
});

describe('what began before the bot was there is known, and never posted', () => {
  test.each([
    ['the day before', -1, true, undefined],
    ['on the day', 0, false, 'C0ALERTS'],
    ['the day after', 1, false, 'C0ALERTS'],
  ])('%s', (_, days, old, channel) => {
    const installed = addDays(finding().since, -days);
    expect(decide({ found: [finding()], installed })).toMatchObject([{ change: 'open', old, channel }]);
  });

  const old = incident({
    state: 'expected',
    expectation: { by: BOT, at: NOW, reason: 'it began before', until: undefined },
    announced: false,
    channel: undefined,
  });

  test('not when it grows either', () => {
    expect(decide({ found: [finding({ perDay: micros(900) })], active: [old] })).toMatchObject([
      { change: 'update', channel: undefined, note: undefined, thread: undefined, incident: { state: 'expected' } },
    ]);
  });

  test('and detection is not told to take it for usual: nobody said that it is', () => {
    expect(expectedCauses([old], NOW)).toEqual([]);
  });

  test('it ends like any other', () => {
    expect(decide({ judged: [judgedOf(finding(), 'calm')], active: [old] })).toMatchObject([
      { incident: { state: 'resolved' } },
    ]);
  });
});

describe('a finding joins the incident of its cause', () => {
  test('by its key, and keeps the first day; figures alone leave the version as it is', () => {
    const later = finding({ since: addDays(TODAY, -2), perDay: micros(140) });
    expect(decide({ found: [later], active: [incident({ version: 4 })] })).toMatchObject([
      {
        change: 'update',
        saw: 4,
        incident: { version: 4, finding: { since: finding().since, perDay: micros(140) } },
        note: undefined,
        thread: undefined,
      },
    ]);
  });

  test('an earlier first day is taken over', () => {
    const earlier = finding({ since: addDays(TODAY, -9) });
    expect(decide({ found: [earlier], active: [incident()] })).toMatchObject([
      { incident: { finding: { since: addDays(TODAY, -9) } } },
    ]);
  });

  test.each([
    ['the other direction', finding({ cause: 'drop', kind: 'drop', perDay: micros(-100) })],
    ['another key', finding({ cause: 'other', parts: [part(CORE, 'AWS Lambda')] })],
  ])('%s is another cause', (_, found) => {
    expect(decide({ found: [found], active: [incident()] })).toContainEqual(
      expect.objectContaining({ change: 'open', finding: found }),
    );
  });
});

describe('the thread is told of growth', () => {
  const grown = (dollars: number, more: Partial<Finding> = {}) => finding({ perDay: micros(dollars), ...more });
  const joinedBy = (account: string, service: string, dollars: number) =>
    grown(100 + dollars, { parts: [part(SHOP, 'AWS Lambda'), part(account, service, 100 + dollars, 100)] });
  const threadOf = (found: Finding, own: Partial<Incident> = {}) => {
    const [change] = decide({ found: [found], active: [incident(own)] });
    return change?.change === 'update' ? change.thread : undefined;
  };

  test.each([
    ['by just under half: no', grown(149.99), undefined],
    ['by half', grown(150), { note: 'grew', perDay: micros(150), before: micros(100), joined: [] }],
    [
      'another service with a tenth of it',
      joinedBy(SHOP, 'Amazon DynamoDB', 12),
      { joined: [`${SHOP}/Amazon DynamoDB`] },
    ],
    ['another account', joinedBy(CORE, 'AWS Lambda', 40), { joined: [`${CORE}/AWS Lambda`] }],
    ['a service with less than a tenth: no', joinedBy(SHOP, 'Amazon DynamoDB', 9), undefined],
    ['smaller than before: no', grown(20), undefined],
  ])('%s', (_, found, note) => {
    if (note) expect(threadOf(found)).toMatchObject(note);
    else expect(threadOf(found)).toBeUndefined();
  });

  test('not of nothing that is nothing still', () => {
    const told = { perDay: micros(0), parts: partNames(finding()) };
    expect(threadOf(grown(0), { told })).toBeUndefined();
  });

  test('of a drop that grows by its size', () => {
    const drop = (dollars: number) => finding({ kind: 'drop', perDay: micros(dollars) });
    expect(threadOf(drop(-150), { finding: drop(-100) })).toMatchObject({ perDay: micros(-150) });
    expect(threadOf(drop(-149), { finding: drop(-100) })).toBeUndefined();
  });

  test('once: the next growth is measured from what was told', () => {
    const active = [incident()];
    const [first] = decide({ found: [grown(160)], active });
    if (first?.change !== 'update') throw new Error('nothing was told');
    expect(first.incident.told).toEqual({ perDay: micros(160), parts: partNames(finding()) });
    expect(decide({ found: [grown(160)], active: [first.incident] })).toEqual([]);
    expect(threadOf(grown(239), first.incident)).toBeUndefined();
    expect(threadOf(grown(240), first.incident)).toMatchObject({ before: micros(160) });
  });

  test('slow growth is told too, once it adds up to half', () => {
    let now = incident();
    const told: number[] = [];
    for (const dollars of [120, 140, 149, 155, 160]) {
      const [change] = decide({ found: [grown(dollars)], active: [now] });
      if (change?.change !== 'update') throw new Error('figures are kept');
      if (change.thread) told.push(dollars);
      now = change.incident;
    }
    expect(told).toEqual([155]);
  });

  test.each([
    ['acknowledged', { owner: { user: MIRA, by: MIRA, at: NOW } }, true],
    ['snoozed', { snooze: { by: MIRA, at: NOW, until: startOf(addDays(TODAY, 5)) } }, false],
    ['expected', { expectation: { by: MIRA, at: NOW, reason: 'sale', until: undefined } }, false],
  ] as const)('while it is %s', (state, own, told) => {
    expect(threadOf(grown(300), { state, ...own }) !== undefined).toBe(told);
  });

  test('what grew while it was snoozed is told when it asks for someone again', () => {
    const snooze = { by: MIRA, at: NOW, until: startOf(addDays(TODAY, 5)) };
    const [quiet] = decide({ found: [grown(300)], active: [incident({ state: 'snoozed', snooze })] });
    if (quiet?.change !== 'update') throw new Error('figures are kept');
    const awake = { ...quiet.incident, state: 'open', snooze: undefined } as const;
    expect(threadOf(grown(310), awake)).toMatchObject({ note: 'grew', before: micros(100) });
  });
});

describe('an incident ends', () => {
  test.each([
    ['calm', 'back to usual for two full days'],
    ['withdrawn', 'withdrawn: AWS restated'],
    ['absorbed', 'counts as usual'],
  ] as const)('when its cause is %s; its timeline and its thread say so', (standing, words) => {
    expect(decide({ judged: [judgedOf(finding(), standing)], active: [incident({ version: 2 })] })).toMatchObject([
      {
        change: 'update',
        saw: 2,
        incident: { state: 'resolved', version: 3, end: { how: standing, by: BOT, at: NOW } },
        channel: undefined,
        note: expect.stringContaining(words),
        thread: { note: 'resolved', how: standing, by: BOT, total: micros(400), days: 4 },
      },
    ]);
  });

  test('with its last figures when the cost is back to usual, and with those it was raised on when it never was', () => {
    const over = (standing: Standing) =>
      decide({ judged: [judgedOf(finding({ total: micros(900) }), standing)], active: [incident()] });
    expect(over('calm')).toMatchObject([
      { incident: { finding: { total: micros(900) } }, thread: { total: micros(900) } },
    ]);
    expect(over('withdrawn')).toMatchObject([{ incident: { finding: { total: micros(400) } } }]);
  });

  test.each(['acknowledged', 'snoozed'] as const)('also while it is %s', (state) => {
    const owner = { user: MIRA, by: MIRA, at: NOW };
    const snooze = state === 'snoozed' ? { by: MIRA, at: NOW, until: startOf(addDays(TODAY, 5)) } : undefined;
    const active = [incident({ state, owner, snooze })];
    expect(decide({ judged: [judgedOf(finding(), 'calm')], active })).toMatchObject([
      { incident: { state: 'resolved', snooze: undefined, owner } },
    ]);
  });

  test.each(['calm', 'withdrawn', 'absorbed'] as const)('and what is %s opens none', (standing) => {
    expect(decide({ judged: [judgedOf(finding(), standing)] })).toEqual([]);
  });

  test('and the days it lasted are those on which the cost was there, not those it was watched for after', () => {
    const since = addDays(TODAY, -9);
    const found = finding({ since, chart: chartOf(TODAY, since, 100, addDays(TODAY, -4)) });
    expect(decide({ judged: [judgedOf(found, 'calm')], active: [incident({ finding: found })] })).toMatchObject([
      { thread: { note: 'resolved', days: 6 } },
    ]);
    const drop = { ...found, kind: 'drop' as const, perDay: micros(-60), chart: chartOf(TODAY, since, -60, since) };
    expect(decide({ judged: [judgedOf(drop, 'calm')], active: [incident({ finding: drop })] })).toMatchObject([
      { thread: { days: 1 } },
    ]);
  });

  test('when detection says nothing of it any more, with the figures that were found last', () => {
    expect(decide({ active: [incident({ version: 2 })] })).toMatchObject([
      {
        saw: 2,
        incident: { state: 'resolved', end: { how: 'calm', by: BOT, at: NOW }, finding: finding() },
        thread: { note: 'resolved', how: 'calm', total: micros(400) },
      },
    ]);
    const moved = finding({ kind: 'moved' });
    expect(decide({ active: [incident({ finding: moved })] })).toMatchObject([
      { incident: { state: 'resolved', end: { how: 'absorbed' } }, thread: { how: 'absorbed' } },
    ]);
  });

  test('but not by silence where people expect it', () => {
    const expectation = { by: MIRA, at: NOW, reason: 'sale', until: undefined };
    expect(decide({ active: [incident({ state: 'expected', expectation })] })).toEqual([]);
    const old = incident({ state: 'expected', expectation: { ...expectation, by: BOT } });
    expect(decide({ active: [old] })).toMatchObject([{ incident: { state: 'resolved' } }]);
  });

  test('what is not over has no last word', () => {
    expect(endNote(incident())).toBeUndefined();
  });
});

/** A closed incident: its end so many days ago. */
function closed(how: Ending, daysAgo: number, own: Partial<Incident> = {}): Incident {
  const by = how === 'fixed' || how === 'false-alarm' ? MIRA : BOT;
  const at = new Date(startOf(addDays(TODAY, -daysAgo)).getTime() + 9 * 3_600_000);
  return incident({ state: 'resolved', version: 5, end: { how, by, at }, ...own });
}

describe('a cause that was back to usual and comes back', () => {
  const again = finding({ cause: 'another key', since: addDays(TODAY, -3), perDay: micros(130) });

  test('is the same incident within 14 days: it opens again, nobody has it, and its thread says so', () => {
    const before = closed('calm', 14, { owner: { user: MIRA, by: MIRA, at: NOW } });
    expect(decide({ found: [again], resolved: [before] })).toMatchObject([
      {
        change: 'update',
        saw: 5,
        incident: {
          id: 1,
          state: 'open',
          version: 6,
          owner: undefined,
          end: undefined,
          askedAt: NOW,
          finding: { cause: 'another key' },
          told: { perDay: micros(130) },
        },
        channel: undefined,
        note: 'opened again: the cost is back',
        thread: { note: 'reopened', why: 'returned', by: BOT, perDay: micros(130) },
      },
    ]);
  });

  test.each([
    ['15 days later', closed('calm', 15), again],
    ['of another service', closed('calm', 3), { ...again, service: 'Amazon DynamoDB' }],
    ['of another account', closed('calm', 3), { ...again, account: CORE }],
    ['in the other direction', closed('calm', 3), { ...again, kind: 'drop' as const }],
    [
      'of several services at once',
      closed('calm', 3, { finding: finding({ service: undefined }) }),
      { ...again, service: undefined },
    ],
    ['that was mended by hand', closed('fixed', 3), again],
    ['that was withdrawn', closed('withdrawn', 3), again],
  ])('is a new one %s', (_, before, found) => {
    expect(decide({ found: [found], resolved: [before] })).toMatchObject([{ change: 'open', finding: found }]);
  });

  test('with a key that detection knows it is the same one, whatever it looks like by now', () => {
    const found = finding({ service: undefined, parts: [part(SHOP, 'AWS Lambda'), part(SHOP, 'Amazon DynamoDB')] });
    expect(decide({ found: [found], resolved: [closed('withdrawn', 3)] })).toMatchObject([
      { change: 'update', incident: { id: 1, state: 'open' }, thread: { why: 'returned' } },
    ]);
  });

  test('gets a message if it never had one', () => {
    const before = closed('calm', 5, { announced: false, channel: undefined });
    expect(decide({ found: [again], resolved: [before] })).toMatchObject([{ channel: 'C0ALERTS' }]);
  });

  test('gets a message of its own if it had only been named with others', () => {
    const before = closed('calm', 5, { announced: false, named: true });
    expect(decide({ found: [again], resolved: [before] })).toMatchObject([
      { channel: 'C0ALERTS', incident: { state: 'open', named: false } },
    ]);
  });

  test('is the incident of this very cause, before one that is like it and ended later', () => {
    const [very, like] = [closed('fixed', 4), closed('calm', 1, { id: 2, finding: finding({ cause: 'like it' }) })];
    const found = finding({ chart: chartOf(TODAY, addDays(TODAY, -8)) });
    expect(decide({ found: [found], resolved: [like, very] })).toMatchObject([
      { incident: { id: 1 }, thread: { why: 'still-running' } },
    ]);
    expect(decide({ found: [finding({ through: TODAY })], resolved: [like] })).toMatchObject([{ incident: { id: 2 } }]);
  });

  test('is not opened again by what was in the bill when it ended', () => {
    const before = closed('calm', 1);
    const same = finding({ through: addDays(TODAY, -1) });
    expect(decide({ found: [same], resolved: [before] })).toEqual([]);
  });
});

describe('a cause that was resolved by hand', () => {
  const RESOLVED = addDays(TODAY, -3);
  const before = closed('fixed', 3);
  const found = (today: Day, last: Day, more = 100) =>
    finding({ through: addDays(today, -1), chart: chartOf(today, addDays(TODAY, -8), more, last) });
  const on = (today: Day, one: Finding) =>
    decide({ found: [one], resolved: [before], now: new Date(`${today}T08:00:00Z`) });

  test('and runs on for a whole day after is opened again, with its note', () => {
    expect(on(TODAY, found(TODAY, TODAY))).toMatchObject([
      {
        incident: { id: 1, state: 'open', version: 6 },
        note: 'opened again: a day after it was resolved the cost was still there',
        thread: { note: 'reopened', why: 'still-running' },
      },
    ]);
  });

  test.each([1, 2])('%i days later that cannot be known yet', (days) => {
    const today = addDays(RESOLVED, days);
    expect(on(today, found(today, today))).toEqual([]);
  });

  test('and was mended stays closed, though detection still has the days before in sight', () => {
    for (const days of [1, 2, 3, 4]) {
      const today = addDays(RESOLVED, days);
      expect(on(today, found(today, RESOLVED))).toEqual([]);
    }
  });

  test('and is down to a trickle stays closed', () => {
    const today = addDays(TODAY, 2);
    expect(on(today, found(today, today, 34))).toEqual([]);
  });
});

describe('what was called a false alarm', () => {
  const sized = (dollars: number) => finding({ cause: 'another key', perDay: micros(dollars) });
  const raised = (before: Incident, dollars: number) => decide({ found: [sized(dollars)], resolved: [before] });

  test.each([2, 30, 90])('is not raised again %i days later', (days) => {
    expect(raised(closed('false-alarm', days), 199)).toEqual([]);
  });

  test('nor while the very same one runs on', () => {
    expect(decide({ found: [finding()], resolved: [closed('false-alarm', 10)] })).toEqual([]);
  });

  test('unless it is twice as large: then it is opened again', () => {
    expect(raised(closed('false-alarm', 30), 200)).toMatchObject([
      { change: 'update', incident: { id: 1, state: 'open' }, thread: { note: 'reopened', why: 'outgrown' } },
    ]);
  });

  test('nor is a drop that was one, unless it is twice as large', () => {
    const drop = (dollars: number) => finding({ kind: 'drop', cause: 'another drop', perDay: micros(dollars) });
    const before = closed('false-alarm', 30, { finding: drop(-100) });
    expect(decide({ found: [drop(-199)], resolved: [before] })).toEqual([]);
    expect(decide({ found: [drop(-200)], resolved: [before] })).toHaveLength(1);
  });

  test('over several services quiets the same services, and no others', () => {
    const over = (cause: string, ...services: string[]) =>
      finding({ cause, service: undefined, parts: services.map((service) => part(SHOP, service)) });
    const before = closed('false-alarm', 18, { finding: over('first', 'AWS Lambda', 'Amazon DynamoDB') });
    expect(decide({ found: [over('again', 'Amazon DynamoDB', 'AWS Lambda')], resolved: [before] })).toEqual([]);
    for (const services of [
      ['AWS Lambda'],
      ['AWS Lambda', 'Amazon S3'],
      ['AWS Lambda', 'Amazon DynamoDB', 'Amazon S3'],
    ])
      expect(decide({ found: [over('again', ...services)], resolved: [before] })).toMatchObject([{ change: 'open' }]);
  });

  test.each([
    ['drop', 'rise', 'open'],
    ['drop', 'new', 'open'],
    ['rise', 'drop', 'open'],
    ['rise', 'new', undefined],
    ['new', 'rise', undefined],
  ] as const)('of a %s and a %s: %s', (was, is, change) => {
    const of = (kind: Finding['kind'], cause: string) =>
      finding({ kind, cause, perDay: micros(kind === 'drop' ? -100 : 100) });
    const before = closed('false-alarm', 18, { finding: of(was, 'first') });
    expect(decide({ found: [of(is, 'again')], resolved: [before] }).map((one) => one.change)).toEqual(
      change ? [change] : [],
    );
  });

  test('is a new incident after 90 days', () => {
    expect(raised(closed('false-alarm', 91), 100)).toMatchObject([{ change: 'open' }]);
  });
});

describe('what someone expects', () => {
  const UNTIL = day('2026-11-20');
  const expectedUntil = (until: Day | undefined, own: Partial<Incident> = {}) =>
    incident({
      state: 'expected',
      version: 2,
      expectation: { by: MIRA, at: NOW, reason: 'sale', until },
      ...own,
    });
  const found = (today: string, last: Day) =>
    finding({ through: addDays(day(today), -1), chart: chartOf(day(today), addDays(TODAY, -4), 100, last) });
  const decideOn = (today: string, last: Day, standing: Standing = 'running', own: Partial<Incident> = {}) =>
    decide({ judged: [judgedOf(found(today, last), standing)], active: [expectedUntil(UNTIL, own)], ...on(today) });

  test.each(['2026-11-17', '2026-11-20'])('is silent until its last day is over: %s', (today) => {
    expect(decideOn(today, day(today))).toEqual([]);
    expect(expectedCauses([expectedUntil(UNTIL)], on(today).now)).toEqual([finding().cause]);
  });

  test('is looked at by detection from the day after', () => {
    expect(expectedCauses([expectedUntil(UNTIL)], on('2026-11-21').now)).toEqual([]);
  });

  test('for good is silent for good', () => {
    const active = [expectedUntil(undefined)];
    expect(decide({ found: [finding({ perDay: micros(900) })], active, ...on('2027-11-17') })).toEqual([]);
    expect(expectedCauses(active, on('2027-11-17').now)).toEqual([finding().cause]);
  });

  test('and still runs on a whole day after its last one is opened again; nobody has it', () => {
    const owner = { user: MIRA, by: MIRA, at: NOW };
    expect(decideOn('2026-11-23', day('2026-11-22'), 'running', { owner })).toMatchObject([
      {
        saw: 2,
        incident: {
          state: 'open',
          version: 3,
          owner: undefined,
          expectation: undefined,
          askedAt: on('2026-11-23').now,
        },
        note: 'opened again: it was expected until then, and still runs',
        thread: { note: 'reopened', why: 'expectation-over' },
      },
    ]);
  });

  test.each(['2026-11-21', '2026-11-22', '2026-11-23'])(
    'and ended on its last day is not opened again by the days on which it was expected: %s',
    (today) => {
      expect(decideOn(today, UNTIL)).toEqual([]);
    },
  );

  test.each(['calm', 'withdrawn', 'absorbed'] as const)('and is %s after its last day is closed', (standing) => {
    expect(decideOn('2026-11-24', UNTIL, standing)).toMatchObject([
      { incident: { state: 'resolved', end: { how: standing } }, thread: { note: 'resolved' } },
    ]);
  });

  test('is closed when it counts as usual anyway; what detection says of its days else means nothing', () => {
    expect(decideOn('2026-11-19', UNTIL, 'absorbed')).toMatchObject([{ incident: { state: 'resolved' } }]);
    for (const standing of ['calm', 'withdrawn'] as const) expect(decideOn('2026-11-19', UNTIL, standing)).toEqual([]);
  });
});

describe('more new messages in a channel than five', () => {
  const teams = { core: { channel: 'C0CORE', accounts: [CORE] } };
  const many = (account: string, ...dollars: number[]) =>
    dollars.map((one) =>
      finding({ cause: `${account}|${one}`, perDay: micros(one), parts: [part(account, 'AWS Lambda')] }),
    );
  const named = (changes: readonly IncidentChange[]) =>
    changes.flatMap((one) => {
      const isNamed = one.change === 'open' ? one.named : one.incident.named;
      const { perDay } = one.change === 'open' ? one.finding : one.incident.finding;
      return isNamed ? [perDay / 1e6] : [];
    });

  test('are posted by their size, rises and drops alike; the others are named', () => {
    const changes = decide({ found: many(SHOP, 90, -300, 30, 70, 200, -40, 60) });
    expect(named(capMessages(changes, 5))).toEqual([30, -40]);
    expect(capMessages(changes, 5)).toHaveLength(7);
  });

  test('are counted by channel', () => {
    const changes = decide({ found: [...many(SHOP, 30, 40, 50, 60, 70, 80), ...many(CORE, 26, 27)], teams });
    expect(named(capMessages(changes, 5))).toEqual([30]);
  });

  test('are not counted with what is not posted, and five are not too many', () => {
    const changes = decide({ found: many(SHOP, 30, 40, 50, 60, 70, 20, 21, 22) });
    expect(named(capMessages(changes, 5))).toEqual([]);
  });

  test('nor with the growth of what has a message', () => {
    const active = many(SHOP, 30).map((one) => incident({ finding: one }));
    const grown = many(SHOP, 30).map((one) => ({ ...one, perDay: micros(400) }));
    const changes = decide({ found: [...grown, ...many(SHOP, 40, 50, 60, 70, 80)], active });
    expect(named(capMessages(changes, 5))).toEqual([]);
  });

  test('count those that have grown large enough to be posted', () => {
    const small = finding({ cause: 'small', perDay: micros(20) });
    const active = [incident({ finding: small, announced: false, channel: undefined })];
    const found = [{ ...small, perDay: micros(31) }, ...many(SHOP, 40, 50, 60, 70, 80)];
    expect(named(capMessages(decide({ found, active }), 5))).toEqual([31]);
  });

  const namedBefore = incident({ announced: false, named: true });

  test('one that was named is not posted by small changes', () => {
    expect(decide({ found: [finding({ perDay: micros(140) })], active: [namedBefore] })).toMatchObject([
      { channel: undefined, incident: { named: true } },
    ]);
  });

  test('one that was named and grew by half gets a message of its own', () => {
    expect(decide({ found: [finding({ perDay: micros(150) })], active: [namedBefore] })).toMatchObject([
      { channel: 'C0ALERTS', incident: { named: false }, note: expect.stringMatching(/^grew to/) },
    ]);
  });
});

describe('the floor of posting', () => {
  const overrides = [
    { account: SHOP, service: 'AWS Lambda', minImpact: micros(150) },
    { account: undefined, service: 'EC2 - Other', minImpact: micros(1) },
  ];
  const channelOf = (one: Finding) => decide({ judged: [judgedOf(one)], postFloor: postFloorOf(FLOORS, overrides) })[0];

  test('is that of the first override that fits, above the common one or below it', () => {
    expect(channelOf(finding())).toMatchObject({ channel: undefined });
    expect(channelOf(finding({ perDay: micros(2), parts: [part(CORE, 'EC2 - Other')] }))).toMatchObject({
      channel: 'C0ALERTS',
    });
  });

  test('is the common one where not all parts fit', () => {
    const both = finding({ parts: [part(SHOP, 'AWS Lambda'), part(SHOP, 'Amazon DynamoDB')] });
    expect(channelOf(both)).toMatchObject({ channel: 'C0ALERTS' });
  });
});
