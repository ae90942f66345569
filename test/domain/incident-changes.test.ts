import { describe, expect, test } from 'vitest';
import { addDays } from '../../src/domain/day.ts';
import { decideChanges, type Situation } from '../../src/domain/incident-changes.ts';
import { micros } from '../../src/domain/money.ts';
import { CORE, DATA, day, FLOORS, finding, incident, part, SHOP, TODAY } from './sample.ts';

const decide = (own: Partial<Situation>) =>
  decideChanges({
    found: [],
    active: [],
    series: [],
    floors: FLOORS,
    today: TODAY,
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

  test('seen at another level, it keeps its key', () => {
    const wider = finding({
      cause: `rise|${SHOP}|*`,
      service: undefined,
      parts: [part(SHOP, 'AWS Lambda'), part(SHOP, 'Amazon DynamoDB')],
    });
    expect(decide({ found: [wider], active: [incident()] })).toMatchObject([
      { change: 'update', id: 1, finding: { cause: finding().cause } },
    ]);
  });

  test.each([
    ['the other direction', finding({ cause: 'drop', kind: 'drop', perDay: micros(-100) })],
    ['another account', finding({ cause: 'other', parts: [part(CORE, 'AWS Lambda')] })],
    ['another service', finding({ cause: 'other', parts: [part(SHOP, 'EC2 - Other')] })],
  ])('%s is another cause', (_, found) => {
    expect(decide({ found: [found], active: [incident()] })).toContainEqual(
      expect.objectContaining({ change: 'open', finding: found }),
    );
  });

  test('two findings of one cause are one incident still', () => {
    const found = [finding({ perDay: micros(140) }), finding({ cause: 'another key' })];
    expect(decide({ found, active: [incident()] })).toMatchObject([{ change: 'update', id: 1 }]);
  });
});
