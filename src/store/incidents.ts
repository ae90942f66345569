import { and, asc, eq, ne } from 'drizzle-orm';
import type { Day } from '../domain/day.ts';
import type { Finding } from '../domain/finding.ts';
import type { Incident, IncidentState } from '../domain/incident.ts';
import type { IncidentChange } from '../domain/incident-changes.ts';
import { incidentSubject } from '../domain/message.ts';
import type { Incidents } from '../usecases/ports.ts';
import type { Store } from './database.ts';
import { hasPost, put, withdraw } from './outbox.ts';
import { incidents, incidentTimeline } from './schema.ts';

const BOT = 'billhook';

/** Incidents, their timeline and what is said of them: one transaction for what belongs together. */
export function createIncidents(store: Store): Incidents {
  return {
    async active() {
      return store
        .select()
        .from(incidents)
        .where(ne(incidents.state, 'resolved'))
        .orderBy(asc(incidents.id))
        .all()
        .map(fromRow);
    },
    async find(id) {
      return find(store, id);
    },
    async timeline(id) {
      const rows = store
        .select()
        .from(incidentTimeline)
        .where(eq(incidentTimeline.incidentId, id))
        .orderBy(asc(incidentTimeline.id))
        .all();
      return rows.map(({ at, actor, what }) => ({ at: new Date(at), actor, what }));
    },
    async commit(changes, at) {
      store.$client
        .transaction(() => {
          for (const change of changes) apply(store, change, at);
        })
        .immediate();
    },
    async acknowledge(id, by, at) {
      return store.$client
        .transaction(() => {
          // Only an open row matches, so of two racing clicks one writes and both read the same owner.
          const { changes } = store
            .update(incidents)
            .set({ state: 'acknowledged', acknowledgedBy: by, acknowledgedAt: at.getTime() })
            .where(and(eq(incidents.id, id), eq(incidents.state, 'open')))
            .run();
          if (changes > 0) {
            note(store, id, by, 'acknowledged', at);
            edit(store, id, at);
          }
          return { won: changes > 0, incident: find(store, id) };
        })
        .immediate();
    },
  };
}

function apply(store: Store, change: IncidentChange, at: Date): void {
  if (change.change === 'open') {
    open(store, change, at);
    return;
  }
  const now = at.getTime();
  if (change.change === 'resolve') {
    store
      .update(incidents)
      .set({ state: 'resolved', resolvedAt: now, checkedAt: now })
      .where(eq(incidents.id, change.id))
      .run();
    withdraw(store, incidentSubject(change.id));
  } else {
    const { finding, id, channel } = change;
    store
      .update(incidents)
      .set({ finding: JSON.stringify(finding), perDay: finding.perDay, checkedAt: now })
      .where(eq(incidents.id, id))
      .run();
    if (channel !== undefined) announce(store, id, channel, at);
  }
  if (change.note !== undefined) note(store, change.id, BOT, change.note, at);
  edit(store, change.id, at);
}

function open(
  store: Store,
  { finding, state, channel, note: words }: IncidentChange & { change: 'open' },
  at: Date,
): void {
  const now = at.getTime();
  const row = store
    .insert(incidents)
    .values({
      cause: finding.cause,
      state,
      finding: JSON.stringify(finding),
      since: finding.since,
      perDay: finding.perDay,
      channel: null,
      announced: false,
      openedAt: now,
      checkedAt: now,
    })
    // Another run found the same cause in the meantime: one incident a cause.
    .onConflictDoNothing()
    .returning({ id: incidents.id })
    .get();
  if (!row) return;
  note(store, row.id, BOT, words, at);
  if (channel !== undefined) announce(store, row.id, channel, at);
}

function announce(store: Store, id: number, channel: string, at: Date): void {
  store.update(incidents).set({ announced: true, channel }).where(eq(incidents.id, id)).run();
  put(store, { subject: incidentSubject(id), action: 'post', channel, message: { kind: 'alert', incidentId: id } }, at);
}

function edit(store: Store, id: number, at: Date): void {
  const channel = store
    .select({ channel: incidents.channel })
    .from(incidents)
    .where(eq(incidents.id, id))
    .get()?.channel;
  const subject = incidentSubject(id);
  if (channel && hasPost(store, subject))
    put(store, { subject, action: 'edit', channel, message: { kind: 'alert', incidentId: id } }, at);
}

function note(store: Store, incidentId: number, actor: string, what: string, at: Date): void {
  store.insert(incidentTimeline).values({ incidentId, actor, what, at: at.getTime() }).run();
}

function find(store: Store, id: number): Incident | undefined {
  const row = store.select().from(incidents).where(eq(incidents.id, id)).get();
  return row && fromRow(row);
}

function fromRow(row: typeof incidents.$inferSelect): Incident {
  return {
    id: row.id,
    state: row.state as IncidentState,
    finding: JSON.parse(row.finding) as Finding,
    since: row.since as Day,
    channel: row.channel ?? undefined,
    announced: row.announced,
    openedAt: new Date(row.openedAt),
    checkedAt: new Date(row.checkedAt),
    acknowledged:
      row.acknowledgedBy !== null && row.acknowledgedAt !== null
        ? { by: row.acknowledgedBy, at: new Date(row.acknowledgedAt) }
        : undefined,
    resolvedAt: row.resolvedAt === null ? undefined : new Date(row.resolvedAt),
  };
}
