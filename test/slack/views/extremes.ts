import { addDays, daysUntil } from '../../../src/domain/day.ts';
import type { DayOne } from '../../../src/domain/day-one.ts';
import type { Digest } from '../../../src/domain/digest.ts';
import type { Incident } from '../../../src/domain/incident.ts';
import { type Micros, micros } from '../../../src/domain/money.ts';
import type { Note } from '../../../src/domain/note.ts';
import type { View } from '../../../src/slack/blocks.ts';
import { alertView } from '../../../src/slack/views/alert.ts';
import { costView } from '../../../src/slack/views/cost.ts';
import { dayOneView } from '../../../src/slack/views/day-one.ts';
import { detailsView } from '../../../src/slack/views/details.ts';
import { digestView } from '../../../src/slack/views/digest.ts';
import { homeView } from '../../../src/slack/views/home.ts';
import { incidentsView } from '../../../src/slack/views/incidents.ts';
import { lateDataView } from '../../../src/slack/views/late-data.ts';
import { noteView } from '../../../src/slack/views/note.ts';
import { restView } from '../../../src/slack/views/rest.ts';
import type { IncidentList } from '../../../src/usecases/list-incidents.ts';
import type { CostReport } from '../../../src/usecases/report-costs.ts';
import { incident as incidentOf } from '../../domain/sample.ts';
import { at, day, findingOf } from '../../store/fixtures.ts';

const HOSTILE = `<!channel> & <https://evil.example|bill> ${'𝕏'.repeat(20)} *_~\``;
const LONG = 'Amazon Something With A Very Long Name '.repeat(5);
const times = <T>(count: number, make: (i: number) => T) => Array.from({ length: count }, (_, i) => make(i));
const TODAY = day('2028-03-01');

const names = (name: string) => new Map([['111122223333', name]]);
const part = (i: number, service: string) => ({ account: `${1000 + i}`, service, now: micros(i), usual: micros(1) });

function incident(more: Partial<Incident> = {}, finding: Partial<Incident['finding']> = {}): Incident {
  return incidentOf({
    id: 314,
    version: 99_999,
    finding: findingOf('rise|a', 80, finding),
    since: day('2026-11-17'),
    channel: '#costs',
    ...more,
  });
}

const alert = (one: Incident, name = 'shop-prod') =>
  alertView({ incident: one, accountNames: names(name), zone: 'Asia/Kolkata' });
const owner = { user: 'U0DANA', by: 'U0DANA', at: at('2026-11-18T09:00:00Z') };
const expectation = { by: 'U0DANA', at: owner.at, until: undefined };
const snooze = { by: 'U0DANA', at: owner.at, until: at('2026-11-19T08:00:00Z') };
const unknownChart = daysUntil(addDays(TODAY, -14), TODAY).map((one) => ({
  day: one,
  actual: undefined,
  usual: micros(1),
  partial: false,
}));

function cost(more: Partial<CostReport>): View {
  return costView(
    {
      service: undefined,
      days: 14,
      from: addDays(TODAY, -15),
      through: addDays(TODAY, -2),
      unknownDays: 0,
      total: micros(100),
      before: micros(90),
      currency: 'USD',
      metric: 'amortized',
      lines: [],
      others: { label: '0 others', total: 0 as Micros, change: 0 as Micros, count: 0 },
      made: [],
      daily: [],
      soFar: undefined,
      incidents: [],
      credits: 0 as Micros,
      otherCurrencies: [],
      asOf: undefined,
      ...more,
    },
    'Europe/Berlin',
  );
}

const daily = (days: number, known: boolean) =>
  times(days, (i) => ({ day: addDays(TODAY, i - days), total: known ? micros(i) : undefined }));
const costLine = (label: string) => ({ label, total: micros(5e6), change: micros(-3) });

function digest(more: Partial<Digest>): View {
  return digestView(
    {
      currency: 'USD',
      metric: 'net_amortized',
      covered: [],
      soFar: undefined,
      yesterday: addDays(TODAY, -1),
      month: { through: addDays(TODAY, -2), total: 0 as Micros, unknownDays: 0 },
      budgets: [],
      movers: [],
      others: { count: 0, change: 0 as Micros },
      untagged: undefined,
      apart: [],
      incidents: [],
      checked: { accounts: 0, at: undefined },
      troubles: [],
      chart: unknownChart,
      ...more,
    },
    'America/St_Johns',
  );
}

