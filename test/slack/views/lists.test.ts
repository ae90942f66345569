import { describe, expect, test } from 'vitest';
import type { LateData } from '../../../src/domain/message.ts';
import { micros } from '../../../src/domain/money.ts';
import { plainText } from '../../../src/slack/plain-text.ts';
import { homeView } from '../../../src/slack/views/home.ts';
import { incidentsView } from '../../../src/slack/views/incidents.ts';
import { lateDataView } from '../../../src/slack/views/late-data.ts';
import { restView } from '../../../src/slack/views/rest.ts';
import type { IncidentList } from '../../../src/usecases/list-incidents.ts';
import { at, day } from '../../store/fixtures.ts';
import { acknowledged, DANA, expected, MIRA, NAMES, open, over, snoozed, ZONE } from '../incidents.ts';

const NONE: IncidentList = {
  active: [],
  feedback: [],
  troubles: [],
  readAt: at('2026-11-18T06:40:00Z'),
  failure: undefined,
  late: false,
  accountNames: NAMES,
};
const list = (more: Partial<IncidentList>) => plainText(incidentsView({ ...NONE, ...more }, ZONE));

describe('the list of incidents', () => {
  test('groups them by state, each with its size, since when, where, and who has it or why it is quiet', () => {
    const words = list({ active: [expected, acknowledged, snoozed, open] });
    expect(words).toMatch(/^Incidents: 1 open, 1 acknowledged, 1 snoozed, 1 expected\./);
    expect(words).toContain(
      '#314 shop-prod AWS Lambda +$100 a day since 13 Nov, in C0ALERTS: nobody has it'.replace(
        'C0ALERTS',
        '<#C0ALERTS>',
      ),
    );
    expect(words).toMatch(/Acknowledged\n.*: <@U0DANA> has it\n/);
    expect(words).toMatch(/Snoozed\n.*: snoozed until Thu 19 Nov 09:00 CET by <@U0DANA>\n/);
    expect(words).toMatch(/Expected\n.*: expected until 30 Nov by <@U0DANA>: load test\n/);
  });

  test('says what people’s words do to what is raised next', () => {
    const words = list({
      feedback: [
        { said: 'expected', incident: expected, by: DANA, at: at('2026-11-18T08:00:00Z') },
        { said: 'expected', incident: { ...expected, state: 'resolved' }, by: DANA, at: at('2026-11-18T08:00:00Z') },
        {
          said: 'false-alarm',
          incident: over('false-alarm'),
          by: MIRA,
          at: at('2026-11-17T08:00:00Z'),
          below: micros(200),
          until: day('2027-02-15'),
        },
      ],
    });
    expect(words).toContain(
      'expected by <@U0DANA> on 18 Nov; counts as usual from 13 Nov until 30 Nov; what goes beyond it is raised',
    );
    expect(words).toContain('expected by <@U0DANA> on 18 Nov; over by now');
    expect(words).toContain(
      'called a false alarm by <@U0MIRA> on 17 Nov; not raised again below $200 a day until 15 Feb',
    );
  });

  test('names what could not be delivered, once for each reason', () => {
    const trouble = {
      channel: 'C0SEARCH',
      reason: 'invite the bot',
      since: at('2026-11-18T06:00:00Z'),
      refused: true,
      givenUp: false,
    };
    const words = list({ troubles: [trouble, trouble, { ...trouble, givenUp: true }] });
    expect(words.match(/since 18 Nov 07:00 CET, tried again: invite the bot/g)).toHaveLength(1);
    expect(words).toContain('given up: invite the bot');
  });

  test('an empty one says when costs were last read', () => {
    expect(list({})).toBe('No incidents.\nCosts were last read at 18 Nov 07:40 CET.');
  });

  test.each<[string, Partial<IncidentList>, RegExp]>([
    ['the bill is late', { late: true }, /bill is late.*no news is not good news/],
    ['the last read failed', { failure: 'AWS is throttling' }, /The last read of costs failed: AWS is throttling/],
    ['costs were never read', { readAt: undefined }, /Not all costs have been read yet/],
  ])('is not to be taken for quiet where %s', (_, more, words) => {
    expect(list(more)).toMatch(words);
  });

  test('of more than a message holds the first stand there, and how many more is said', () => {
    expect(list({ active: Array(40).fill(open) })).toMatch(/… and \d+ more/);
  });
});

describe('the rest of a run', () => {
  test('names each with a button that asks for its message', () => {
    const view = restView(
      [
        { ...open, id: 12 },
        { ...open, id: 13 },
      ],
      NAMES,
    );
    expect(view.text).toMatch(/^2 more incidents were found in this run/);
    expect(view.blocks).toMatchObject([
      { type: 'section' },
      { accessory: { text: { text: 'Show #12' }, action_id: 'show', value: '12' } },
      { accessory: { text: { text: 'Show #13' }, action_id: 'show', value: '13' } },
    ]);
  });

  test('shows twenty, and names the command for the others', () => {
    const view = restView(
      Array.from({ length: 26 }, (_, id) => ({ ...open, id })),
      NAMES,
    );
    expect(view.blocks).toHaveLength(22);
    expect(plainText(view)).toContain('and 6 more: `/cost incidents`');
  });
});

describe('a late bill', () => {
  const late: LateData = {
    newest: day('2026-11-10'),
    reason: 'AWS denies ce:GetCostAndUsage',
    noticedAt: '2026-11-14T07:00:00Z',
    overAt: undefined,
  };

  test('says since when nothing is known, that silence is no all-clear, and why', () => {
    const words = plainText(lateDataView(late, ZONE));
    expect(words).toMatch(
      /The bill is late: the newest day is Tue 10 Nov \(UTC\)\. Cost incidents are on hold.*silence here does not mean all quiet/,
    );
    expect(words).toMatch(/The last read failed: AWS denies/);
    expect(plainText(lateDataView({ ...late, reason: undefined }, ZONE))).not.toContain('failed');
  });

  test('says once it is there again from when to when it was late', () => {
    const text = lateDataView({ ...late, overAt: '2026-11-15T07:30:00Z' }, ZONE).text;
    expect(text).toMatch(
      /^The bill is there again since Sun 15 Nov 08:30 CET; it was late from Sat 14 Nov 08:00 CET\./,
    );
  });
});

test('the Home tab shows who has what, and what is snoozed', () => {
  const words = plainText(homeView([acknowledged, snoozed, { ...open, announced: false }], NAMES, ZONE));
  expect(words).toMatch(
    /^3 incidents open\n.*<@U0DANA> has it\n.*snoozed until .* by <@U0DANA>\n.*too small to post\n/,
  );
});
