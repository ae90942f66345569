import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';

const MODULE = new URL('../src/stop-on-signals.ts', import.meta.url).href;

/** A process that stops as `stop` says, told to end by so many signals, half a second apart. */
async function ended(stop: string, signals: readonly NodeJS.Signals[]) {
  const script = `
    import { stopOnSignals } from ${JSON.stringify(MODULE)};
    const log = (facts, words) => console.log(JSON.stringify(facts), words);
    stopOnSignals(${stop}, { info: log, warn: log, error: log });
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
  await expect.poll(() => said, { timeout: 10_000 }).toContain('ready');
  const exit = once(child, 'exit');
  const began = performance.now();
  for (const [i, signal] of signals.entries()) setTimeout(() => child.kill(signal), i * 500);
  const [code] = (await exit) as [number | null];
  return { code, said, ms: performance.now() - began };
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

test.concurrent('a stop that hangs is cut short within 10 s, and says what it waited for', async () => {
  const { code, said, ms } = await ended(NEVER, ['SIGTERM']);
  expect(code).toBe(0);
  expect(said).toContain('"waitingFor":"the message on its way to Slack"');
  expect(ms).toBeGreaterThan(7_000);
  expect(ms).toBeLessThan(10_000);
}, 30_000);

test.concurrent('a second signal ends it at once', async () => {
  const { code, ms, said } = await ended(NEVER, ['SIGINT', 'SIGINT']);
  expect(code).toBe(0);
  expect(said).toContain('A second signal');
  expect(ms).toBeLessThan(3_000);
});
