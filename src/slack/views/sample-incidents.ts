import { addDays, type Day } from '../../domain/day.ts';
import type { Finding } from '../../domain/finding.ts';
import { BOT, type Ending, type Incident, type IncidentState, partNames } from '../../domain/incident.ts';
import { micros } from '../../domain/money.ts';
import type { Note } from '../../domain/note.ts';
import type { TimelineEntry } from '../../usecases/ports.ts';

export const ZONE = 'Europe/Berlin';
export const TODAY = '2026-11-19' as Day;
const SHOP = '444455556666';
export const NAMES = new Map([[SHOP, 'shop-prod']]);
export const at = (time: string) => new Date(`${TODAY}T${time}:00Z`);
export const DAYS = Array.from({ length: 14 }, (_, i) => addDays(TODAY, i - 14));
const DANA = 'U0DANA';
const MIRA = 'U0MIRA';

export const finding: Finding = {
  cause: `rise|${SHOP}|*`,
  kind: 'rise',
  account: SHOP,
  service: undefined,
  usageType: undefined,
  teams: undefined,
  team: undefined,
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

/** The incident of the samples, in the state it was found in. */
export const open: Incident = {
  id: 314,
  state: 'open',
  version: 0,
  finding,
  since: finding.since,
  channel: 'C0CLOUDCOSTS',
  announced: true,
  named: false,
  openedAt: at('08:00'),
  checkedAt: at('08:00'),
  askedAt: at('08:00'),
  owner: undefined,
  snooze: undefined,
  expectation: undefined,
  end: undefined,
  told: { perDay: finding.perDay, parts: partNames(finding) },
  remindedAt: undefined,
  escalatedAt: undefined,
  aws: undefined,
};

const owner = { user: DANA, by: DANA, at: at('09:12') };
const resolved = (how: Ending, by: string): Incident => ({
  ...open,
  state: 'resolved',
  owner,
  end: { how, by, at: at('12:30') },
});

/** In each state it can be in. */
export const STATES = {
  open,
  acknowledged: { ...open, state: 'acknowledged', owner },
  assigned: { ...open, state: 'acknowledged', owner: { ...owner, by: MIRA } },
  snoozed: {
    ...open,
    state: 'snoozed',
    snooze: { by: DANA, at: at('09:12'), until: new Date(`${addDays(TODAY, 1)}T08:00:00Z`) },
  },
  expected: {
    ...open,
    state: 'expected',
    expectation: { by: DANA, at: at('09:12'), reason: 'load test for Black Friday', until: addDays(TODAY, 11) },
  },
  'back to usual': resolved('calm', BOT),
  withdrawn: resolved('withdrawn', BOT),
  'counted as usual': resolved('absorbed', BOT),
  'resolved by a person': resolved('fixed', DANA),
  'a false alarm': resolved('false-alarm', DANA),
} as const satisfies Record<string, Incident & { readonly state: IncidentState }>;

export const dropped: Incident = {
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

export const moved: Incident = {
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

export const withAws: Incident = {
  ...open,
  aws: {
    id: 'a1b2c3d4',
    payer: 'main',
    since: addDays(TODAY, -3),
    impact: micros(291),
    wanted: undefined,
    sent: undefined,
  },
};

export const timeline: readonly TimelineEntry[] = [
  { at: at('08:00'), actor: BOT, what: 'found: +$97 a day since 15 Nov' },
  { at: at('08:40'), actor: MIRA, what: `assigned to ${DANA}` },
  { at: at('09:12'), actor: DANA, what: `snoozed until ${addDays(TODAY, 1)}T08:00 UTC` },
];

const perDay = micros(146);
const total = micros(464);
/** One of each thing a thread is told. */
export const NOTES: Readonly<Record<string, Note>> = {
  grew: { note: 'grew', perDay, before: micros(97), joined: [`${SHOP}/Amazon Simple Storage Service`] },
  'open again': { note: 'reopened', why: 'returned', by: BOT, perDay },
  'snooze over': { note: 'reopened', why: 'snooze-over', by: BOT, perDay },
  over: { note: 'resolved', how: 'calm', by: BOT, total, days: 6 },
  reminder: { note: 'reminder', perDay, total },
  'a mention': { note: 'escalation', to: 'S0ONCALL', perDay, total },
};
