import { describe, expect, test } from 'vitest';
import { readSettings } from '../src/config-file.ts';

const CHANNELS = 'channels: { alerts: "#cloud-costs" }\n';

function faults(text: string): readonly string[] {
  const read = readSettings(text);
  return 'faults' in read ? read.faults : [];
}

describe('a fault is named with its line and its path', () => {
  test.each([
    ['an unknown key at the top', `${CHANNELS}team: {}`, 'line 2: team: unknown key'],
    [
      'an unknown key deep down',
      `${CHANNELS}teams:\n  payments:\n    chanel: "#x"`,
      'line 4: teams.payments.chanel: unknown key',
    ],
    [
      'an unknown key in a list',
      `${CHANNELS}logs:\n  allow:\n    - functions: ["*"]\n      channels: ["#ops"]\n      users: [ana]`,
      'line 6: logs.allow[0].users: unknown key',
    ],
    ['an empty file', '', 'line 1: channels: must be'],
    ['no channel for alerts', 'timezone: UTC\nchannels:\n  digest: "#a"', 'line 3: channels.alerts: must be a channel'],
    ['a channel without its sign', 'channels:\n  alerts: cloud-costs', 'line 2: channels.alerts: must be a channel'],
    [
      'a channel that YAML took for a comment',
      'channels:\n  alerts: #cloud-costs\n',
      'line 2: channels.alerts: must be a channel',
    ],
    ['a zone there is not', `${CHANNELS}timezone: Europe/Berln`, 'line 2: timezone: must be a time zone'],
    ['an hour there is not', `${CHANNELS}digest:\n  at: "24:00"`, 'line 3: digest.at: must be a time'],
    ['a time as a number', `${CHANNELS}digest: { at: 900 }`, 'line 2: digest.at: must be a time'],
    ['a day there is not', `${CHANNELS}digest: { days: [monday] }`, 'line 2: digest.days: must be weekdays'],
    ['no day', `${CHANNELS}digest: { days: [] }`, 'line 2: digest.days: must be at least one day'],
    [
      'an account as a number',
      `${CHANNELS}teams: { a: { accounts: [111122223333] } }`,
      'line 2: teams.a.accounts[0]: must be an account id of 12 digits, in quotes',
    ],
    [
      'an account of 11 digits',
      `${CHANNELS}teams: { a: { accounts: ["11112222333"] } }`,
      'teams.a.accounts[0]: must be an account id',
    ],
    [
      'a role that is none',
      `${CHANNELS}aws:\n  payers:\n    - name: main\n      role: billhook`,
      'line 5: aws.payers[0].role: must be a role',
    ],
    [
      'a role for one account only',
      `${CHANNELS}aws: { accountRole: "arn:aws:iam::111111111111:role/x" }`,
      'aws.accountRole: must be a role with {account}',
    ],
    [
      'a metric there is not',
      `${CHANNELS}costs:\n  metric: blended`,
      'line 3: costs.metric: must be unblended, amortized or net_amortized',
    ],
    [
      'a misspelt team key',
      `${CHANNELS}costs:\n  teamBy: { tags: team }`,
      'line 3: costs.teamBy: must be { tag: team }',
    ],
    [
      'a budget below nothing',
      `${CHANNELS}costs: { backfillBudget: -1 }`,
      'costs.backfillBudget: must be a budget in dollars, not below 0',
    ],
    ['no request a day', `${CHANNELS}costs: { requestsPerDay: 0 }`, 'costs.requestsPerDay: must be at least 1'],
    ['half a request', `${CHANNELS}costs: { requestsPerDay: 1.5 }`, 'costs.requestsPerDay: must be a whole number'],
    [
      'an amount in quotes',
      `${CHANNELS}alerts: { minImpact: "25" }`,
      'line 2: alerts.minImpact: must be an amount a day, as a number',
    ],
    [
      'a group by its name',
      `${CHANNELS}logs: { allow: [{ usergroups: [ops], functions: ["*"] }] }`,
      'logs.allow[0].usergroups[0]: must be the id of a user group',
    ],
    [
      'a line that allows nobody',
      `${CHANNELS}logs: { allow: [{ functions: ["*"] }] }`,
      'logs.allow[0]: must be at least one channel or user group',
    ],
    [
      'a line that allows nothing',
      `${CHANNELS}logs: { allow: [{ channels: ["#ops"], functions: [] }] }`,
      'logs.allow[0].functions: must be at least one function',
    ],
    ['a Region there is not', `${CHANNELS}logs: { regions: [Frankfurt] }`, 'logs.regions[0]: must be a Region'],
    ['a group that was left empty', `${CHANNELS}digest:\n`, 'line 2: digest: must be a group of settings'],
    ['a list that is none', `${CHANNELS}logs: { regions: us-east-1 }`, 'logs.regions: must be a list'],
    ['a key twice', `${CHANNELS}timezone: UTC\ntimezone: UTC`, 'line 3: '],
    [
      'a star without its quotes',
      `${CHANNELS}logs:\n  allow:\n    - { channels: ["#ops"], functions: [*] }`,
      'line 4: ',
    ],
    [
      'a star and a word without quotes',
      `${CHANNELS}logs:\n  allow:\n    - channels: ["#ops"]\n      functions: [*poller]`,
      'line 5: ',
    ],
    ['a bracket that is not closed', `${CHANNELS}digest: { at: "09:00"\n`, 'line '],
    ['a file that is no mapping', 'hello', 'line 1: '],
    ['a list for a file', '- a', 'line 1: '],
  ])('%s', (_, text, words) => {
    const found = faults(text);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(words);
    expect(found[0]).not.toMatch(/invalid|received|undefined/i);
  });
});

test('every fault is named at once', () => {
  const text = `timezone: Mars/X
channels: { alerts: "#a", alert: "#b" }
digest: { at: nine, day: daily }
teams:
  payments: { accounts: [1], owner: ana }
colour: red
`;
  expect(
    faults(text)
      .map((fault) => fault.split(': ').slice(0, 2).join(' '))
      .sort(),
  ).toEqual([
    'line 1 timezone',
    'line 2 channels.alert',
    'line 3 digest.at',
    'line 3 digest.day',
    'line 5 teams.payments.accounts[0]',
    'line 5 teams.payments.owner',
    'line 6 colour',
  ]);
});
