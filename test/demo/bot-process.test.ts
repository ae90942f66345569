import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Organisation, startOrganisation } from '../../src/demo/organisation.ts';
import type { Day } from '../../src/domain/day.ts';

const NOW = new Date('2026-11-17T10:00:00Z');

let organisation: Organisation;
beforeEach(async () => {
  organisation = await startOrganisation({ lastDay: '2026-11-17' as Day, now: NOW, transport: 'socket' });
});
afterEach(async () => {
  await organisation.close();
});

test('a bot that was killed takes the time without a word, and refuses a tick in words', async () => {
  const bot = await organisation.startBot();
  const ticking = bot.tick(NOW);
  process.kill(bot.pid ?? 0, 'SIGKILL');
  // Whether its end is known yet or not.
  const tickingOn = bot.tick(NOW);
  bot.setTime(NOW);
  await expect(ticking).rejects.toThrow('The bot ended');
  await expect(tickingOn).rejects.toThrow('The bot ended');
  bot.setTime(NOW);
  organisation.setTime(NOW);
  await expect(bot.tick(NOW)).rejects.toThrow('The bot ended');
  expect(await bot.end()).toBeNull();
});

test('a bot that is ended twice at once ends once, and both hear how', async () => {
  const bot = await organisation.startBot();
  expect(await Promise.all([bot.end('SIGKILL'), bot.end('SIGKILL')])).toEqual([null, null]);
});
