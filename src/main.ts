import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { BacktestOptions } from './backtest.ts';
import { parseDay } from './domain/day.ts';
import { reasonOf, UserError } from './domain/errors.ts';
import { outliveReaders } from './standard-streams.ts';

/** Wrong usage, as opposed to a failure. */
const USAGE = 2;

function day(text: string) {
  try {
    return parseDay(text);
  } catch (thrown) {
    throw new InvalidArgumentError(`${reasonOf(thrown)}.`);
  }
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It must be a whole number such as 7.');
  return Number(text);
}

// Each command loads what it needs when it is run: `billhook --help` opens no database and no AWS client.
function program(env: NodeJS.ProcessEnv): Command {
  const billhook = new Command('billhook')
    .description('A Slack bot for the people who get the cloud bill and the pager.')
    .showHelpAfterError()
    .exitOverride();
  billhook
    .command('start')
    .description('run the bot')
    .addOption(new Option('--follow', "go by the parent process's clock").hideHelp())
    .addOption(
      new Option('--slack-timeout <ms>', 'how long to wait for an answer of Slack').argParser(wholeNumber).hideHelp(),
    )
    .action(async ({ follow = false, slackTimeout }: { follow?: boolean; slackTimeout?: number }) =>
      (await import('./run-bot.ts')).runBot(env, { follow, slackTimeoutMs: slackTimeout }),
    );
  billhook
    .command('sync')
    .description('read costs from Cost Explorer into the ledger, once')
    .action(async () => (await import('./commands.ts')).sync(env));
  billhook
    .command('check')
    .description('look for what is out of the ordinary, once, and post it')
    .action(async () => (await import('./commands.ts')).check(env));
  billhook
    .command('digest')
    .description("post the day's spend, once")
    .option('--date <day>', 'the digest of another local day, such as 2026-11-17', day)
    .option('--dry-run', 'print it instead of posting it')
    .action(async (options: { date?: ReturnType<typeof parseDay>; dryRun?: boolean }) =>
      (await import('./commands.ts')).digest(env, options),
    );
  billhook
    .command('backtest')
    .description('walk through past costs day by day and show what would have been raised')
    .option(
      '--costs <file>',
      'CSV with the columns date, account, service, usage_type, tag_team, cost; without it the ledger',
    )
    .option('--completeness <file>', 'CSV with the columns date, account, service, lag, fraction: what was in when')
    .option('--from <day>', 'the first day to judge, such as 2026-11-17', day)
    .option('--out <file>', 'where the alerts go, a line of JSON each')
    .action(async (options: BacktestOptions) => (await import('./backtest.ts')).backtestCommand(env, options));
  billhook
    .command('demo')
    .description('the whole bot against a simulated organisation; no account, no token, nothing leaves the machine')
    .option('--port <number>', 'where the page is served', wholeNumber, 4400)
    .option('--seed <number>', 'another organisation of the same kind', wholeNumber, 1)
    .option('--headless', 'a tour in the terminal instead of the page')
    .option('--once', 'with --headless: end when the tour is over')
    .action(
      async ({
        port,
        seed,
        headless = false,
        once = false,
      }: {
        port: number;
        seed: number;
        headless?: boolean;
        once?: boolean;
      }) => (await import('./demo/run.ts')).runDemo({ port, seed, headless, once }),
    );
  billhook
    .command('samples', { hidden: true })
    .description('print one of each kind of message as JSON')
    .action(async () => (await import('./commands.ts')).printSamples());
  billhook
    .command('doctor')
    .description('try every token, scope, permission and table once, and say what is wrong')
    .action(async () => (await import('./doctor.ts')).doctor(env));
  return billhook;
}

outliveReaders();
try {
  await program(process.env).parseAsync();
} catch (thrown) {
  if (thrown instanceof CommanderError) {
    process.exitCode = thrown.exitCode === 0 ? 0 : USAGE;
  } else {
    console.error(
      thrown instanceof UserError
        ? thrown.message
        : `Billhook failed: ${thrown instanceof Error ? thrown.stack : reasonOf(thrown)}`,
    );
    process.exitCode = 1;
  }
}
