import { describe, expect, test } from 'vitest';
import { readSettings, type Settings } from '../src/config-file.ts';
import { micros } from '../src/domain/money.ts';

const CHANNELS = 'channels: { alerts: "#cloud-costs" }\n';

/** The example of the design's Interface section, whole. */
const EXAMPLE = `timezone: Europe/Berlin          # default UTC
channels: { alerts: "#cloud-costs", digest: "#cloud-costs" }   # names or ids; names are resolved to ids at start
digest: { at: "09:00", days: weekdays }
aws:                             # all optional: by default the credentials' own account is payer and only account
  payers: [{ name: main, role: "arn:aws:iam::111111111111:role/billhook-cost", externalId: "…" }]
  accountRole: "arn:aws:iam::{account}:role/billhook-read"     # logs, metrics, trails of member accounts
costs: { metric: amortized, teamBy: { tag: team }, backfillBudget: 10, requestsPerDay: 100 }
alerts: { minImpact: 25 }        # a day, in the bill's currency; see "Incidents" for what is added to it
teams:
  payments: { channel: "#payments", accounts: ["111122223333"], monthlyBudget: 12000 }
logs:
  regions: [us-east-1]
  allow:
    - { channels: ["#ops"], usergroups: [], functions: ["*"] }
`;

function settings(text: string): Settings {
  const read = readSettings(text);
  if ('faults' in read) throw new Error(read.faults.join('\n'));
  return read.settings;
}

test('the example of the design is accepted as it stands', () => {
  expect(settings(EXAMPLE)).toEqual({
    timezone: 'Europe/Berlin',
    channels: { alerts: '#cloud-costs', digest: '#cloud-costs' },
    digest: { at: '09:00', days: 'weekdays' },
    aws: {
      payers: [{ name: 'main', role: 'arn:aws:iam::111111111111:role/billhook-cost', externalId: '…' }],
      accountRole: 'arn:aws:iam::{account}:role/billhook-read',
    },
    costs: { metric: 'amortized', teamBy: { tag: 'team' }, backfillBudget: micros(10), requestsPerDay: 100 },
    alerts: {
      minImpact: micros(25),
      sensitivity: 'normal',
      overrides: [],
      remindAbove: micros(250),
      awsFeedback: false,
    },
    workingHours: { days: 'weekdays', from: '09:00', to: '17:00' },
    teams: { payments: { channel: '#payments', accounts: ['111122223333'], monthlyBudget: micros(12_000) } },
    logs: { regions: ['us-east-1'], allow: [{ channels: ['#ops'], usergroups: [], functions: ['*'] }], redact: [] },
  });
});

test('what is left out has the defaults of the design, and nobody may read logs', () => {
  expect(settings(CHANNELS)).toMatchObject({
    timezone: 'UTC',
    aws: { payers: [] },
    costs: { backfillBudget: micros(10), requestsPerDay: 100 },
    alerts: { minImpact: micros(25), sensitivity: 'normal', overrides: [] },
    teams: {},
    logs: { allow: [] },
  });
});

