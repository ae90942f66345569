import { UserError } from '../domain/errors.ts';
import type { Clock, FunctionConfiguration, Functions, Inventory, LogTarget } from '../usecases/ports.ts';
import type { AwsClients } from './clients.ts';
import { configurationOf } from './function-configuration.ts';
import { readInventory } from './inventory.ts';
import { isMissing, lambdaFailing, listFunctions, targetOf } from './list-functions.ts';
import { allPlaces, type LogPlaces, placeWords, roleIn } from './log-places.ts';
import { triggersOf } from './triggers.ts';

const HOUR_MS = 3_600_000;
/** A name that is not found is no reason to ask more often. */
const FRESH_MS = 60_000;
/** Where the functions of Lambda@Edge live, wherever they run. */
const EDGE_HOME = 'us-east-1';

export interface FunctionsDeps {
  /** Of this installation: with it the values of environment variables are hashed. */
  readonly salt: () => Promise<string>;
  readonly now: Clock;
}

/** Lambda's functions and their log groups over every configured Region and account. */
export function createFunctions(clients: AwsClients, places: LogPlaces, { salt, now }: FunctionsDeps): Functions {
  const clientOf = ({ kind, account, region }: LogTarget) => {
    const place = { account, region: kind === 'edge' ? EDGE_HOME : region };
    return clients.lambda(place.region, roleIn(places, place));
  };
  return {
    inventory: keepInventory((before) => readInventory(clients, places, before, now()), now),
    snapshots: () => snapshots(clients, places, salt),
    async configuration(target) {
      if (target.kind === 'group') return undefined;
      const { GetFunctionConfigurationCommand } = await import('@aws-sdk/client-lambda');
      const client = await clientOf(target);
      const FunctionName = target.name;
      const [told, reserved] = await Promise.all([
        client
          .send(new GetFunctionConfigurationCommand({ FunctionName }))
          .catch((thrown: unknown) =>
            isMissing(thrown) ? undefined : lambdaFailing('lambda:GetFunctionConfiguration')(thrown),
          ),
        reservedConcurrency(client, FunctionName),
      ]);
      return told && configurationOf(told, await salt(), reserved);
    },
    triggers: async (target) => (target.kind === 'group' ? [] : triggersOf(await clientOf(target), target.name)),
  };
}

/** Undefined where there is none, and where it may not be read: it is the smallest of the things to know. */
async function reservedConcurrency(client: Awaited<ReturnType<AwsClients['lambda']>>, FunctionName: string) {
  const { GetFunctionConcurrencyCommand } = await import('@aws-sdk/client-lambda');
  const answer = await client.send(new GetFunctionConcurrencyCommand({ FunctionName })).catch(() => undefined);
  return answer?.ReservedConcurrentExecutions;
}

/** Keeps the list for its hour: one read at a time, and an old list serves while it is read anew. */
function keepInventory(read: (before: Inventory['targets']) => Promise<Inventory>, now: Clock): Functions['inventory'] {
  let kept: Inventory | undefined;
  let reading: Promise<Inventory> | undefined;
  const refresh = () => {
    reading ??= read(kept?.targets ?? [])
      .then((inventory) => {
        kept = inventory;
        return inventory;
      })
      .finally(() => {
        reading = undefined;
      });
    return reading;
  };
  return async (fresh = false) => {
    if (!kept) return refresh();
    const age = now().getTime() - kept.at.getTime();
    if (fresh) return age > FRESH_MS ? refresh() : kept;
    // Its failure changes nothing: the old list stands, and the next question tries again.
    if (age > HOUR_MS) refresh().catch(() => undefined);
    return kept;
  };
}

async function* snapshots(
  clients: AwsClients,
  places: LogPlaces,
  salt: () => Promise<string>,
): AsyncGenerator<{ target: LogTarget; configuration: FunctionConfiguration }> {
  const refused: string[] = [];
  const key = await salt();
  for (const place of await allPlaces(places))
    try {
      for await (const page of listFunctions(clients, places, place))
        for (const one of page) {
          const target = targetOf(place, one);
          if (target) yield { target, configuration: configurationOf(one, key) };
        }
    } catch (thrown) {
      if (!(thrown instanceof UserError)) throw thrown;
      refused.push(`${placeWords(place)}: ${thrown.message}`);
    }
  if (refused.length > 0) throw new UserError(`Not every function could be read. ${refused.join(' ')}`);
}