const digestIncident = (id: number, title: string) => ({
  id,
  title,
  perDay: micros(9),
  since: TODAY,
  state: 'snoozed' as const,
  ownedBy: 'U0DANA',
  small: false,
});

const dayOne = (count: number, title: string, more: Partial<DayOne> = {}): View =>
  dayOneView({
    since: day('2027-02-01'),
    through: addDays(TODAY, -1),
    accounts: 1,
    requests: 412,
    cost: micros(4.12),
    currency: 'USD',
    replayedDays: 90,
    past: times(count, () => ({ since: TODAY, title, perDay: micros(410), days: 6 })),
    under: 2,
    post: micros(100),
    chosenBy: undefined,
    ...more,
  });

const many = times(300, (i) => part(i, LONG));
const size = { perDay: micros(150), before: micros(100) };
const aws = { id: 'a', payer: 'main', since: TODAY, impact: micros(380), wanted: undefined, sent: undefined };
const late = { newest: TODAY, reason: undefined, noticedAt: '2026-11-14T07:00:00Z', overAt: undefined };

const details = (finding: Partial<Incident['finding']>, deeds: readonly string[], name = 'shop-prod') =>
  detailsView({
    incident: incident({}, finding),
    accountNames: names(name),
    timeline: deeds.map((what) => ({ at: owner.at, actor: what, what })),
    zone: 'Europe/Berlin',
  });
const note = (one: Note) => noteView({ note: one, incident: incident(), accountNames: names(HOSTILE) });

function list(more: Partial<IncidentList>): View {
  const hostile = { service: HOSTILE };
  const expected = incident({ state: 'expected', expectation: { ...expectation, reason: HOSTILE.repeat(4) } }, hostile);
  const states = [incident({}, hostile), incident({ state: 'acknowledged', owner }, hostile), expected];
  return incidentsView(
    {
      active: [...times(100, () => states).flat(), ...times(100, () => incident({ state: 'snoozed', snooze, owner }))],
      feedback: times(300, () => ({ said: 'expected', incident: expected, by: 'U0DANA', at: owner.at })),
      troubles: times(300, (i) => ({
        channel: `#${i}`,
        reason: HOSTILE.repeat(9),
        since: owner.at,
        refused: true,
        givenUp: false,
      })),
      readAt: owner.at,
      failure: undefined,
      late: false,
      accountNames: names(HOSTILE),
      ...more,
    },
    'Europe/Berlin',
  );
}

