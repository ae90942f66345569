import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { Clock, LogQuery, LogSource, LogTarget } from '../usecases/ports.ts';
import type { AwsClients } from './clients.ts';
import { describeGroup, lastStreamEvent } from './describe-group.ts';
import { createLimiters, type Timing } from './limiter.ts';
import { isThrottled, readFailure } from './log-failures.ts';
import { keyOf, type LogPlaces, roleIn } from './log-places.ts';
import { type ReadPage, readLines } from './read-lines.ts';

/** FilterLogEvents takes so many requests a second of one account and Region. */
const REQUESTS_A_SECOND = 5;
/** The most AWS gives: one request of 10,000 events takes far less time than ten of 1,000. */
const EVENTS_A_PAGE = 10_000;
const WEEK_MS = 7 * 86_400_000;

type ReadOn = Parameters<LogSource['read']>[1];

/** CloudWatch Logs of every configured Region and account. */
export function createLogSource(clients: AwsClients, places: LogPlaces, now: Clock, timing?: Timing): LogSource {
  const limiters = createLimiters(REQUESTS_A_SECOND, timing);
  const clientOf = (target: LogTarget) => clients.logs(target.region, roleIn(places, target));

  function pageReader(
    { target, window, pattern, most }: LogQuery,
    { signal, background }: NonNullable<ReadOn>,
  ): ReadPage {
    const input = {
      logGroupName: target.group,
      startTime: window.from.getTime(),
      endTime: window.to.getTime(),
      startFromHead: false,
      // One more than is wanted tells whether there are more.
      limit: Math.min(EVENTS_A_PAGE, (most ?? EVENTS_A_PAGE) + 1),
      ...(pattern ? { filterPattern: pattern } : {}),
    };
    return async (token) => {
      try {
        await limiters(keyOf(target))({ signal, background });
        return await clientOf(target).send(new FilterLogEventsCommand(token ? { ...input, nextToken: token } : input), {
          ...(signal ? { abortSignal: signal } : {}),
        });
      } catch (thrown) {
        if (signal?.aborted) return 'cancelled';
        if (token !== undefined && isThrottled(thrown)) return 'throttled';
        throw readFailure(thrown, target, pattern);
      }
    };
  }

  const read: LogSource['read'] = (query, on = {}) => readLines(pageReader(query, on), query, on.progress);

  /** Since `from`, the newest event; undefined where there is none. */
  async function newestSince(target: LogTarget, from: Date): Promise<Date | undefined> {
    // A function's clock may be ahead.
    const to = new Date(Math.max(now().getTime(), from.getTime()));
    const { lines } = await read({ target, window: { from, to }, pattern: undefined, most: 1 });
    return lines[0]?.at;
  }

  return {
    read,
    async describe(target) {
      const group = await describeGroup(clientOf(target), target.group);
      if (!group) return undefined;
      const told = await lastStreamEvent(clientOf(target), target.group);
      if (group.logClass !== 'STANDARD') {
        if (told.failure) throw told.failure;
        return { logClass: group.logClass, lastEventAt: told.at };
      }
      // Streams tell late, by an hour or more: only reading says whether something came since.
      const from = Math.max(told.at?.getTime() ?? 0, now().getTime() - WEEK_MS);
      const lastEventAt = (await newestSince(target, new Date(from)).catch(unless(told.at))) ?? told.at;
      return { logClass: group.logClass, lastEventAt };
    },
  };
}

/** What could not be read does not matter where streams have told something. */
function unless(known: Date | undefined): (thrown: unknown) => undefined {
  return (thrown) => {
    if (known === undefined) throw thrown;
  };
}
