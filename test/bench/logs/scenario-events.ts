import type { LogEvent } from '../../../src/demo/cloud/logs/events.ts';
import { handleLogs } from '../../../src/demo/cloud/logs/index.ts';
import type { Scenario } from '../../../src/demo/scenario/types.ts';

const MINUTE_MS = 60_000;
const LONGEST_MS = 12 * 60 * MINUTE_MS;

/** The events of a group up to `now` as CloudWatch gives them, oldest first. */
export function eventsSince(scenario: Scenario, group: string, from: Date, now: Date): LogEvent[] {
  const events: LogEvent[] = [];
  let nextToken: string | undefined;
  do {
    const input = { logGroupName: group, startTime: from.getTime(), ...(nextToken ? { nextToken } : {}) };
    const page = handleLogs('FilterLogEvents', input, { scenario, now: () => now }) as {
      events: LogEvent[];
      nextToken?: string;
    };
    events.push(...page.events);
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return events;
}

/** The shortest window of whole minutes up to `now` in which a busy group has so many events, and how many it has. */
export function windowOf(
  scenario: Scenario,
  group: string,
  many: number,
  now: Date,
): { readonly minutes: number; readonly events: number } {
  const events = eventsSince(scenario, group, new Date(now.getTime() - LONGEST_MS), now);
  const oldest = events.at(-many);
  if (!oldest) throw new Error(`${group} has only ${events.length} events`);
  const minutes = Math.ceil((now.getTime() - oldest.timestamp) / MINUTE_MS);
  const from = now.getTime() - minutes * MINUTE_MS;
  return { minutes, events: events.filter(({ timestamp }) => timestamp >= from).length };
}
