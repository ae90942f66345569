import { describe, expect, test } from 'vitest';
import type { Allowance } from '../../src/domain/logs/allow.ts';
import type { Viewer } from '../../src/usecases/follow-ports.ts';
import { createFollowRights } from '../../src/usecases/follow-rights.ts';
import type { Directory } from '../../src/usecases/ports.ts';
import { TARGET } from './follow-world.ts';
import { logForTest } from './world.ts';

const inOps: Allowance = { channels: ['C0OPS'], usergroups: [], functions: ['orders-*'] };
const forOncall: Allowance = { channels: [], usergroups: ['S0ONCALL'], functions: ['orders-*'] };

function refusal(
  allow: readonly Allowance[],
  shown: Viewer['shown'],
  people: Partial<Directory> = {},
  inGroup: readonly string[] = [TARGET.name],
) {
  const directory: Directory = {
    person: async (id) => ({ id, zone: 'UTC', barred: undefined }),
    isInGroup: async () => true,
    ...people,
  };
  const rights = createFollowRights(
    () => ({ directory, allow, configFile: 'billhook.yml', log: logForTest().log }),
    async () => inGroup,
  );
  return rights.refusal({ user: 'U0DANA', channel: 'C0OPS', channelName: 'ops', shown }, TARGET);
}

describe('the rights of a follow', () => {
  test.each<[string, readonly Allowance[], Viewer['shown'], RegExp | undefined]>([
    ['the channel is allowed', [inOps], 'privately', undefined],
    ['the channel is allowed', [inOps], 'in the channel', undefined],
    ['the person is in a user group', [forOncall], 'privately', undefined],
    ['only the person is in a user group', [forOncall], 'in the channel', /Not everyone in this channel/],
    ['nothing is allowed', [], 'privately', /billhook\.yml/],
  ])('where %s: %j shown %s', async (_, allow, shown, words) => {
    const told = await refusal(allow, shown);
    if (words) expect(told).toMatch(words);
    else expect(told).toBeUndefined();
  });

  test('who is barred by Slack is refused in words; that Slack is down is no refusal', async () => {
    const guest = { person: async (id: string) => ({ id, zone: 'UTC', barred: 'guests may not see logs.' }) };
    expect(await refusal([inOps], 'privately', guest)).toMatch(/guests may not/);
    const down = { person: () => Promise.reject(new Error('Slack is down')) };
    await expect(refusal([inOps], 'privately', down)).rejects.toThrow('Slack is down');
  });

  test('are refused where the log group is shared with a function that is not allowed', async () => {
    const only = { channels: ['C0OPS'], usergroups: [], functions: [TARGET.name] };
    expect(await refusal([only], 'privately', {}, [TARGET.name])).toBeUndefined();
    expect(await refusal([only], 'privately', {}, [TARGET.name, 'payments'])).toMatch(/payments/);
  });
});
