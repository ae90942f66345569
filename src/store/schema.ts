import { index, integer, primaryKey, real, sql, sqliteTable, text, uniqueIndex } from './drizzle.ts';

// Instants are milliseconds since 1970 (UTC), days `YYYY-MM-DD`, money whole micro-units of its currency.
// After `npm run migrations` add STRICT (and WITHOUT ROWID where the key is the row) by hand: drizzle-kit writes neither.

const money = {
  unblended: integer().notNull(),
  amortized: integer().notNull(),
  netAmortized: integer('net_amortized').notNull(),
};

/** The ledger: a day's figures under the two keys of a cut. WITHOUT ROWID: the key is nearly all of the row. */
export const dailyCosts = sqliteTable(
  'daily_costs',
  {
    payer: text().notNull(),
    cut: text().notNull(),
    keyA: text('key_a').notNull(),
    keyB: text('key_b').notNull(),
    day: text().notNull(),
    ...money,
    usage: real().notNull(),
    usageUnit: text('usage_unit').notNull(),
    currency: text().notNull(),
    estimated: integer({ mode: 'boolean' }).notNull(),
    readAt: integer('read_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.payer, table.cut, table.keyA, table.keyB, table.day] }),
    index('daily_costs_by_key_b').on(table.cut, table.keyB, table.day),
    index('daily_costs_by_day').on(
      table.cut,
      table.day,
      table.keyB,
      table.currency,
      table.unblended,
      table.amortized,
      table.netAmortized,
    ),
  ],
);

/** What the last read of each UTC day showed, at lags 0 to 5: the maturity rules need what was visible when. WITHOUT ROWID. */
export const dailyCostsSeen = sqliteTable(
  'daily_costs_seen',
  {
    payer: text().notNull(),
    cut: text().notNull(),
    keyA: text('key_a').notNull(),
    keyB: text('key_b').notNull(),
    day: text().notNull(),
    lag: integer().notNull(),
    ...money,
  },
  (table) => [primaryKey({ columns: [table.payer, table.cut, table.day, table.lag, table.keyA, table.keyB] })],
);

/** Which days of a cut have been read; a day that is not here is unknown, not zero. */
export const dayReads = sqliteTable(
  'day_reads',
  {
    payer: text().notNull(),
    cut: text().notNull(),
    day: text().notNull(),
    rows: integer().notNull(),
    estimated: integer({ mode: 'boolean' }).notNull(),
    readAt: integer('read_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.payer, table.cut, table.day] })],
);

/** The total of a recent day at each read of account/service: tells when a day has settled, and how much of one is usually in. */
export const daySightings = sqliteTable(
  'day_sightings',
  {
    payer: text().notNull(),
    day: text().notNull(),
    currency: text().notNull(),
    readAt: integer('read_at').notNull(),
    ...money,
  },
  (table) => [primaryKey({ columns: [table.payer, table.day, table.currency, table.readAt] })],
);

/** The months of a cut that were read whole: the backfill's progress. */
export const cutMonths = sqliteTable(
  'cut_months',
  {
    payer: text().notNull(),
    cut: text().notNull(),
    month: text().notNull(),
    readAt: integer('read_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.payer, table.cut, table.month] })],
);

/** Names of linked accounts, as Cost Explorer gives them. */
export const accounts = sqliteTable('accounts', {
  id: text().primaryKey(),
  payer: text().notNull(),
  name: text().notNull(),
});

/** Every paid request, failed ones (which are free) included. */
export const paidRequests = sqliteTable(
  'paid_requests',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    at: integer().notNull(),
    day: text().notNull(),
    payer: text().notNull(),
    operation: text().notNull(),
    cut: text().notNull(),
    purpose: text().notNull(),
    cost: integer().notNull(),
    failure: text(),
  },
  (table) => [index('paid_requests_by_day').on(table.day)],
);

/** How the last read of each cut went, so that a failure is told and never taken for quiet. */
export const cutReads = sqliteTable(
  'cut_reads',
  {
    payer: text().notNull(),
    cut: text().notNull(),
    succeededAt: integer('succeeded_at'),
    failedAt: integer('failed_at'),
    failure: text(),
  },
  (table) => [primaryKey({ columns: [table.payer, table.cut] })],
);

/** Small things the bot must remember: a name, a JSON value. */
export const memory = sqliteTable('memory', {
  name: text().primaryKey(),
  value: text().notNull(),
});

/** One row a cause. Of the incidents that are not over, one at most has a given cause. */
export const incidents = sqliteTable(
  'incidents',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    cause: text().notNull(),
    state: text().notNull(),
    version: integer().notNull().default(0),
    finding: text().notNull(),
    since: text().notNull(),
    perDay: integer('per_day').notNull(),
    channel: text(),
    announced: integer({ mode: 'boolean' }).notNull(),
    named: integer({ mode: 'boolean' }).notNull().default(false),
    openedAt: integer('opened_at').notNull(),
    checkedAt: integer('checked_at').notNull(),
    resolvedAt: integer('resolved_at'),
    /** Owner, snooze, expectation, end and reminders as JSON; instants are milliseconds. */
    life: text().notNull().default('{}'),
  },
  (table) => [
    uniqueIndex('incidents_one_a_cause').on(table.cause).where(sql`state <> 'resolved'`),
    index('incidents_by_state').on(table.state),
  ],
);

/** Every change of an incident: who, what, when. */
export const incidentTimeline = sqliteTable(
  'incident_timeline',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    incidentId: integer('incident_id')
      .notNull()
      .references(() => incidents.id),
    at: integer().notNull(),
    actor: text().notNull(),
    what: text().notNull(),
  },
  (table) => [index('incident_timeline_by_incident').on(table.incidentId)],
);

/** What is to be said in Slack, written with what it announces and sent from here. */
export const outbox = sqliteTable(
  'outbox',
  {
    /** Also the delivery_id in the message's metadata, by which it is found again. */
    id: text().primaryKey(),
    /** Names the Slack message: posts and edits of one message share it. */
    subject: text().notNull(),
    action: text().notNull(),
    channel: text().notNull(),
    /** The subject of the message in whose thread it goes. */
    thread: text(),
    message: text().notNull(),
    state: text().notNull(),
    createdAt: integer('created_at').notNull(),
    notBefore: integer('not_before').notNull(),
    attempts: integer().notNull(),
    /** When the last attempt that may have reached Slack began (real time). */
    attemptedAt: integer('attempted_at'),
    /** Names the last attempt, so that one that reports late is not heard. */
    token: text(),
    ts: text(),
    failure: text(),
    /** Since when Slack refuses it (real time). */
    failingSince: integer('failing_since'),
  },
  (table) => [
    index('outbox_by_state').on(table.state, table.notBefore),
    uniqueIndex('outbox_one_post_a_subject').on(table.subject).where(sql`action = 'post'`),
    uniqueIndex('outbox_one_waiting_edit_a_subject')
      .on(table.subject)
      .where(sql`action = 'edit' and state = 'waiting'`),
  ],
);

/** Until when Slack asked us to leave a channel alone (Retry-After, real time). */
export const channelPauses = sqliteTable('channel_pauses', {
  channel: text().primaryKey(),
  until: integer().notNull(),
});

/** A run of a job: of each slot one row, so that nothing runs twice. */
export const jobSlots = sqliteTable(
  'job_slots',
  {
    job: text().notNull(),
    slot: text().notNull(),
    state: text().notNull(),
    attempts: integer().notNull(),
    notBefore: integer('not_before').notNull(),
    startedAt: integer('started_at').notNull(),
    finishedAt: integer('finished_at'),
    outcome: text(),
  },
  (table) => [primaryKey({ columns: [table.job, table.slot] })],
);

/** A function's settings as the hourly look found them: a row a change, last seen so at `seen_at`. */
export const functionSnapshots = sqliteTable(
  'function_snapshots',
  {
    /** Empty for the bot's own account. */
    account: text().notNull(),
    region: text().notNull(),
    name: text().notNull(),
    takenAt: integer('taken_at').notNull(),
    seenAt: integer('seen_at').notNull(),
    /** JSON: names of environment variables with salted hashes, never values. */
    settings: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.account, table.region, table.name, table.takenAt] })],
);
