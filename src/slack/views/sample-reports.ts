import { addDays, type Day } from '../../domain/day.ts';
import type { DayOne } from '../../domain/day-one.ts';
import type { Digest } from '../../domain/digest.ts';
import { type Micros, micros } from '../../domain/money.ts';
import type { IncidentList } from '../../usecases/list-incidents.ts';
import type { CostReport } from '../../usecases/report-costs.ts';
import { at, DAYS, finding, NAMES, STATES, TODAY } from './sample-incidents.ts';

export const digest: Digest = {
  currency: 'USD',
  metric: 'net_amortized',
  covered: [{ day: addDays(TODAY, -2), total: micros(3209), usual: { expected: micros(3210), spread: micros(111) } }],
  soFar: { day: addDays(TODAY, -1), total: micros(2989), share: 0.91 },
  yesterday: addDays(TODAY, -1),
  month: { through: addDays(TODAY, -2), total: micros(49_173), unknownDays: 0 },
  budgets: [{ team: 'payments', total: micros(7100), budget: micros(12_000) }],
  movers: [
    { label: 'data-prod Amazon Elastic MapReduce', change: micros(410), incident: undefined },
    { label: 'shop-prod AWS Lambda', change: micros(36), incident: 314 },
    { label: 'search-staging Amazon OpenSearch Service', change: micros(-208), incident: undefined },
  ],
  others: { count: 57, change: micros(-51) },
  untagged: { total: micros(225), share: 0.07 },
  apart: [
    { label: 'tax', total: micros(7016), currency: 'USD' },
    { label: 'credits', total: micros(-1250), currency: 'USD' },
  ],
  incidents: [
    {
      id: 314,
      title: 'shop-prod: Lambda, DynamoDB and 1 more',
      perDay: micros(97),
      since: finding.since,
      state: 'acknowledged',
      ownedBy: 'U0DANA',
      small: false,
    },
  ],
  checked: { accounts: 6, at: at('06:40').toISOString() },
  troubles: ['#search undeliverable: The bot is not in the channel. Invite it: /invite @billhook'],
  chart: DAYS.map((day, i) => ({ day, actual: micros(3100 + 40 * (i % 5)), usual: micros(3180), partial: i === 13 })),
};

export const dayOne: DayOne = {
  since: '2025-10-01' as Day,
  through: addDays(TODAY, -1),
  accounts: 6,
  requests: 181,
  cost: micros(1.81),
  currency: 'USD',
  replayedDays: 90,
  past: [
    {
      since: addDays(TODAY, -12),
      title: 'core-prod: Elastic Compute Cloud - Compute, Lambda and 9 more',
      perDay: micros(-796),
      days: 3,
    },
    {
      since: addDays(TODAY, -18),
      title: 'search-staging: Lambda, Simple Queue Service and 1 more',
      perDay: micros(56),
      days: 7,
    },
  ],
  under: 0,
  post: micros(25),
  chosenBy: undefined,
};

export const report: CostReport = {
  service: 'AWS Lambda',
  days: 14,
  from: addDays(TODAY, -15),
  through: addDays(TODAY, -2),
  unknownDays: 0,
  total: micros(2748),
  before: micros(2682),
  currency: 'USD',
  metric: 'net_amortized',
  lines: [
    { label: 'core-prod', total: micros(1545), change: micros(161) },
    { label: 'shop-prod', total: micros(736), change: micros(87) },
  ],
  others: { label: '4 others', count: 4, total: micros(467), change: micros(-182) },
  made: [{ label: 'Lambda-GB-Second', total: micros(2027) }],
  daily: DAYS.map((day, i) => ({ day, total: micros(180 + (i > 9 ? 36 : 0)) })),
  soFar: { day: addDays(TODAY, -1), total: micros(174) },
  incidents: [{ id: 314, title: 'shop-prod: Lambda, DynamoDB and 1 more', perDay: micros(36) }],
  credits: 0 as Micros,
  otherCurrencies: [],
  asOf: at('06:40'),
};

export const list: IncidentList = {
  active: [
    STATES.open,
    { ...STATES.acknowledged, id: 315 },
    { ...STATES.snoozed, id: 316 },
    { ...STATES.expected, id: 317 },
  ],
  feedback: [
    { said: 'expected', incident: { ...STATES.expected, id: 317 }, by: 'U0DANA', at: at('09:12') },
    {
      said: 'false-alarm',
      incident: { ...STATES['a false alarm'], id: 309 },
      by: 'U0MIRA',
      at: at('10:00'),
      below: micros(194),
      until: addDays(TODAY, 90),
    },
  ],
  troubles: [
    {
      channel: 'C0SEARCH',
      reason: 'The bot is not in the channel. Invite it: /invite @billhook',
      since: at('07:00'),
      refused: true,
      givenUp: false,
    },
  ],
  readAt: at('06:40'),
  failure: undefined,
  late: false,
  accountNames: NAMES,
};
