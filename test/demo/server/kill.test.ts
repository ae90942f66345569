import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NEVER_MS, openDemo, type PageClient } from './page-client.ts';

/** The processes of bots that this process has started and that have not ended. */
async function botPids(): Promise<number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,stat=,args=']);
  return stdout
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [])
    .filter(
      ([, , parent, stat, args]) =>
        Number(parent) === process.pid && !stat?.startsWith('Z') && args?.includes('start --follow'),
    )
    .map(([, pid]) => Number(pid));
}

// Told in order: one demo, of which the last test is the end.
describe('killing the bot on the demo page', { timeout: NEVER_MS }, () => {
  let page: PageClient;
  beforeAll(async () => {
    page = await openDemo();
  }, NEVER_MS);
  afterAll(async () => {
    await page.close();
  }, NEVER_MS);

  const DONE = { ok: true, status: 200 };
  const kill = () => page.perform({ do: 'kill' });
  const world = () => page.demo.world();
  const isUp = () => world().botState() === 'running' && !world().clock().busy;
  /** Waits until the clock has gone on so many times. */
  async function ticks(count: number): Promise<void> {
    for (let i = 0; i < count; i++) {
      const { now } = world().clock();
      await page.until(() => world().clock().now !== now);
    }
  }
  async function expectOneBot(): Promise<void> {
    await page.until(() => isUp() && page.botStates.at(-1) === 'running');
    expect(await botPids()).toHaveLength(1);
    const { acked } = await world().organisation.workspace.slash({ user: 'dana', channel: 'ops', command: '/cost' });
    expect(acked).toBe(true);
  }

  it('leaves one bot, however often and however fast it is done, also while the bot comes up', async () => {
    expect(world().botState()).toBe('starting');
    const kills = [kill(), kill()];
    for (let more = 0; more < 2; more++) {
      const heard = page.botStates.length;
      await page.until(() => page.botStates.slice(heard).includes('starting'));
      kills.push(kill(), kill());
    }
    expect(await Promise.all(kills)).toEqual(kills.map(() => DONE));
    await expectOneBot();
  });

  it('loses nothing of the first read of the bill: the bot that comes after begins anew', async () => {
    await page.until(() => world().organisation.workspace.messages('cloud-costs').length === 1);
  });

  it('lets a running clock run on, and shows the bot down, starting and running', async () => {
    await page.perform({ do: 'clock', action: 'run' });
    await ticks(1);
    const before = page.botStates.length;
    const life = ['down', 'starting', 'running'];
    expect([await kill(), await kill()]).toEqual([DONE, DONE]);
    await page.until(() => page.botStates.length >= before + 2 * life.length);
    expect(page.botStates.slice(before)).toEqual([...life, ...life]);
    expect((await page.state()).clock.running).toBe(true);
    await ticks(2);
    await page.perform({ do: 'clock', action: 'pause' });
    await expectOneBot();
  });

  it('in the midst of a step neither fails the step nor says anything twice', async () => {
    const { now } = world().clock();
    const stepping = page.perform({ do: 'clock', action: 'step' });
    await page.until(() => world().clock().now !== now);
    expect([await kill(), await stepping]).toEqual([DONE, DONE]);
    await expectOneBot();
    const texts = world()
      .organisation.workspace.messages('cloud-costs')
      .map(({ text }) => text);
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('is not the only end: a bot that ends otherwise is shown as down, time goes on, and it can be started again', async () => {
    const [pid = 0] = await botPids();
    process.kill(pid, 'SIGKILL');
    await page.until(() => page.botStates.at(-1) === 'down');
    await page.perform({ do: 'clock', action: 'run' });
    await ticks(2);
    expect(await page.perform({ do: 'clock', action: 'pause' })).toEqual(DONE);
    expect(await kill()).toEqual(DONE);
    await expectOneBot();
  });

  it('starts no bot that outlives a demo which ends meanwhile', async () => {
    const heard = page.botStates.length;
    const killing = kill().catch(() => undefined);
    await page.until(() => page.botStates.length > heard);
    await page.close();
    await killing;
    expect(await botPids()).toEqual([]);
  });
});
