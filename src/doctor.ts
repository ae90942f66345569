import { examineAws } from './aws/doctor.ts';
import { commandClock } from './clock.ts';
import type { Config } from './config.ts';
import { loadConfig } from './config.ts';
import { dayOf } from './domain/day.ts';
import { type Diagnosis, fine, wrong } from './domain/diagnosis.ts';
import { UserError } from './domain/errors.ts';
import { createLog } from './log.ts';
import { channelsNamed, createServices, type Services } from './services.ts';
import { createWebClient } from './slack/client.ts';
import { resolveChannels } from './slack/directory.ts';
import { examineSlack } from './slack/doctor.ts';
import { TROUBLES_SHOWN_MS } from './usecases/ports.ts';
import { REQUEST_COST } from './usecases/read-cut.ts';

/** `billhook doctor`: tries every token, scope, permission and table once, and prints ✓ or ✗ with the mend. */
export async function doctor(env: NodeJS.ProcessEnv): Promise<void> {
  const config = loadConfig(env, 'listen');
  print(fine('Configuration', `${config.file} and the environment are complete`));
  const [services, database] = tryServices(config);
  const found = [database];
  print(database);
  // Without its database doctor could not meter what it asks of AWS; Slack costs nothing.
  const parts = services
    ? [() => slackOf(config), () => awsOf(config, services), () => stateOf(config, services)]
    : [() => slackOf(config)];
  try {
    for (const examine of parts) {
      const part = await examine();
      part.forEach(print);
      found.push(...part);
    }
  } finally {
    await services?.close();
  }
  const faults = found.filter(({ ok }) => !ok).length;
  if (faults) throw new UserError(`${faults} ${faults === 1 ? 'thing needs' : 'things need'} mending.`);
  console.log('All is well.');
}

/** Opens the database, or says why it cannot be opened. */
function tryServices(config: Config): [Services | undefined, Diagnosis] {
  try {
    const services = createServices(config, { clock: commandClock(config.clockStart), log: createLog('silent') });
    return [services, fine('Database', `${config.databasePath} is sound and up to date`)];
  } catch (thrown) {
    if (!(thrown instanceof UserError)) throw thrown;
    return [undefined, wrong('Database', `${thrown.message} AWS was not looked at.`)];
  }
}

function print({ what, ok, words }: Diagnosis): void {
  console.log(`${ok ? '✓' : '✗'} ${what}: ${words}`);
}

async function slackOf({ slack, ...config }: Config): Promise<Diagnosis[]> {
  if (!slack) return [];
  const usergroups = [...new Set(config.logs.allow.flatMap((entry) => entry.usergroups))];
  return examineSlack({ ...slack, channels: channelsNamed({ slack, ...config }), usergroups });
}

async function awsOf(config: Config, { aws, ledger, meter, clock }: Services): Promise<Diagnosis[]> {
  const { teamBy } = config.costs;
  return examineAws(aws, {
    payers: config.aws.payers.length
      ? config.aws.payers.map(({ name, role, externalId }) => ({ name, role: { arn: role, externalId } }))
      : [{ name: 'the own account', role: undefined }],
    tag: typeof teamBy === 'object' && 'tag' in teamBy ? teamBy.tag : undefined,
    regions: config.logs.regions,
    accountRole: config.aws.accountRole,
    accounts: await ledger.accountNames(),
    today: dayOf(clock()),
    paid: (payer, operation) =>
      meter.record({ at: clock(), payer, operation, cut: '', purpose: 'doctor', cost: REQUEST_COST }),
  });
}

/** What the last runs left behind: reads that failed, messages that could not be delivered. */
async function stateOf(config: Config, { ledger, outbox, realClock }: Services): Promise<Diagnosis[]> {
  const failed = (await ledger.cutStates()).filter(({ failure }) => failure !== undefined);
  const troubles = await outbox.troubles(new Date(realClock().getTime() - TROUBLES_SHOWN_MS));
  const names = troubles.length ? await channelNames(config) : new Map<string, string>();
  return [
    ...failed.map(({ cut, failure }) => wrong(`Last read of ${cut}`, failure ?? '')),
    ...troubles.map(({ channel, reason, givenUp }) =>
      wrong(`A message to ${names.get(channel) ?? channel}`, givenUp ? `${reason} It was given up.` : reason),
    ),
  ];
}

/** Channels by id as billhook.yml names them; none where Slack does not tell, which was said already. */
async function channelNames(config: Config): Promise<ReadonlyMap<string, string>> {
  if (!config.slack) return new Map();
  const client = createWebClient(config.slack.botToken, config.slack.apiUrl);
  const ids = await resolveChannels(client, channelsNamed(config)).catch(() => new Map<string, string>());
  return new Map([...ids].map(([name, id]) => [id, name]));
}
