import { describe, expect, test } from 'vitest';
import { addDays } from '../../src/domain/day.ts';
import type { Judged } from '../../src/domain/detection/judge.ts';
import type { Standing } from '../../src/domain/detection/running.ts';
import type { Finding } from '../../src/domain/finding.ts';
import { decideChanges, type Situation } from '../../src/domain/incident-changes.ts';
import { micros } from '../../src/domain/money.ts';
import { postFloorOf } from '../../src/domain/post-floor.ts';
import { CORE, DATA, day, FLOORS, finding, incident, part, SHOP, TODAY } from './sample.ts';

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
    postFloor: postFloorOf(FLOORS, []),
    installed: day('2026-01-01'),
    teams: {},
    alertsChannel: 'C0ALERTS',
    ...own,
  });

test('what is new opens an incident and goes to the common channel', () => {
  expect(decide({ found: [finding()] })).toEqual([
    { change: 'open', state: 'open', channel: 'C0ALERTS', finding: finding(), note: expect.stringContaining('+$100') },
  ]);
});

test('a second look at the same figures changes nothing', () => {
  expect(decide({ found: [finding()], active: [incident()] })).toEqual([]);
});

describe('it goes to the team that owns the account', () => {
  const teams = {
    payments: { channel: 'C0PAY', accounts: [SHOP] },
    core: { channel: 'C0CORE', accounts: [CORE] },
    quiet: { accounts: [DATA] },
  };
  const at = (...accounts: string[]) => finding({ parts: accounts.map((account) => part(account, 'AWS Lambda')) });
  test.each([
    ['one team', at(SHOP), 'C0PAY'],
    ['two services of one team', finding({ parts: [part(SHOP, 'AWS Lambda'), part(SHOP, 'EC2 - Other')] }), 'C0PAY'],
    ['several teams', at(SHOP, CORE), 'C0ALERTS'],
    ['nobody', at('999999999999'), 'C0ALERTS'],
    ['a team without a channel', at(DATA), 'C0ALERTS'],
  ])('%s', (_, found, channel) => {
    expect(decide({ found: [found], teams })).toMatchObject([{ change: 'open', channel }]);
  });
});

describe('what is below the floor of posting is kept and not posted', () => {
  const small = finding({ perDay: micros(24.99) });

  test('at first', () => {
    expect(decide({ found: [small] })).toMatchObject([{ change: 'open', state: 'open', channel: undefined }]);
  });

  test('a drop is measured by its size', () => {
    expect(decide({ found: [finding({ perDay: micros(-60) })] })).toMatchObject([{ channel: 'C0ALERTS' }]);
  });

  test('until it has grown', () => {
    const active = [incident({ finding: small, announced: false, channel: undefined })];
    expect(decide({ found: [finding()], active })).toMatchObject([{ change: 'update', id: 1, channel: 'C0ALERTS' }]);
  });

  test('and what was posted is not posted again when it grows', () => {
    const [change] = decide({ found: [finding({ perDay: micros(300) })], active: [incident()] });
    expect(change).toMatchObject({ change: 'update', id: 1, channel: undefined });
  });
});

describe('what began before the bot was there is known, and never posted', () => {
  test.each([
    ['the day before', -1, 'expected', undefined],
    ['on the day', 0, 'open', 'C0ALERTS'],
    ['the day after', 1, 'open', 'C0ALERTS'],
  ])('%s', (_, days, state, channel) => {
    const installed = addDays(finding().since, -days);
    expect(decide({ found: [finding()], installed })).toMatchObject([{ change: 'open', state, channel }]);
  });

  test('not when it grows either', () => {
    const active = [incident({ state: 'expected', announced: false, channel: undefined })];
    expect(decide({ found: [finding({ perDay: micros(900) })], active })).toMatchObject([
      { change: 'update', channel: undefined },
    ]);
  });
});

describe('a finding joins the incident of its cause', () => {
  test('by its key, and keeps the first day', () => {
    const later = finding({ since: addDays(TODAY, -2), perDay: micros(140) });
    expect(decide({ found: [later], active: [incident()] })).toMatchObject([
      { change: 'update', finding: { since: finding().since, perDay: micros(140) } },
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

describe('an incident ends', () => {
  test.each([
    ['calm', 'back to usual'],
    ['withdrawn', 'withdrawn: AWS restated'],
    ['absorbed', 'counts as usual'],
  ] as const)('when its cause is %s, and says so', (standing, words) => {
    const changes = decide({ judged: [judgedOf(finding(), standing)], active: [incident()] });
    expect(changes.at(-1)).toEqual({ change: 'resolve', id: 1, note: expect.stringContaining(words) });
  });

  test('with its last figures when the cost is back to usual, and with those it was raised on when it never was', () => {
    const over = (standing: Standing) =>
      decide({ judged: [judgedOf(finding({ total: micros(900) }), standing)], active: [incident()] });
    expect(over('calm')).toMatchObject([{ change: 'update', finding: { total: micros(900) } }, { change: 'resolve' }]);
    expect(over('withdrawn')).toMatchObject([{ change: 'resolve' }]);
  });

  test.each(['calm', 'withdrawn', 'absorbed'] as const)('and what is %s opens none', (standing) => {
    expect(decide({ judged: [judgedOf(finding(), standing)] })).toEqual([]);
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
