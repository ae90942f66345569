import type { IncidentChange } from './incident-changes.ts';

/** Changes with at most so many new messages a channel, the largest first; the others are named in one message. */
export function capMessages(changes: readonly IncidentChange[], most: number): IncidentChange[] {
  const size = (change: IncidentChange) =>
    Math.abs(change.change === 'open' ? change.finding.perDay : change.incident.finding.perDay);
  const posted = new Map<string, IncidentChange[]>();
  for (const change of changes)
    if (change.channel !== undefined) posted.set(change.channel, [...(posted.get(change.channel) ?? []), change]);
  const over = new Set([...posted.values()].flatMap((own) => own.sort((a, b) => size(b) - size(a)).slice(most)));
  return changes.map((change) => {
    if (!over.has(change)) return change;
    return change.change === 'open'
      ? { ...change, named: true }
      : { ...change, incident: { ...change.incident, named: true } };
  });
}
