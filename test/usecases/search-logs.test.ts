import { describe, expect, onTestFinished, test } from 'vitest';
import { startWorkspace } from '../../src/demo/workspace/index.ts';
import { UserError } from '../../src/domain/errors.ts';
import type { Allowance } from '../../src/domain/logs/allow.ts';
import { createWebClient } from '../../src/slack/client.ts';
import { createDirectory } from '../../src/slack/directory.ts';
import type { LogSource } from '../../src/usecases/ports.ts';
import { searchLogs } from '../../src/usecases/search-logs.ts';
import { portsFor } from './world.ts';

describe('asking for logs', () => {
  const group = { name: '/aws/lambda/poller', account: undefined, region: 'us-east-1' };
  const secret = ['AKIA', 'ABCDEFGHIJKLMNOP'].join('');
  /** A log source with one function and one line that holds a secret; it counts how often it is asked. */
  function oneFunction() {
    let asked = 0;
    const logs: LogSource = {
      async groupsOf(name) {
        asked++;
        return name === 'poller' ? [group] : [];
      },
      functionNames: async () => ['poller'],
      newest: async (_, from) => ({
        lines: [{ id: '1', at: from, text: `key ${secret} used` }],
        complete: true,
        scannedLines: 1,
      }),
    };
    return { logs, asked: () => asked };
  }

  async function ask(allow: Allowance[], user: string, channel: string, text = 'poller 1h') {
    const workspace = await startWorkspace();
    onTestFinished(() => workspace.close());
    workspace.addChannel({ name: 'partners', isExtShared: true });
    const directory = createDirectory(createWebClient(workspace.botToken, workspace.apiUrl), () => 'T0WORKSHOP');
    const ports = portsFor('2026-11-20T08:00:00Z');
    const source = oneFunction();
    const place = workspace.channel(channel);
    const channelName = place.dmWith ? 'directmessage' : place.isPrivate ? 'privategroup' : place.name;
    const asker = { user: workspace.user(user).id, channel: place.id, channelName };
    const deps = { ...ports, ...source, directory, allow, configFile: 'billhook.yml' };
    const answer = searchLogs(deps, text, asker);
    return { answer, asked: source.asked, entries: ports.entries };
  }

  const inOps = [{ channels: ['C0OPS'], usergroups: [], functions: ['poll*'] }];
  const forOncall = [{ channels: [], usergroups: ['S0ONCALL'], functions: ['*'] }];
  const everywhere = [{ channels: ['C0OPS', 'C0PARTNERS', 'C0PAYMENTS'], usergroups: [], functions: ['*'] }];

  test.each<[string, Allowance[], string, string]>([
    ['where the channel is allowed', inOps, 'dana', 'ops'],
    ['to a member of the user group, anywhere', forOncall, 'dana', 'cloud-costs'],
  ])('lines are shown %s, with their secrets hidden', async (_, allow, user, channel) => {
    const { answer } = await ask(allow, user, channel);
    const report = await answer;
    expect(report).toMatchObject({ functionName: 'poller', complete: true, hidden: 1, group, zone: 'Europe/Berlin' });
    expect(report.to.getTime() - report.from.getTime()).toBe(3_600_000);
    expect(JSON.stringify(report)).not.toContain(secret);
  });

  test.each<[string, Allowance[], string, string, RegExp]>([
    ['nothing is allowed', [], 'dana', 'ops', /- \{ channels: \["#ops"\], functions: \["poller"\] \}/],
    ['the channel is another', inOps, 'dana', 'cloud-costs', /channels: \["#cloud-costs"\]/],
    ['the person is in no user group', forOncall, 'mira', 'ops', /logs\.allow.*billhook\.yml/],
    [
      'a line names no place at all',
      [{ channels: [], usergroups: [], functions: ['*'] }],
      'dana',
      'ops',
      /nobody has allowed/,
    ],
    [
      'the function is another',
      [{ ...inOps[0], functions: ['other'] } as Allowance],
      'dana',
      'ops',
      /nobody has allowed/,
    ],
    ['the person is a guest', everywhere, 'gus', 'payments', /guests may not/],
    ['the channel is shared with another company', everywhere, 'dana', 'partners', /shared with another company/],
    ['the channel is private, by its id as its name is not told', [], 'mira', 'leads', /channels: \["C0LEADS"\]/],
    ['it is a direct message, by its id', [], 'dana', 'D0DANA', /channels: \["D0DANA"\]/],
  ])(
    'logs are refused where %s; the refusal is logged, and AWS is not asked',
    async (_, allow, user, channel, words) => {
      const { answer, asked, entries } = await ask(allow, user, channel);
      const thrown: unknown = await answer.catch((error: unknown) => error);
      expect(thrown).toBeInstanceOf(UserError);
      expect((thrown as UserError).message).toMatch(words);
      expect(asked()).toBe(0);
      expect(entries).toMatchObject([{ level: 'warn', words: 'Logs refused', facts: { functionName: 'poller' } }]);
    },
  );

  test('an unknown function is answered with the nearest name', async () => {
    const { answer } = await ask(everywhere, 'dana', 'ops', 'poler');
    await expect(answer).rejects.toThrow('Did you mean `/logs poller`?');
  });
});
