import { BOT, type Incident, partNames } from '../domain/incident.ts';
import type { IncidentChange } from '../domain/incident-changes.ts';
import { incidentSubject } from '../domain/message.ts';
import type { IncidentStep, Incidents } from '../usecases/ports.ts';
import type { Store } from './database.ts';
import { and, asc, desc, eq, gte, ne } from './drizzle.ts';
import { fromRow, toRow } from './incident-rows.ts';
import { hasPost, put, withdraw } from './outbox.ts';
import { revive } from './outbox-end.ts';
import { incidents, incidentTimeline } from './schema.ts';

/** Incidents, their timeline and what is said of them: one transaction for what belongs together. */
export function createIncidents(store: Store): Incidents {
  const together = <Result>(work: () => Result) => store.$client.transaction(work).immediate();
  return {
    async active() {
      const rows = store.select().from(incidents).where(ne(incidents.state, 'resolved')).orderBy(asc(incidents.id));
      return rows.all().map(fromRow);
    },
    async resolvedSince(at) {
      const since = and(eq(incidents.state, 'resolved'), gte(incidents.resolvedAt, at.getTime()));
      return store.select().from(incidents).where(since).orderBy(desc(incidents.resolvedAt)).all().map(fromRow);
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
      together(() => {
        const named = changes.flatMap((change) => apply(store, change, at) ?? []);
        nameRest(store, named, at);
      });
    },
    async step(id, decide, at) {
      return together(() => {
        const incident = find(store, id);
        const next = incident && decide(incident);
        if (next) take(store, next, at);
        return next?.incident ?? incident;
      });
    },
  };
}

/** An incident that is named in a channel instead of posted. */
interface Named {
  readonly id: number;
  readonly channel: string;
}

function apply(store: Store, change: IncidentChange, at: Date): Named | undefined {
  if (change.change === 'open') return open(store, change, at);
  const { incident, channel, note: words, thread } = change;
  const { id } = incident;
  // Someone may have clicked since the change was decided on: what they did holds, and the next check follows it.
  const known = find(store, id);
  if (known?.version !== change.saw) return undefined;
  const { aws, remindedAt, escalatedAt } = known;
  const isMoved = incident.version !== known.version;
  take(
    store,
    {
      // What changes without a version may have changed too.
      incident: { ...incident, aws, ...(isMoved ? {} : { remindedAt, escalatedAt }) },
      ...(words === undefined ? {} : { timeline: { actor: BOT, what: words } }),
      ...(thread && {
        reply: { subject: `${thread.note}:${at.getTime()}`, message: { kind: 'note', incidentId: id, note: thread } },
      }),
      ...(channel === undefined || incident.named ? {} : { announce: channel }),
    },
    at,
  );
  store.update(incidents).set({ checkedAt: at.getTime() }).where(eq(incidents.id, id)).run();
  return channel !== undefined && incident.named ? { id, channel } : undefined;
}

function open(
  store: Store,
  { finding, old, channel, named, note: words }: IncidentChange & { change: 'open' },
  at: Date,
): Named | undefined {
  const now = at.getTime();
  const reason = 'it began before Billhook was installed';
  const life = {
    askedAt: now,
    told: { perDay: finding.perDay, parts: partNames(finding) },
    ...(old && { expectation: { by: BOT, at: now, reason } }),
  };
  const row = store
    .insert(incidents)
    .values({
      cause: finding.cause,
      state: old ? 'expected' : 'open',
      finding: JSON.stringify(finding),
      since: finding.since,
      perDay: finding.perDay,
      channel: null,
      announced: false,
      named,
      openedAt: now,
      checkedAt: now,
      life: JSON.stringify(life),
    })
    // Another run found the same cause in the meantime: one incident a cause.
    .onConflictDoNothing()
    .returning({ id: incidents.id })
    .get();
  if (!row) return undefined;
  note(store, row.id, BOT, words, at);
  if (channel === undefined) return undefined;
  if (named) return { id: row.id, channel };
  announce(store, row.id, channel, at);
  return undefined;
}

/** One message a channel for those that were not posted. */
function nameRest(store: Store, named: readonly Named[], at: Date): void {
  for (const channel of new Set(named.map((one) => one.channel))) {
    const incidentIds = named.filter((one) => one.channel === channel).map(({ id }) => id);
    for (const id of incidentIds) store.update(incidents).set({ channel }).where(eq(incidents.id, id)).run();
    const subject = `rest:${at.getTime()}:${incidentIds.join(',')}`;
    put(store, { subject, action: 'post', channel, message: { kind: 'rest', incidentIds } }, at);
  }
}

/** Writes a step of an incident, and what it makes true in Slack. */
function take(store: Store, { incident, timeline, reply, announce: channel }: IncidentStep, at: Date): void {
  const { id } = incident;
  const isNew = channel !== undefined && !incident.announced;
  // It asks for someone from the moment on in which people can know of it.
  store
    .update(incidents)
    .set(toRow(isNew ? { ...incident, askedAt: at } : incident))
    .where(eq(incidents.id, id))
    .run();
  if (timeline) note(store, id, timeline.actor, timeline.what, at);
  const subject = incidentSubject(id);
  // What was never said is not announced any more: if its cause comes back, it is to be posted then.
  if (incident.state === 'resolved' && withdraw(store, subject))
    store.update(incidents).set({ announced: false }).where(eq(incidents.id, id)).run();
  if (isNew) announce(store, id, channel, at);
  else if (incident.channel && hasPost(store, subject))
    put(store, { subject, action: 'edit', channel: incident.channel, message: { kind: 'alert', incidentId: id } }, at);
  if (reply && incident.channel && incident.announced && hasPost(store, subject, { waitingToo: true }))
    put(
      store,
      {
        subject: `${subject}:${reply.subject}`,
        action: 'post',
        channel: incident.channel,
        message: reply.message,
        thread: subject,
      },
      at,
    );
}

function announce(store: Store, id: number, channel: string, at: Date): void {
  store.update(incidents).set({ announced: true, channel, named: false }).where(eq(incidents.id, id)).run();
  const subject = incidentSubject(id);
  if (revive(store, subject, channel)) return;
  put(store, { subject, action: 'post', channel, message: { kind: 'alert', incidentId: id } }, at);
}

function note(store: Store, incidentId: number, actor: string, what: string, at: Date): void {
  store.insert(incidentTimeline).values({ incidentId, actor, what, at: at.getTime() }).run();
}

function find(store: Store, id: number): Incident | undefined {
  const row = store.select().from(incidents).where(eq(incidents.id, id)).get();
  return row && fromRow(row);
}
