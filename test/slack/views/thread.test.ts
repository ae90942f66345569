import { describe, expect, test } from 'vitest';
import { BOT, type Incident } from '../../../src/domain/incident.ts';
import { micros } from '../../../src/domain/money.ts';
import type { Note } from '../../../src/domain/note.ts';
import { plainText } from '../../../src/slack/plain-text.ts';
import { detailsView } from '../../../src/slack/views/details.ts';
import { noteView } from '../../../src/slack/views/note.ts';
import { finding, part, SHOP } from '../../domain/sample.ts';
import { at, day } from '../../store/fixtures.ts';
import { acknowledged, DANA, MIRA, NAMES, open, ZONE } from '../incidents.ts';

const perDay = micros(150);
const total = micros(620);
const say = (note: Note, incident: Incident = open) => noteView({ note, incident, accountNames: NAMES }).text;

describe('a note in the thread begins with what it is', () => {
  test.each<[string, Note, RegExp]>([
    [
      'growth',
      { note: 'grew', perDay, before: micros(100), joined: [`${SHOP}/Amazon Simple Storage Service`] },
      /^Grew to \$150 a day from \$100; Amazon Simple Storage Service in shop-prod joined\. \$400 so far\.$/,
    ],
    [
      'another part without growth',
      { note: 'grew', perDay, before: micros(160), joined: ['9/A', '9/B', '9/C', '9/D'] },
      /^Spread, at \$150 a day; A in 9, B in 9, C in 9 and 1 more joined\./,
    ],
    [
      'the cost that is back',
      { note: 'reopened', why: 'returned', by: BOT, perDay },
      /^Open again: the cost is back, at \$150 a day\. Nobody has it\.$/,
    ],
    [
      'a mend that did not hold',
      { note: 'reopened', why: 'still-running', by: BOT, perDay },
      /^Open again: a day after it was resolved the cost is still there, at \$150/,
    ],
    [
      'a false alarm that is another size by now',
      { note: 'reopened', why: 'outgrown', by: BOT, perDay },
      /^Open again: it was called a false alarm, and is another size now, at \$150 a day\. Nobody has it\.$/,
    ],
    [
      'the end of what was expected',
      { note: 'reopened', why: 'expectation-over', by: BOT, perDay },
      /^Open again: the time it was expected for is over/,
    ],
    [
      'a person’s second thoughts',
      { note: 'reopened', why: 'by-hand', by: MIRA, perDay },
      /^Opened again by <@U0MIRA>, at \$150 a day/,
    ],
    [
      'the end',
      { note: 'resolved', how: 'calm', by: BOT, total, days: 6 },
      /^Resolved: the cost is back to usual for two full days\. It cost \$620 in all, over 6 days\.$/,
    ],
    [
      'a withdrawal',
      { note: 'resolved', how: 'withdrawn', by: BOT, total, days: 1 },
      /^Withdrawn: AWS restated.*put at \$620, over 1 day\.$/,
    ],
    [
      'what counts as usual',
      { note: 'resolved', how: 'absorbed', by: BOT, total, days: 31 },
      /^Resolved: it has lasted a month/,
    ],
    [
      'a mend',
      { note: 'resolved', how: 'fixed', by: DANA, total, days: 6 },
      /^Resolved by <@U0DANA>\. It cost \$620 in all, over 6 days\. .*opens again/,
    ],
    [
      'a false alarm',
      { note: 'resolved', how: 'false-alarm', by: DANA, total, days: 6 },
      /^Called a false alarm by <@U0DANA>: not raised again for 90 days, unless it is twice as large/,
    ],
    [
      'a reminder',
      { note: 'reminder', perDay, total },
      /^Nobody has this yet: \$150 a day, \$620 so far\. Acknowledge, assign or mark/,
    ],
    ['a mention of a person', { note: 'escalation', to: MIRA, perDay, total }, /^<@U0MIRA> nobody has this yet/],
    [
      'a mention of a group',
      { note: 'escalation', to: 'S0ONCALL', perDay, total },
      /^<!subteam\^S0ONCALL> nobody has this yet/,
    ],
    ['a last word where nobody is named', { note: 'escalation', to: undefined, perDay, total }, /^Nobody has this yet/],
  ])('%s', (_, note, words) => {
    expect(say(note)).toMatch(words);
  });

  test('of less cost it says less, and what it spared', () => {
    const less = { ...open, finding: finding({ kind: 'drop', perDay: micros(-36), total: micros(-72) }) };
    expect(say({ note: 'reminder', perDay: micros(-36), total: micros(-72) }, less)).toMatch(
      /\$36 less a day, \$72 so far/,
    );
    expect(say({ note: 'resolved', how: 'calm', by: BOT, total: micros(-72), days: 2 }, less)).toContain(
      'It spared $72',
    );
  });

  test('who still has it when its snooze is over is mentioned', () => {
    const note: Note = { note: 'reopened', why: 'snooze-over', by: BOT, perDay };
    expect(say(note, acknowledged)).toBe('The snooze is over, and it runs at $150 a day. <@U0DANA> has it.');
  });

  test('nothing that is no id of Slack mentions anyone', () => {
    expect(say({ note: 'escalation', to: '!channel', perDay, total })).toMatch(/^!channel nobody/);
    expect(say({ note: 'escalation', to: '<!channel>', perDay, total })).toMatch(/^&lt;!channel&gt; nobody/);
  });
});