describe('other spellings that are right', () => {
  test.each([
    'channels: { alerts: C0123ABCD, digest: G0123ABCD }',
    `${CHANNELS}digest: { at: 23:59, days: [mon, thu] }`,
    `${CHANNELS}digest: { days: daily }`,
    `${CHANNELS}costs: { teamBy: accounts, metric: net_amortized }`,
    `${CHANNELS}costs: { teamBy: { category: Team }, backfillBudget: 0 }`,
    `${CHANNELS}logs: { regions: [eu-central-1, us-gov-west-1], allow: [{ usergroups: [S0123ABCD], functions: [a*] }] }`,
    `${CHANNELS}aws: { accountRole: "arn:aws-us-gov:iam::{account}:role/path/billhook" }`,
  ])('%s', (text) => {
    expect(settings(text).channels.alerts).toMatch(/^(#cloud-costs|C0123ABCD)$/);
  });
});

describe('working hours', () => {
  test('are nine to five on weekdays where nothing is said', () => {
    expect(settings(CHANNELS).workingHours).toEqual({ days: 'weekdays', from: '09:00', to: '17:00' });
  });

  test('that end before they begin are a fault with a right example', () => {
    const read = readSettings(`${CHANNELS}workingHours: { from: "18:00", to: "09:00" }`);
    expect('faults' in read && read.faults.join()).toMatch(/workingHours: must be hours whose end .*from: "09:00"/);
  });
});

describe('alerts', () => {
  test('take a sensitivity, and overrides for accounts and services', () => {
    const { alerts } = settings(
      `${CHANNELS}alerts: { sensitivity: high, overrides: [{ account: "444455556666", sensitivity: low }, { service: AWS Glue, minImpact: 100 }] }`,
    );
    expect(alerts).toMatchObject({
      minImpact: micros(25),
      sensitivity: 'high',
      overrides: [
        { account: '444455556666', sensitivity: 'low' },
        { service: 'AWS Glue', minImpact: micros(100) },
      ],
    });
  });

  test.each([
    ['sensitivity: medium', /alerts\.sensitivity: must be low, normal or high/],
    ['overrides: [{ minImpact: 10 }]', /alerts\.overrides\[0\]: must be for an account or a service, or both/],
    ['overrides: [{ service: AWS Glue }]', /alerts\.overrides\[0\]: must be a minImpact or a sensitivity, or both/],
    ['overrides: [{ account: 444455556666, sensitivity: low }]', /an account id of 12 digits, in quotes/],
    ['escalateTo: "@dana"', /alerts\.escalateTo: must be the id of a person such as U0123ABCD, or of a user group/],
    ['remindAbove: -1', /alerts\.remindAbove: must be an amount a day, not below 0/],
    ['awsFeedback: yes', /alerts\.awsFeedback: must be true or false/],
  ])('%s is a fault, named with its line', (text, words) => {
    const read = readSettings(`${CHANNELS}alerts: { ${text} }`);
    expect('faults' in read && read.faults.join()).toMatch(words);
  });
});

describe('patterns to hide', () => {
  test('are taken as they are written', () => {
    const { logs } = settings(`${CHANNELS}logs: { redact: [{ name: customer number, pattern: '\\bCUST-\\d{6}\\b' }] }`);
    expect(logs.redact).toEqual([{ name: 'customer number', pattern: '\\bCUST-\\d{6}\\b' }]);
  });

  test.each([
    ['{ name: x, pattern: "[a" }', /logs\.redact\[0\]\.pattern: must be a pattern in RE2's syntax.*missing closing \]/],
    [
      '{ name: x, pattern: "(a)\\\\1" }',
      /logs\.redact\[0\]\.pattern: must be a pattern in RE2's syntax, without look-around/,
    ],
    ['{ name: x, pattern: "x*" }', /must be a pattern that never matches the empty text/],
    ['{ name: x, pattern: "" }', /must be a pattern that never matches the empty text/],
    [
      '{ name: x, pattern: ".+" }',
      /must be a pattern that leaves ordinary lines readable; this one hides most of "START/,
    ],
    ['{ name: x, pattern: "(a{30}){30}" }', /must be a smaller pattern, with smaller repeat counts/],
    ['{ name: "a]", pattern: "abc" }', /logs\.redact\[0\]\.name: must be a name of letters, digits/],
    ['{ pattern: "abc" }', /logs\.redact\[0\]\.name: must be what its finds are called/],
    ['{ name: x }', /logs\.redact\[0\]\.pattern: must be a pattern in quotes/],
  ])('%s is a fault, named with its line', (entry, words) => {
    const read = readSettings(`${CHANNELS}logs:\n  redact:\n    - ${entry}\n`);
    expect('faults' in read && read.faults).toEqual([expect.stringMatching(words)]);
    expect('faults' in read && read.faults[0]).toMatch(/^line 4: /);
  });
});
