import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { UserError } from '../domain/errors.ts';
import type { ChangeSource, LogTarget, TrailChange } from '../usecases/ports.ts';
import type { AwsClients } from './clients.ts';
import { awsReason } from './failures.ts';
import { createLimiters, type Timing } from './limiter.ts';
import { keyOf, type LogPlaces, roleIn } from './log-places.ts';
import { changeOf } from './trail-event.ts';

/** LookupEvents takes so many requests a second of one account and Region. */
const REQUESTS_A_SECOND = 2;
/** The most AWS gives. */
const EVENTS_A_PAGE = 50;
/** 5 s at that pace. Reading a function is an event too, so that many pages can hold few changes. */
const MOST_PAGES = 10;
/** Lambda@Edge is changed there, wherever it runs. */
const EDGE_HOME = 'us-east-1';

/** What was read of one resource. */
interface Found {
  /** By the id of their event: one event may be of a function and of its group. */
  readonly changes: ReadonlyMap<string, TrailChange>;
  readonly readFrom: Date;
}

type Window = Parameters<ChangeSource['changes']>[1];

/** CloudTrail's management events of functions and their log groups, some minutes late, 90 days back. */
export function createChangeSource(clients: AwsClients, places: LogPlaces, timing?: Timing): ChangeSource {
  const limiters = createLimiters(REQUESTS_A_SECOND, timing);
  const own = ownAccount(clients);

  async function lookUp(target: LogTarget, resource: string, { from, to }: Window): Promise<Found> {
    const client = await clients.cloudTrail(target.region, roleIn(places, target));
    const { LookupEventsCommand } = await import('@aws-sdk/client-cloudtrail');
    const input = {
      LookupAttributes: [{ AttributeKey: 'ResourceName' as const, AttributeValue: resource }],
      StartTime: from,
      EndTime: to,
      MaxResults: EVENTS_A_PAGE,
    };
    const changes = new Map<string, TrailChange>();
    let readFrom = to;
    let token: string | undefined;
    for (let page = 0; page < MOST_PAGES; page++) {
      await limiters(keyOf(target))();
      const answer = await client
        .send(new LookupEventsCommand(token ? { ...input, NextToken: token } : input))
        .catch(failing);
      for (const event of answer.Events ?? []) {
        const change = changeOf(event);
        if (change) changes.set(event.EventId ?? `${token} ${changes.size}`, change);
        // The newest come first.
        if (event.EventTime && event.EventTime < readFrom) readFrom = event.EventTime;
      }
      if (!answer.NextToken) return { changes, readFrom: from };
      if (answer.NextToken === token) break;
      token = answer.NextToken;
    }
    return { changes, readFrom };
  }

  async function ofFunction(target: LogTarget, window: Window): Promise<Found> {
    if (target.kind === 'group') return { changes: new Map(), readFrom: window.from };
    const byName = await lookUp(target, target.name, window);
    if (byName.changes.size > 0) return byName;
    const account = target.account ?? (await own());
    if (!account) return byName;
    const { region } = target;
    const arn = `arn:${partitionOf(region)}:lambda:${region}:${account}:function:${target.name}`;
    return both(byName, await lookUp(target, arn, window));
  }

  return {
    async changes(asked, window) {
      const target = asked.kind === 'edge' ? { ...asked, region: EDGE_HOME } : asked;
      const [ofIt, ofGroup] = await Promise.all([ofFunction(target, window), lookUp(target, target.group, window)]);
      const { changes, readFrom } = both(ofIt, ofGroup);
      return { changes: [...changes.values()].sort((a, b) => b.at.getTime() - a.at.getTime()), readFrom };
    },
  };
}

function both(one: Found, other: Found): Found {
  const readFrom = one.readFrom > other.readFrom ? one.readFrom : other.readFrom;
  return { changes: new Map([...one.changes, ...other.changes]), readFrom };
}

function failing(thrown: unknown): never {
  const { trouble, words } = awsReason(thrown, 'cloudtrail:LookupEvents');
  throw new UserError(
    trouble === 'throttled' ? 'AWS is throttling cloudtrail:LookupEvents. Try again in a minute.' : words,
  );
}

/** The id of the account of the bot's own credentials, asked once; undefined where that fails. */
function ownAccount(clients: AwsClients): () => Promise<string | undefined> {
  let id: string | undefined;
  return async () => {
    const answer =
      id === undefined
        ? await clients
            .sts()
            .send(new GetCallerIdentityCommand({}))
            .catch(() => undefined)
        : undefined;
    id ??= answer?.Account;
    return id;
  };
}

function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}