describe('the details', () => {
  const chart = [
    { day: day('2026-11-15'), actual: undefined, usual: micros(100), partial: false },
    { day: day('2026-11-16'), actual: micros(201), usual: micros(100), partial: true },
  ];
  const incident = {
    ...open,
    finding: finding({ chart, parts: [part(SHOP, 'AWS Lambda'), part(SHOP, 'EC2 - Other', 90, 60)] }),
  };
  const timeline = [
    { at: at('2026-11-18T07:00:00Z'), actor: BOT, what: 'found' },
    { at: at('2026-11-18T08:00:00Z'), actor: MIRA, what: `assigned to ${DANA}` },
    { at: at('2026-11-18T08:12:00Z'), actor: DANA, what: 'snoozed until 2026-11-19T08:00 UTC' },
  ];
  const words = (entries = timeline) =>
    plainText(detailsView({ incident, accountNames: NAMES, timeline: entries, zone: ZONE }));

  test('say what it is made of, by account and service', () => {
    expect(words()).toMatch(
      /A day {2}Usual {2}Now {2}Change\nshop-prod AWS Lambda {2}\$100 {2}\$200 {2}\+\$100\nshop-prod EC2 - Other {2}\$60 {2}\$90 {2}\+\$30/,
    );
  });

  test('say each day against its usual; what is not known or not whole is said', () => {
    expect(words()).toMatch(/Sun 15 Nov +not known +\$100\nMon 16 Nov +\$201 +\$100 {2}more to come/);
  });

  test('give the rule, the history, the metric, and how fresh the bill is', () => {
    expect(words()).toMatch(/a rule\nUsual day \$100 ± .*56 days of history\namortized USD.*bill as of Mon 16 Nov/);
  });

  test('say who did what, when, in the zone, with people by mention', () => {
    expect(words()).toMatch(
      /18 Nov 08:00 CET {2}Billhook {2}found\n18 Nov 09:00 CET {2}<@U0MIRA> {2}assigned to <@U0DANA>\n/,
    );
    expect(words()).toContain('<@U0DANA>  snoozed until Thu 19 Nov 09:00 CET');
  });

  test('keep to the last 15 things that were done, and say so', () => {
    const many = Array.from({ length: 40 }, (_, i) => ({
      at: at('2026-11-18T08:00:00Z'),
      actor: DANA,
      what: `deed ${i}.`,
    }));
    expect(words(many)).toContain('the last 15 of 40');
    expect(words(many)).toContain('deed 39.');
    expect(words(many)).not.toContain('deed 24.');
  });
});
