import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { reasonOf } from '../domain/errors.ts';
import type { Inventory, LogPlace, LogTarget } from '../usecases/ports.ts';
import type { AwsClients } from './clients.ts';
import { awsReason } from './failures.ts';
import { LAMBDA_GROUPS, listFunctions, targetOf } from './list-functions.ts';
import { allPlaces, keyOf, type LogPlaces, roleIn } from './log-places.ts';

/** DescribeLogGroups gives 50 at most. */
const GROUPS_A_PAGE = 50;
const MOST_GROUP_PAGES = 400;
/** So many places are asked at once: forty accounts in three Regions must not open 240 connections. */
const AT_ONCE = 8;
/** Replicas of Lambda@Edge log in each Region under the name of the one they come from. */
const EDGE = /^us-east-1\.(.+)$/;

interface PlaceList {
  readonly targets: readonly LogTarget[];
  readonly reasons: readonly string[];
}

/**
 * Asks every place for its functions and groups. What a place has refused is in `missing`, and what was known of it before
 * stays: one that cannot be asked is no reason to say "not found".
 */
export async function readInventory(
  clients: AwsClients,
  places: LogPlaces,
  before: readonly LogTarget[],
  at: Date,
): Promise<Inventory> {
  const all = await allPlaces(places);
  const lists = await inTurns(all, (place) => {
    const known = before.filter((one) => keyOf(one) === keyOf(place));
    return listPlace(clients, places, place, known);
  });
  const missing = lists.flatMap(({ reasons }, i) => reasons.map((reason) => ({ place: all[i] as LogPlace, reason })));
  return { targets: lists.flatMap(({ targets }) => targets), missing, at };
}

async function listPlace(
  clients: AwsClients,
  places: LogPlaces,
  place: LogPlace,
  before: readonly LogTarget[],
): Promise<PlaceList> {
  const answers = await Promise.allSettled([
    functionTargets(clients, places, place),
    groupNames(clients, places, place),
  ]);
  const [functions, groups] = answers;
  const reasons = answers.flatMap((answer) => (answer.status === 'rejected' ? [reasonOf(answer.reason)] : []));
  const isListed = functions.status === 'fulfilled';
  const own = isListed ? functions.value : before.filter(({ kind }) => kind === 'function');
  const known = new Set(own.map(({ group }) => group));
  const others =
    groups.status === 'fulfilled'
      ? groups.value.filter((name) => !known.has(name)).map((name) => groupTarget(place, name, isListed))
      : before.filter(({ kind }) => kind !== 'function');
  return { targets: [...own, ...others], reasons: [...new Set(reasons)] };
}

async function functionTargets(clients: AwsClients, places: LogPlaces, place: LogPlace): Promise<LogTarget[]> {
  const targets: LogTarget[] = [];
  for await (const page of listFunctions(clients, places, place))
    for (const one of page) {
      const target = targetOf(place, one);
      if (target) targets.push(target);
    }
  return targets;
}

/** A group of Lambda's without a function in the list. Without the list it is taken for a function's: most are. */
function groupTarget(place: LogPlace, group: string, isListed: boolean): LogTarget {
  const name = group.slice(LAMBDA_GROUPS.length);
  const [, edge] = EDGE.exec(name) ?? [];
  if (edge) return { ...place, name: edge, group, kind: 'edge' };
  return isListed ? { ...place, name: group, group, kind: 'group' } : { ...place, name, group, kind: 'function' };
}

async function groupNames(clients: AwsClients, places: LogPlaces, place: LogPlace): Promise<string[]> {
  const client = clients.logs(place.region, roleIn(places, place));
  const names: string[] = [];
  let nextToken: string | undefined;
  for (let page = 0; page < MOST_GROUP_PAGES; page++) {
    const input = { logGroupNamePrefix: LAMBDA_GROUPS, limit: GROUPS_A_PAGE };
    const answer = await client
      .send(new DescribeLogGroupsCommand(nextToken ? { ...input, nextToken } : input))
      .catch((thrown: unknown) => {
        throw new Error(awsReason(thrown, 'logs:DescribeLogGroups').words);
      });
    for (const { logGroupName } of answer.logGroups ?? []) if (logGroupName) names.push(logGroupName);
    if (!answer.nextToken || answer.nextToken === nextToken) break;
    nextToken = answer.nextToken;
  }
  return names;
}

/** The answers in the order of the items, a few asked at once. */
async function inTurns<Item, Answer>(items: readonly Item[], ask: (item: Item) => Promise<Answer>): Promise<Answer[]> {
  const answers: Answer[] = [];
  const rest = items.entries();
  const work = async () => {
    for (const [i, item] of rest) answers[i] = await ask(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return answers;
}
