import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const COMMAND = fileURLToPath(new URL('../../bin/billhook.js', import.meta.url));
/** A loaded machine takes long; only a bot that hangs is given up. */
const READY_MS = 60_000;

/** The bot as a process of its own, started by its command; business time and ticks reach it over IPC. */
export interface BotProcess {
  readonly pid: number | undefined;
  /** Resolves once it listens. Rejects with its own words where it ends before. */
  readonly ready: Promise<void>;
  /** Resolves once it has ended, to the exit code, or to null where a signal ended it. */
  readonly ended: Promise<number | null>;
  /** Sets the bot's business clock. One that has ended takes it without a word. */
  setTime(now: Date): void;
  /** Sets the clock and has the bot run what is due; resolves when it has. Rejects if it died before or on the way. */
  tick(now: Date): Promise<void>;
  /** Ends it: SIGTERM unless told. Gives the exit code, or null where a signal ended it. */
  end(signal?: NodeJS.Signals): Promise<number | null>;
  /** All it wrote to standard error so far. */
  log(): string;
}

/**
 * Starts `billhook start`, which is up once `ready` resolves.
 * @param env its whole environment
 * @param slackTimeoutMs how long it waits for Slack's answers; its own default where absent
 */
export function spawnBotProcess(env: Readonly<Record<string, string>>, now: Date, slackTimeoutMs?: number): BotProcess {
  const scale = slackTimeoutMs === undefined ? [] : ['--slack-timeout', String(slackTimeoutMs)];
  const child = spawn(process.execPath, [COMMAND, 'start', '--follow', ...scale], {
    env,
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  });
  let written = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    written += chunk.toString();
  });
  const ended = endOf(child);
  const waiting = new Map<number, { resolve(): void; reject(error: Error): void }>();
  child.on('message', (message: { ticked?: number; failed?: string }) => {
    const waiter = message.ticked === undefined ? undefined : waiting.get(message.ticked);
    if (message.failed === undefined) waiter?.resolve();
    else waiter?.reject(new Error(message.failed));
  });
  const died = () => new Error(`The bot ended: ${written.slice(-2000)}`);
  let isOver = false;
  void ended.then(() => {
    isOver = true;
    for (const { reject } of waiting.values()) reject(died());
  });
  // Without a callback, a message that a dead child can no longer take is an error that ends this process.
  const send = (message: object, failed: () => void = () => {}) =>
    void child.send(message, (error) => {
      if (error) failed();
    });
  send({ now: now.toISOString() });
  const ready = comingUp(child, ended, () => written);
  // Whoever waits hears of it; nobody needs to.
  ready.catch(() => {});
  let ticks = 0;
  return {
    pid: child.pid,
    ready,
    ended,
    setTime: (at) => send({ now: at.toISOString() }),
    tick(at) {
      const tick = ++ticks;
      return new Promise<void>((resolve, reject) => {
        waiting.set(tick, { resolve, reject });
        // Its end may be known before its channel is closed, and the other way round.
        if (isOver) reject(died());
        else send({ now: at.toISOString(), tick }, () => reject(died()));
      }).finally(() => waiting.delete(tick));
    },
    async end(signal = 'SIGTERM') {
      if (!isOver) child.kill(signal);
      return ended;
    },
    log: () => written,
  };
}

function endOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    // Not at its exit: its last words may still be on their way then.
    child.once('close', resolve);
    child.on('error', () => {
      // One that could not even be started has no end.
      if (child.pid === undefined) resolve(null);
    });
  });
}

function comingUp(child: ChildProcess, ended: Promise<unknown>, log: () => string): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`The bot did not come up: ${log()}`));
    }, READY_MS);
    child.on('message', (message: { ready?: boolean }) => {
      if (!message.ready) return;
      clearTimeout(timer);
      resolve();
    });
    void ended.then(() => {
      clearTimeout(timer);
      reject(new Error(log() || 'The bot ended before it was ready'));
    });
  });
}
