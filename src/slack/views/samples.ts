import { addDays, type Day } from '../../domain/day.ts';
import type { DayOne } from '../../domain/day-one.ts';
import type { Digest } from '../../domain/digest.ts';
import type { Finding } from '../../domain/finding.ts';
import type { Incident } from '../../domain/incident.ts';
import { type Micros, micros } from '../../domain/money.ts';
import type { CostReport } from '../../usecases/report-costs.ts';
import type { LogReport } from '../../usecases/search-logs.ts';
import type { View } from '../blocks.ts';
import { alertView } from './alert.ts';
import { costView } from './cost.ts';
import { dayOneView } from './day-one.ts';
import { digestView } from './digest.ts';
import { homeView } from './home.ts';
import { logsView } from './logs.ts';

const ZONE = 'Europe/Berlin';
const TODAY = '2026-11-19' as Day;
const SHOP = '444455556666';
const NAMES = new Map([[SHOP, 'shop-prod']]);
const at = (time: string) => new Date(`${TODAY}T${time}:00Z`);
const DAYS = Array.from({ length: 14 }, (_, i) => addDays(TODAY, i - 14));

const finding: Finding = {
  cause: `rise|${SHOP}|*`,
  kind: 'rise',
  account: SHOP,
  service: undefined,
  usageType: undefined,
  teams: undefined,
  since: addDays(TODAY, -4),
  through: addDays(TODAY, -1),
  perDay: micros(97),
  now: micros(343),
  usual: micros(246),
  spread: micros(4),
  total: micros(318),
  parts: [
    { account: SHOP, service: 'AWS Lambda', now: micros(84), usual: micros(48) },
    { account: SHOP, service: 'Amazon DynamoDB', now: micros(116), usual: micros(90) },
    { account: SHOP, service: 'EC2 - Other', now: micros(93), usual: micros(74) },
  ],
  chart: DAYS.map((day, i) => ({
    day,
    actual: micros(i < 10 ? 245 + i : 343 - i),
    usual: micros(246),
    partial: i === 13,
  })),
  rule: '$343 on Saturday 14 Nov where $246 ± 4 is usual for a Saturday; 3 services; since 15 Nov',
  currency: 'USD',
  metric: 'net_amortized',
  historyDays: 107,
};

const open: Incident = {
  id: 314,
  state: 'open',
  finding,
  since: finding.since,
  channel: 'C0CLOUDCOSTS',
  announced: true,
  openedAt: at('08:00'),
  checkedAt: at('08:00'),
  acknowledged: undefined,
  resolvedAt: undefined,
};
const acknowledged: Incident = { ...open, state: 'acknowledged', acknowledged: { by: 'U0DANA', at: at('09:12') } };
const resolved: Incident = { ...acknowledged, state: 'resolved', resolvedAt: at('12:30') };
const dropped: Incident = {
  ...open,
  finding: {
    ...finding,
    kind: 'drop',
    service: 'AWS Lambda',
    perDay: micros(-36),
    now: micros(12),
    usual: micros(48),
    total: micros(-72),
    parts: finding.parts.slice(0, 1),
  },
};

const moved: Incident = {
  ...open,
  finding: {
    ...finding,
    kind: 'moved',
    service: 'Amazon Elastic Compute Cloud - Compute',
    teams: { from: 'platform', to: ['payments', 'search'] },
    perDay: micros(153),
    now: micros(232),
    usual: micros(97),
    total: micros(305),
    parts: finding.parts.slice(0, 1),
    rule: "56 % of the account's cost bore the tag on Saturday 14 Nov where 79 % is usual, and the account itself stayed as it was; since 13 Nov",
  },
};

const digest: Digest = {
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
      acknowledgedBy: 'U0DANA',
      small: false,
    },
  ],
  checked: { accounts: 6, at: at('06:40').toISOString() },
  troubles: ['#search undeliverable: The bot is not in the channel. Invite it: /invite @billhook'],
  chart: DAYS.map((day, i) => ({ day, actual: micros(3100 + 40 * (i % 5)), usual: micros(3180), partial: i === 13 })),
};

const dayOne: DayOne = {
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

const report: CostReport = {
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

const logs: LogReport = {
  functionName: 'orders-poller',
  group: { name: '/aws/lambda/orders-poller', account: SHOP, region: 'us-east-1' },
  question: { functionName: 'orders-poller', windowMs: 900_000, windowLabel: '15m', pattern: 'ERROR' },
  from: at('08:00'),
  to: at('08:15'),
  lines: [
    { id: '1', at: at('08:01'), text: 'INFO\tpoll start version=v42' },
    { id: '2', at: at('08:02'), text: 'ERROR\tpartner answered 503 <retry> & gave up' },
  ],
  complete: true,
  hidden: 1,
  zone: ZONE,
};

/** One of each kind of message the bot can post, by name: for the gallery, for doctor, and to see a change in looks at a glance. */
export function samples(): ReadonlyMap<string, View> {
  const alert = (incident: Incident) => alertView({ incident, accountNames: NAMES, zone: ZONE });
  return new Map<string, View>([
    ['Alert, open', alert(open)],
    ['Alert, acknowledged', alert(acknowledged)],
    ['Alert, resolved', alert(resolved)],
    ['Alert, a drop', alert(dropped)],
    ['Alert, cost that moved', alert(moved)],
    ['Digest', digestView(digest, ZONE)],
    [
      'Digest, after a failed read',
      digestView(
        {
          ...digest,
          covered: [],
          soFar: undefined,
          incidents: [],
          movers: [],
          troubles: ['account/service could not be read: AWS is throttling ce:GetCostAndUsage'],
        },
        ZONE,
      ),
    ],
    ['Day one', dayOneView(dayOne)],
    ['/cost', costView(report, ZONE)],
    ['/logs', logsView(logs)],
    ['/logs, nothing found', logsView({ ...logs, lines: [], hidden: 0 })],
    ['Home', homeView([acknowledged, dropped], NAMES)],
  ]);
}
