import { commandClock } from './clock.ts';
import { type Config, loadConfig, type SlackNeed } from './config.ts';
import type { Day } from './domain/day.ts';
import { UserError } from './domain/errors.ts';
import { formatMoney } from './domain/money.ts';
import { instantOf, localTime } from './domain/zone.ts';
import { createLog } from './log.ts';
import { createSender } from './sender.ts';
import { channelsNamed, channelsOf, createServices, type Services } from './services.ts';
import { createWebClient } from './slack/client.ts';
import { resolveChannels } from './slack/directory.ts';
import { plainText } from './slack/plain-text.ts';
import { digestView } from './slack/views/digest.ts';
import { samples } from './slack/views/samples.ts';
import type { Clock } from './usecases/ports.ts';

/** How long a one-run command keeps trying to post before it leaves the rest to the next run. */
const POSTING_MS = 60_000;

interface Session {
  readonly config: Config;
  readonly services: Services;
}

async function withServices<Result>(
  env: NodeJS.ProcessEnv,
  need: SlackNeed,
  clock: Clock | undefined,
  run: (session: Session) => Promise<Result>,
): Promise<Result> {
  const config = loadConfig(env, need);
  const log = createLog(env.LOG_LEVEL ?? 'warn');
  const services = createServices(config, {
    clock: clock ?? commandClock(config.clockStart),
    log,
  });
  try {
    return await run({ config, services });
  } finally {
    await services.close();
  }
}

/** `billhook sync`: 0 where the cap ended it, too; 1 where a read failed. */
export async function sync(env: NodeJS.ProcessEnv): Promise<void> {
  await withServices(env, 'none', undefined, async ({ services }) => {
    const reports = await services.sync({ progress: (words) => console.error(words) });
    for (const { payer, requests, cost, rows, remaining } of reports) {
      console.log(`${payer}: ${rows} rows read with ${requests} requests, ${formatMoney(cost, 'USD')}.`);
      if (remaining.length)
        console.log(
          `The day's cap (costs.requestsPerDay) is reached; still to be read:\n${remaining.map((what) => `  - ${what}`).join('\n')}`,
        );
    }
    const failed = reports.flatMap((report) => report.failed);
    if (failed.length)
      throw new UserError(
        `Not all could be read; the ledger is as it was there, and the next sync goes on:\n${failed.map((what) => `  - ${what}`).join('\n')}`,
      );
  });
}

/** `billhook check`: judges the ledger and posts what there is to say. */
export async function check(env: NodeJS.ProcessEnv): Promise<void> {
  await withServices(env, 'post', undefined, async (session) => {
    const report = await session.services.check(await channelIds(session.config));
    if (!report.judged) throw new UserError(report.reason);
    console.log(
      `Checked ${report.day}: ${report.found} found, ${report.opened} new, ${report.updated} changed, ${report.resolved} over.`,
    );
    await post(session);
  });
}

/** `billhook digest`: composes the digest and posts it, or prints it. */
export async function digest(
  env: NodeJS.ProcessEnv,
  { date, dryRun }: { date?: Day; dryRun?: boolean },
): Promise<void> {
  const config = loadConfig(env, dryRun ? 'none' : 'post');
  const clock = date && (() => instantOf(date, config.digest.at, config.timezone));
  await withServices(env, dryRun ? 'none' : 'post', clock, async (session) => {
    if (dryRun) {
      const report = await session.services.composeDigest();
      if ('nothing' in report) throw new UserError(report.nothing);
      console.log(plainText(digestView(report.composed, config.timezone)));
      return;
    }
    const localDay = date ?? localTime(session.services.clock(), config.timezone).day;
    const report = await session.services.sendDigest(await channelIds(session.config), localDay);
    if ('nothing' in report) throw new UserError(report.nothing);
    await post(session);
    const { digest: channel } = channelsOf(session.config, new Map());
    console.log(`Digest of ${localDay} ${report.isNew ? 'posted' : 'was posted before'} to ${channel}.`);
  });
}

async function channelIds(config: Config) {
  return resolveChannels(createWebClient(config.slack?.botToken ?? '', config.slack?.apiUrl), channelsNamed(config));
}

/** Sends what waits. What Slack does not take now stays in the outbox, and is said. */
async function post({ config, services }: Session): Promise<void> {
  const began = services.realClock();
  const pump = createSender(services, createWebClient(config.slack?.botToken ?? '', config.slack?.apiUrl), config);
  await services.outbox.wake();
  await pump.flush(POSTING_MS);
  await pump.stop();
  const troubles = await services.outbox.troubles(began);
  if (troubles.length === 0) return;
  const lines = troubles.map(
    ({ channel, reason, givenUp }) => `  - ${channel}: ${reason}${givenUp ? ' It was given up.' : ''}`,
  );
  throw new UserError(`Not all could be posted; it waits in the outbox for the next run:\n${lines.join('\n')}`);
}

/** `billhook samples`: one of each kind of message, for the demo's gallery. */
export function printSamples(): void {
  console.log(JSON.stringify([...samples()].map(([name, view]) => ({ name, ...view }))));
}