/** Every kind of message at its extremes, by name. */
export const views: Record<string, () => View> = {
  'an alert': () => alert(incident()),
  'an alert with hostile names': () =>
    alert(
      incident(
        {},
        { service: HOSTILE, usageType: HOSTILE, rule: HOSTILE, parts: [part(1, HOSTILE), part(2, HOSTILE)] },
      ),
      HOSTILE,
    ),
  'an alert of 300 long parts': () =>
    alert(incident({}, { account: undefined, service: undefined, parts: many, rule: LONG.repeat(10) }), LONG),
  'an alert of no parts and unknown days': () =>
    alert(incident({}, { parts: [], chart: unknownChart, usual: 0 as Micros })),
  'an alert of days that are partly unknown': () =>
    alert(incident({}, { chart: [...unknownChart, ...findingOf('a', 1).chart].slice(-14) })),
  'an acknowledged drop': () => alert(incident({ state: 'acknowledged', owner }, findingOf('drop|a', -80))),
  'a snoozed alert of all there is': () =>
    alert(incident({ state: 'snoozed', owner, snooze, aws }, { usageType: LONG, parts: many, rule: LONG.repeat(10) })),
  'an alert that is expected for hostile reasons': () =>
    alert(incident({ state: 'expected', expectation: { ...expectation, reason: HOSTILE.repeat(4) } })),
  'a resolved alert': () =>
    alert(incident({ state: 'resolved', owner, end: { how: 'fixed', by: 'U0DANA', at: owner.at } })),
  'details of hostile names': () =>
    details(
      { parts: [part(1, HOSTILE)], rule: HOSTILE },
      times(3, () => HOSTILE),
      HOSTILE,
    ),
  'details of 300 long parts and a long life': () =>
    details(
      { parts: many, rule: LONG.repeat(10), account: undefined, service: undefined },
      times(300, () => HOSTILE.repeat(4)),
      LONG,
    ),
  'details of no parts and no days': () => details({ parts: [], chart: [] }, []),
  'a note of growth with hostile names': () =>
    note({ note: 'grew', ...size, joined: times(300, () => `1/${HOSTILE}`) }),
  'a note of the end': () => note({ note: 'resolved', how: 'fixed', by: HOSTILE, total: micros(5), days: 1 }),
  'a note that mentions a hostile name': () =>
    note({ note: 'escalation', to: HOSTILE, perDay: micros(5), total: micros(5) }),
  'the rest of a run of 300 hostile names': () =>
    restView(
      times(300, () => incident({}, { service: HOSTILE.repeat(3) })),
      names(HOSTILE),
    ),
  'the rest of a run of 300 long names': () =>
    restView(
      times(300, () => incident({}, { service: LONG })),
      names(LONG),
    ),
  'the rest of a run of one': () => restView([incident()], names('shop-prod')),
  'a late bill for a hostile reason': () => lateDataView({ ...late, reason: HOSTILE.repeat(40) }, 'Europe/Berlin'),
  'a bill that is there again': () =>
    lateDataView({ ...late, newest: undefined, overAt: '2026-11-20T08:00:00Z' }, 'Europe/Berlin'),
  'a list of no incidents': () => list({ active: [], feedback: [], troubles: [], readAt: undefined }),
  'a list of 300 of everything, with hostile names': () => list({ failure: HOSTILE.repeat(40), late: true }),
  'a Home tab of 300 hostile names': () =>
    homeView(
      times(300, () => incident({ state: 'snoozed', owner, snooze }, { service: HOSTILE })),
      names(HOSTILE),
      'UTC',
    ),
  'an answer on costs without a row': () => cost({ days: 7, before: undefined }),
  'an answer on costs with unknown days': () => cost({ days: 30, daily: daily(30, false), unknownDays: 30 }),
  'an answer on costs of 90 days': () =>
    cost({ days: 90, daily: daily(90, true), soFar: { day: TODAY, total: micros(1) }, asOf: owner.at }),
  'an answer on costs with as many long rows as there can be': () =>
    cost({
      service: LONG,
      lines: times(8, () => costLine(LONG)),
      others: { ...costLine(LONG), count: 300 },
      made: times(3, () => costLine(LONG)),
      daily: daily(14, true),
      incidents: times(60, (id) => ({ id, title: LONG, perDay: micros(1) })),
    }),
  'an answer on costs with hostile names': () =>
    cost({
      service: HOSTILE,
      lines: [costLine(HOSTILE), costLine('')],
      made: [costLine(HOSTILE)],
      daily: daily(14, true),
      incidents: [{ id: 1, title: HOSTILE, perDay: micros(1) }],
      otherCurrencies: ['EUR'],
    }),
  'an empty digest': () => digest({}),
  'a digest with hostile names': () =>
    digest({
      movers: [{ label: HOSTILE, change: micros(3), incident: 1 }],
      incidents: [digestIncident(1, HOSTILE)],
      troubles: [HOSTILE],
      budgets: [{ team: HOSTILE, total: micros(1), budget: micros(2) }],
      apart: [{ label: HOSTILE, total: micros(-1), currency: 'EUR' }],
    }),
  'a digest of 300 of everything': () =>
    digest({
      covered: times(14, (i) => ({
        day: addDays(TODAY, i - 16),
        total: micros(i),
        usual: { expected: micros(3), spread: micros(1) },
      })),
      movers: times(4, (i) => ({ label: LONG, change: micros(i - 2), incident: undefined })),
      incidents: times(300, (i) => digestIncident(i, LONG)),
      troubles: times(300, () => LONG),
      budgets: times(300, () => ({ team: LONG, total: micros(1), budget: micros(2) })),
    }),
  'a first message with nothing to tell': () => dayOne(0, ''),
  'a first message of 300 long alerts, chosen': () => dayOne(300, LONG, { chosenBy: 'U0DANA' }),
  'a first message with hostile names': () => dayOne(3, HOSTILE),
};
