import { type BotEdges, createBot } from './bot.ts';
import { clockFrom, systemClock } from './clock.ts';
import { loadConfig } from './config.ts';
import { followParent } from './follow.ts';
import { startTicker } from './jobs/ticker.ts';
import { createLog } from './log.ts';
import { stopOnSignals } from './stop-on-signals.ts';

/** Runs the bot until SIGTERM or SIGINT. With `follow` its business clock and its ticks come from the parent process. */
export async function runBot(
  env: NodeJS.ProcessEnv,
  { follow, slackTimeoutMs }: { follow: boolean; slackTimeoutMs: number | undefined },
): Promise<void> {
  const config = loadConfig(env, 'listen');
  const log = createLog(config.logLevel);
  const parent = follow ? followParent() : undefined;
  if (config.clockStart)
    log.warn({ clock: config.clockStart }, 'BILLHOOK_CLOCK is set: this bot does not go by the real time');
  const edges: BotEdges = {
    log,
    clock: parent?.clock ?? (config.clockStart ? clockFrom(config.clockStart) : systemClock),
    ticker: parent?.ticker ?? tickAtOnce(log),
    slackTimeoutMs,
  };
  const bot = createBot(config, edges);
  stopOnSignals(bot.stop, log);
  // Socket Mode can fail behind our back, for instance when a token is revoked: a dead bot must not look alive.
  process.on('unhandledRejection', (err) => {
    log.fatal({ err }, 'Billhook cannot go on');
    process.exit(1);
  });
  try {
    await bot.start();
  } catch (thrown) {
    // What listens to the parent keeps the process alive: a bot that could not start must not look alive.
    parent?.leave();
    throw thrown;
  }
  parent?.ready();
}

/** The minute's ticker, with a first tick at once: what fell due while the bot was down need not wait. */
function tickAtOnce(log: ReturnType<typeof createLog>): BotEdges['ticker'] {
  return (tick) => {
    const guarded = () => tick().catch((err: unknown) => log.error({ err }, 'A tick failed'));
    void guarded();
    return startTicker(guarded);
  };
}
