import { describe, expect, test } from 'vitest';
import { addDays } from '../../../src/domain/day.ts';
import type { Incident } from '../../../src/domain/incident.ts';
import { micros } from '../../../src/domain/money.ts';
import { plainText } from '../../../src/slack/plain-text.ts';
import { alertView } from '../../../src/slack/views/alert.ts';
import { chartOf, finding, TODAY } from '../../domain/sample.ts';
import { day } from '../../store/fixtures.ts';
import { acknowledged, assigned, DANA, expected, MIRA, NAMES, open, over, snoozed, ZONE } from '../incidents.ts';

const show = (incident: Incident) => alertView({ incident, accountNames: NAMES, zone: ZONE });
const actionsOf = (incident: Incident) => show(incident).blocks.find(({ type }) => type === 'actions');

test('the first line says what, how much a day and a month, and whether someone has it', () => {
  expect(show(open).text).toMatch(/shop-prod AWS Lambda.*\$100.*a day.*\$3,0\d\d a month.*Nobody has it\.$/);
});

test('it says since when and for how long, where with the id, now against usual, so far, the rule, and how fresh the bill is', () => {
  const words = plainText(show(open));
  for (const part of [
    /Fri 13 Nov/,
    /4 days so far, still running/,
    /shop-prod \(444455556666\)/,
    /\$200.*usual \$100.*\+100 %/,
    /Cost so far \$400/,
    /a rule/,
    /bill as of 16 Nov/,
    /#314/,
  ])
    expect(words).toMatch(part);
});

describe('who has it, with who did it and when', () => {
  test.each<[string, Incident, RegExp, RegExp]>([
    ['open', open, /Nobody has it\.$/, /Open; nobody has had it since 18 Nov 10:00 CET/],
    ['taken', acknowledged, /<@U0DANA> has it\.$/, /Acknowledged by <@U0DANA> at 18 Nov 10:00 CET/],
    [
      'given',
      assigned,
      /<@U0DANA> has it, given by <@U0MIRA>\.$/,
      /Given to <@U0DANA> by <@U0MIRA> at 18 Nov 10:00 CET/,
    ],
    [
      'snoozed',
      snoozed,
      /Snoozed until Thu 19 Nov 09:00 CET by <@U0DANA>\.$/,
      /Snoozed by <@U0DANA> at 18 Nov 10:00 CET/,
    ],
    [
      'snoozed by another than who has it',
      { ...snoozed, owner: { user: MIRA, by: MIRA, at: open.askedAt } },
      /by <@U0DANA>; <@U0MIRA> has it\.$/,
      /Snoozed by <@U0DANA>/,
    ],
    [
      'expected',
      expected,
      /Expected until 30 Nov by <@U0DANA>: load test\.$/,
      /Marked as expected by <@U0DANA> at 18 Nov/,
    ],
  ])('%s', (_, incident, first, line) => {
    expect(show(incident).text).toMatch(first);
    expect(plainText(show(incident))).toMatch(line);
  });

  test('what is expected without an end is expected for good', () => {
    const forGood = { by: DANA, at: open.askedAt, reason: 'new tier', until: undefined };
    expect(show({ ...expected, expectation: forGood }).text).toMatch(/Expected for good by <@U0DANA>: new tier\.$/);
  });
});

describe('the end, with what it cost in all', () => {
  test.each<[Parameters<typeof over>[0], RegExp]>([
    ['calm', /is back to usual for two full days\. It cost \$400 in all\.$/],
    ['withdrawn', /is withdrawn: AWS restated.*It had been put at \$400\.$/],
    ['absorbed', /has lasted a month and counts as usual from now on\. It cost \$400 in all\.$/],
    ['fixed', /is resolved by <@U0DANA>\. It cost \$400 in all\.$/],
    ['false-alarm', /was called a false alarm by <@U0DANA>\. It cost \$400 in all\.$/],
  ])('%s', (how, first) => {
    expect(show(over(how)).text).toMatch(first);
    expect(show(over(how)).text).not.toContain('has it');
  });
});

test('what is over says for how many days it was there, without those it was only watched for after', () => {
  const through = addDays(TODAY, 3);
  const since = addDays(TODAY, -4);
  const found = finding({ through, chart: chartOf(addDays(TODAY, 4), since, 100, addDays(TODAY, 1)) });
  expect(plainText(show({ ...open, finding: found }))).toContain('8 days so far, still running');
  expect(plainText(show({ ...over('calm'), finding: found }))).toMatch(/Fri 13 Nov \(UTC\), for 6 days/);
});

test('AWS’s own finding of it is named with its count', () => {
  const aws = {
    id: 'a',
    payer: 'main',
    since: day('2026-11-14'),
    impact: micros(380),
    wanted: undefined,
    sent: undefined,
  };
  expect(plainText(show({ ...open, aws }))).toContain('AWS Cost Anomaly Detection has it too: $380 since 14 Nov');
});

describe('what can be done with it', () => {
  const offered = (incident: Incident) => {
    const block = actionsOf(incident);
    return block?.type === 'actions' ? block.elements.map((one) => ('action_id' in one ? one.action_id : '')) : [];
  };

  test.each<[string, Incident, string[]]>([
    ['open', open, ['acknowledge', 'incident-logs', 'snooze', 'assign', 'expect', 'more']],
    ['acknowledged', acknowledged, ['unacknowledge', 'incident-logs', 'snooze', 'assign', 'expect', 'more']],
    ['snoozed', snoozed, ['acknowledge', 'wake', 'incident-logs', 'snooze', 'assign', 'expect', 'more']],
    ['expected', expected, ['unexpect', 'expect', 'more']],
    ['resolved by a person', over('fixed'), ['reopen', 'details']],
    ['resolved by Billhook', over('calm'), ['details']],
  ])('%s', (_, incident, ids) => {
    expect(offered(incident)).toEqual(ids);
    expect(show(incident).blocks.length).toBeLessThanOrEqual(8);
  });

  test('the block names the incident and its version, so that a menu, which has no value, knows what it is about', () => {
    expect(actionsOf(open)).toMatchObject({ block_id: 'incident:314:7' });
  });

  test('the menus offer the lengths of a snooze, and resolving, the false alarm and the details', () => {
    expect(actionsOf(open)).toMatchObject({
      elements: [
        { text: { text: 'Acknowledge' }, style: 'primary', value: '314' },
        { text: { text: 'Logs' } },
        { type: 'static_select', options: ['1h', '4h', 'tomorrow', '7d'].map((value) => ({ value })) },
        { type: 'users_select' },
        { text: { text: 'Expected…' } },
        { type: 'overflow', options: ['resolve', 'false-alarm', 'details'].map((value) => ({ value })) },
      ],
    });
  });
});
