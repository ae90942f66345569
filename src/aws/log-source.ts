import {
  type CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  FilterLogEventsCommand,
  type FilterLogEventsCommandInput,
  type FilterLogEventsCommandOutput,
} from '@aws-sdk/client-cloudwatch-logs';
import { UserError } from '../domain/errors.ts';
import type { LogGroup, LogLine, LogRead, LogSource } from '../usecases/ports.ts';
import type { AwsClients } from './clients.ts';
import { awsReason } from './failures.ts';

/** Lambda's default log group of a function. */
const LAMBDA = '/aws/lambda/';
/** DescribeLogGroups gives 50 at most. */
const GROUPS_A_PAGE = 50;
const MOST_GROUP_PAGES = 20;
/** FilterLogEvents takes 5 requests a second; so many pages answer within the patience of someone who waits. */
const MOST_PAGES = 20;
const EVENTS_A_PAGE = 1000;

export interface LogPlaces {
  readonly regions: readonly string[];
  /** Role in member accounts, `{account}` standing for the id; undefined to read the bot's own account. */
  readonly accountRole: string | undefined;
  /** The accounts to look in with that role. */
  readonly accounts: () => Promise<readonly string[]>;
}

interface Place {
  readonly account: string | undefined;
  readonly region: string;
  readonly client: CloudWatchLogsClient;
}

/** CloudWatch Logs of every configured Region and account. */
export function createLogSource(clients: AwsClients, { regions, accountRole, accounts }: LogPlaces): LogSource {
  const places = async (): Promise<Place[]> => {
    const ids = accountRole ? await accounts() : [undefined];
    return ids.flatMap((account) => regions.map((region) => placeOf(account, region)));
  };
  const placeOf = (account: string | undefined, region: string): Place => {
    const role = accountRole && account ? { arn: accountRole.replace('{account}', account) } : undefined;
    return { account, region, client: clients.logs(region, role) };
  };
  return {
    async groupsOf(functionName) {
      const wanted = `${LAMBDA}${functionName}`;
      const found = await inEach(await places(), (client) => groupNames(client, wanted, 1));
      return found.filter(({ name }) => name === wanted);
    },
    async functionNames() {
      const found = await inEach(await places(), (client) => groupNames(client, LAMBDA, MOST_GROUP_PAGES));
      return [...new Set(found.map(({ name }) => name.slice(LAMBDA.length)))];
    },
    newest: ({ name, account, region }, from, to, pattern, most) =>
      newest(placeOf(account, region).client, name, { from, to, pattern, most }),
  };
}

/** Asks every place at once. One that cannot be asked is no reason to say "not found": its refusal is thrown if nothing was found elsewhere. */
async function inEach(
  places: readonly Place[],
  ask: (client: CloudWatchLogsClient) => Promise<string[]>,
): Promise<LogGroup[]> {
  const answers = await Promise.allSettled(places.map(({ client }) => ask(client)));
  const found = answers.flatMap((answer, i) => {
    const { account, region } = places[i] as Place;
    return answer.status === 'fulfilled' ? answer.value.map((name) => ({ name, account, region })) : [];
  });
  const failed = answers.find((answer) => answer.status === 'rejected');
  if (found.length === 0 && failed) throw new UserError(awsReason(failed.reason, 'logs:DescribeLogGroups').words);
  return found;
}

async function groupNames(client: CloudWatchLogsClient, prefix: string, mostPages: number): Promise<string[]> {
  const names: string[] = [];
  let nextToken: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const answer = await client.send(
      new DescribeLogGroupsCommand({
        logGroupNamePrefix: prefix,
        limit: GROUPS_A_PAGE,
        ...(nextToken ? { nextToken } : {}),
      }),
    );
    for (const { logGroupName } of answer.logGroups ?? []) if (logGroupName) names.push(logGroupName);
    if (!answer.nextToken || answer.nextToken === nextToken) break;
    nextToken = answer.nextToken;
  }
  return names;
}

interface Search {
  readonly from: Date;
  readonly to: Date;
  readonly pattern: string | undefined;
  readonly most: number;
}

/**
 * Reads pages from the newest back. Pages can be empty and still have a successor: only a missing token says that all was read;
 * one that repeats ends the walk too, for it would go on for ever.
 */
async function newest(
  client: CloudWatchLogsClient,
  group: string,
  { from, to, pattern, most }: Search,
): Promise<LogRead> {
  const lines = new Map<string, LogLine>();
  let token: string | undefined;
  let complete = false;
  for (let page = 0; page < MOST_PAGES && lines.size <= most && !complete; page++) {
    const answer = await send(client, {
      logGroupName: group,
      startTime: from.getTime(),
      endTime: to.getTime(),
      startFromHead: false,
      limit: EVENTS_A_PAGE,
      ...(pattern ? { filterPattern: pattern } : {}),
      ...(token ? { nextToken: token } : {}),
    });
    for (const event of answer.events ?? [])
      if (event.eventId)
        lines.set(event.eventId, {
          id: event.eventId,
          at: new Date(event.timestamp ?? 0),
          text: (event.message ?? '').trimEnd(),
        });
    complete = !answer.nextToken;
    if (answer.nextToken === token) break;
    token = answer.nextToken;
  }
  // Read newest first: turned round before the sort, lines of one instant keep their order.
  const sorted = [...lines.values()].reverse().sort((a, b) => a.at.getTime() - b.at.getTime());
  return { lines: sorted.slice(-most), complete: complete && sorted.length <= most, scannedLines: sorted.length };
}

async function send(
  client: CloudWatchLogsClient,
  input: FilterLogEventsCommandInput,
): Promise<FilterLogEventsCommandOutput> {
  try {
    return await client.send(new FilterLogEventsCommand(input));
  } catch (thrown) {
    const name = thrown instanceof Error ? thrown.name : '';
    if (name === 'InvalidParameterException' && input.filterPattern)
      throw new UserError(
        `CloudWatch does not take the filter \`${input.filterPattern}\`: ${(thrown as Error).message}. Try a word, a "quoted phrase", or { $.level = "ERROR" }.`,
      );
    if (name === 'InvalidOperationException')
      throw new UserError(
        `${input.logGroupName} has the log class Infrequent Access, which cannot be searched this way. Use CloudWatch Logs Insights in the console.`,
      );
    throw new UserError(awsReason(thrown, 'logs:FilterLogEvents').words);
  }
}
