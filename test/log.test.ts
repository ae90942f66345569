import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, expect, test } from 'vitest';

const [LOG, STOP, STREAMS] = ['log', 'stop-on-signals', 'standard-streams'].map(
  (name) => new URL(`../src/${name}.ts`, import.meta.url).href,
);
/** More than any pipe holds. */
const MANY = 5_000;

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

/** A process that, told so, writes many lines to its log, and ends at SIGTERM. Standard error goes where it is told. */
async function logger(stderr: 'pipe' | number) {
  const script = `
    import { createLog } from ${JSON.stringify(LOG)};
    import { stopOnSignals } from ${JSON.stringify(STOP)};
    import { outliveReaders } from ${JSON.stringify(STREAMS)};
    outliveReaders();
    const log = createLog('info');
    stopOnSignals(async () => {}, log);
    let line = 0;
    process.on('message', (lines) => {
      for (const end = line + lines; line < end; line++) {
        log.info({ line }, 'a line');
        if (line % 100 === 0) console.error('a word beside the log');
        if (line % 100 === 0) console.log('a word on standard output');
      }
      process.send('logged');
    });
    process.send('up');`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', stderr, 'ipc'],
  });
  children.push(child);
  await once(child, 'message');
  return {
    stdout: child.stdout as Readable,
    stderr: child.stderr as Readable,
    /** Resolves once the process has handed over so many lines and goes on. */
    async write(lines: number) {
      const logged = once(child, 'message');
      child.send(lines);
      await logged;
    },
    /** Gives the exit code. */
    async stop() {
      const exit = once(child, 'exit');
      child.kill('SIGTERM');
      return (await exit)[0] as number | null;
    },
  };
}

function linesOf(log: string): unknown[] {
  return log
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line))
    .filter(({ msg }) => msg === 'a line')
    .map(({ line }) => line);
}

const UP_TO_MANY = Array.from({ length: MANY }, (_, line) => line);

test('a log whose reader has gone neither ends the process nor keeps it', async () => {
  const child = await logger('pipe');
  await child.write(1);
  child.stderr.destroy();
  child.stdout.destroy();
  for (let times = 0; times < 3; times++) await child.write(MANY);
  expect(await child.stop()).toBe(0);
});

test('a log whose reader goes at the very end does not keep the process', async () => {
  const child = await logger('pipe');
  child.stderr.destroy();
  expect(await child.stop()).toBe(0);
});

test('a log whose reader has stopped reading neither holds up the process nor keeps it', async () => {
  const child = await logger('pipe');
  child.stderr.pause();
  child.stdout.resume();
  for (let times = 0; times < 5; times++) await child.write(MANY);
  expect(await child.stop()).toBe(0);
});

test.skipIf(!existsSync('/dev/full'))('a log on a full disk neither ends the process nor keeps it', async () => {
  const full = openSync('/dev/full', 'w');
  const child = await logger(full);
  closeSync(full);
  child.stdout.resume();
  await child.write(MANY);
  expect(await child.stop()).toBe(0);
});

test('a reader that reads has every line, whole, in order, to the last', async () => {
  const child = await logger('pipe');
  child.stdout.resume();
  const read = text(child.stderr);
  await child.write(MANY);
  expect(await child.stop()).toBe(0);
  const log = await read;
  expect(linesOf(log)).toEqual(UP_TO_MANY);
  expect(log).toMatch(/"msg":"Stopping"}\n$/);
});

test('a file has every line, whole, in order, to the last', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'billhook-log-'));
  const file = path.join(folder, 'log');
  const opened = openSync(file, 'a');
  const child = await logger(opened);
  closeSync(opened);
  child.stdout.resume();
  await child.write(MANY);
  expect(await child.stop()).toBe(0);
  const log = readFileSync(file, 'utf8');
  rmSync(folder, { recursive: true });
  expect(linesOf(log)).toEqual(UP_TO_MANY);
  expect(log).toMatch(/"msg":"Stopping"}\n$/);
});
