import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const COMMAND = fileURLToPath(new URL('../../bin/billhook.js', import.meta.url));
const READY_MS = 20_000;

/** The bot as a process of its own, started by its command; business time and ticks reach it over IPC. */
export interface BotProcess {
  readonly pid: number | undefined;
  /** Sets the bot's business clock. */
  setTime(now: Date): void;
  /** Sets the clock and has the bot run what is due; resolves when it has. Rejects if it died on the way. */
  tick(now: Date): Promise<void>;
  /** Ends it: SIGTERM unless told. Gives the exit code, or null where a signal ended it. */
  end(signal?: NodeJS.Signals): Promise<number | null>;
  /** All it wrote to standard error so far. */
  log(): string;
}

/**
 * Starts `billhook start` and waits until it listens. Throws with its own words where it does not.
 * @param env its whole environment
 * @param slackTimeoutMs how long it waits for Slack's answers; its own default where absent
 */
export async function startBotProcess(
  env: Readonly<Record<string, string>>,
  now: Date,
  slackTimeoutMs?: number,
): Promise<BotProcess> {
  const scale = slackTimeoutMs === undefined ? [] : ['--slack-timeout', String(slackTimeoutMs)];
  const child = spawn(process.execPath, [COMMAND, 'start', '--follow', ...scale], {
    env,
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  });
  let written = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    written += chunk.toString();
  });
  const waiting = new Map<number, { resolve(): void; reject(error: Error): void }>();
  child.on('message', (message: { ticked?: number; failed?: string }) => {
    const waiter = message.ticked === undefined ? undefined : waiting.get(message.ticked);
    if (message.failed === undefined) waiter?.resolve();
    else waiter?.reject(new Error(message.failed));
  });
  child.on('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error(`The bot ended: ${written.slice(-2000)}`));
  });
  child.send({ now: now.toISOString() });
  await ready(child, () => written);
  let ticks = 0;
  return {
    pid: child.pid,
    setTime: (at) => void child.send({ now: at.toISOString() }),
    tick(at) {
      const tick = ++ticks;
      return new Promise<void>((resolve, reject) => {
        waiting.set(tick, { resolve, reject });
        if (!child.connected) reject(new Error('The bot is not running'));
        else child.send({ now: at.toISOString(), tick });
      }).finally(() => waiting.delete(tick));
    },
    async end(signal = 'SIGTERM') {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
      return child.exitCode;
    },
    log: () => written,
  };
}

async function ready(child: ChildProcess, log: () => string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`The bot did not come up: ${log()}`));
    }, READY_MS);
    child.on('message', (message: { ready?: boolean }) => {
      if (!message.ready) return;
      clearTimeout(timer);
      resolve();
    });
    child.once('exit', () => {
      clearTimeout(timer);
      reject(new Error(log() || 'The bot ended before it was ready'));
    });
  });
}
