import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import type { BotProcess } from '../../src/demo/bot-process.ts';
import { type Organisation, type OrganisationOptions, startOrganisation } from '../../src/demo/organisation.ts';
import type { Day } from '../../src/domain/day.ts';

/** The simulated organisation's last day in every end-to-end test. */
export const LAST_DAY = '2026-11-17' as Day;
/** The leaves of detection and a month more: to read thirteen months is most of what a test would take. */
export const DAYS = 150;

/** Set to an address to send the bot's AWS traffic through: the cloud then listens on 4566 for whatever stands there. */
const PROXY = process.env.BILLHOOK_E2E_AWS_PROXY;
const PROXIED_PORT = 4566;
const GUARD = fileURLToPath(new URL('./only-loopback.mjs', import.meta.url));

export interface Rig extends Organisation {
  readonly bot: BotProcess;
  /** Sets the clock and runs what is due; waits until what was written is sent. */
  step(iso: string): Promise<void>;
  /** Ends the bot with a signal and starts it again on the same database. */
  restart(signal?: NodeJS.Signals): Promise<void>;
}

/** Starts an organisation; nothing that runs with its environment may leave loopback. */
export function startCompany(options: Partial<OrganisationOptions> & { now: Date }): Promise<Organisation> {
  return startOrganisation({
    lastDay: LAST_DAY,
    transport: 'socket',
    days: DAYS,
    ...(PROXY ? { awsUrl: PROXY, cloudPort: PROXIED_PORT } : {}),
    ...options,
    env: { NODE_OPTIONS: `--import ${GUARD}`, ...options.env },
  });
}

/** Starts an organisation and the bot in it; nothing the bot does may leave loopback. */
export async function startRig(options: Partial<OrganisationOptions> & { now: Date }): Promise<Rig> {
  const organisation = await startCompany(options);
  try {
    let bot = await organisation.startBot();
    return {
      ...organisation,
      get bot() {
        return bot;
      },
      async step(iso) {
        organisation.setTime(new Date(iso));
        await bot.tick(organisation.now());
      },
      async restart(signal = 'SIGTERM') {
        await bot.end(signal);
        bot = await organisation.startBot();
      },
    };
  } catch (thrown) {
    await organisation.close();
    throw thrown;
  }
}

/** Long enough for a machine that does much else. */
const PATIENCE_MS = 90_000;

/** Waits for something to become true; that it takes too long is its only failure. */
export async function eventually<Result>(look: () => Result | undefined | false): Promise<Result> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = look();
    if (found) return found;
    if (Date.now() > end) expect.fail(`It did not come about within ${PATIENCE_MS / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** All words of a message, for looking into. */
export function wordsOf(message: { readonly text: string; readonly blocks?: unknown }): string {
  return `${message.text}\n${JSON.stringify(message.blocks ?? [])}`;
}

/** Asks a slash command as a person does, and waits for the private answer. */
export async function ask(
  rig: Organisation,
  user: string,
  channel: string,
  command: string,
  text: string,
): Promise<string> {
  const before = rig.workspace.privateMessages(user).length;
  const delivery = await rig.workspace.slash({ user, channel, command, text });
  expect(delivery.acked).toBe(true);
  // A long search says how far it is before it answers.
  const answer = await eventually(() =>
    rig.workspace
      .privateMessages(user)
      .slice(before)
      .find(({ text }) => !text.includes('looking…')),
  );
  return wordsOf(answer);
}
