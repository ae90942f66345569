import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { LONGEST_STOP_MS } from '../src/stop-on-signals.ts';

const MODULE = new URL('../src/stop-on-signals.ts', import.meta.url).href;

/**
 * How a process ends that stops as `stop` says and is told to by so many signals, half a second apart.
 * @param longest how long it may take, in ms; as usual where absent
 */
async function ended(stop: string, signals: readonly NodeJS.Signals[], longest = 'undefined') {
  const script = `
    import { stopOnSignals } from ${JSON.stringify(MODULE)};
    const log = (facts, words) => console.log(JSON.stringify(facts), words);
    stopOnSignals(${stop}, { info: log, warn: log, error: log }, ${longest});
    setInterval(() => {}, 1000);
    console.log('ready');`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script]);
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  await expect.poll(() => said, { timeout: 30_000 }).toContain('ready');
  const exit = once(child, 'exit');
  for (const [i, signal] of signals.entries()) setTimeout(() => child.kill(signal), i * 500);
  const [code] = (await exit) as [number | null];
  return { code, said };
}

const NEVER = `async (tell) => { tell('the message on its way to Slack'); await new Promise(() => {}); }`;

test.concurrent('a stop that finishes ends the process in good order', async () => {
  expect(await ended('async () => {}', ['SIGTERM'])).toMatchObject({ code: 0 });
});

test.concurrent('a stop that fails ends it with the reason', async () => {
  const { code, said } = await ended(`async () => { throw new Error('disk full'); }`, ['SIGINT']);
  expect(code).toBe(1);
  expect(said).toContain('Could not stop cleanly');
});

test.concurrent('a stop that hangs is cut short once its time has gone, and says what it waited for', async () => {
  const { code, said } = await ended(NEVER, ['SIGTERM'], '700');
  expect(code).toBe(0);
  expect(said).toContain('"waitingFor":"the message on its way to Slack"');
  expect(said).toContain('0.7 s have gone');
});

test('supervisors wait ten seconds: a stop takes no longer', () => {
  expect(LONGEST_STOP_MS).toBe(8000);
});

test.concurrent('a second signal ends it before its time has gone', async () => {
  const { code, said } = await ended(NEVER, ['SIGINT', 'SIGINT']);
  expect(code).toBe(0);
  expect(said).toContain('A second signal');
  expect(said).not.toContain('have gone');
});
