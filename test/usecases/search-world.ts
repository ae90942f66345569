import { onTestFinished } from 'vitest';
import { startWorkspace } from '../../src/demo/workspace/index.ts';
import type { Allowance } from '../../src/domain/logs/allow.ts';
import type { LogLine } from '../../src/domain/logs/line.ts';
import { createRedactor } from '../../src/domain/logs/redact.ts';
import { createWebClient } from '../../src/slack/client.ts';
import { createDirectory } from '../../src/slack/directory.ts';
import type { LogReport } from '../../src/usecases/log-report.ts';
import type { Asker } from '../../src/usecases/log-rights.ts';
import type { Directory, Functions, Inventory, LogQuery, LogSource, LogTarget } from '../../src/usecases/ports.ts';
import type { SearchDeps } from '../../src/usecases/search-logs.ts';
import { at } from '../store/fixtures.ts';
import { portsFor } from './world.ts';

export const NOW = '2026-11-20T08:00:00Z';
export const SECRET = ['AKIA', 'ABCDEFGHIJKLMNOP'].join('');
export const OPS: Asker = { user: 'U0DANA', channel: 'C0OPS', channelName: 'ops' };

export const inOps = (...functions: string[]): Allowance => ({ channels: ['C0OPS'], usergroups: [], functions });
export const EVERYTHING = [inOps('*')];

export function targetOf(name: string, more: Partial<LogTarget> = {}): LogTarget {
  return { name, group: `/aws/lambda/${name}`, kind: 'function', account: undefined, region: 'us-east-1', ...more };
}

/** Someone in Berlin whom Slack bars from nothing and who is in no user group. */
export const inBerlin: Directory = {
  person: async (id) => ({ id, zone: 'Europe/Berlin', barred: undefined }),
  isInGroup: async () => false,
};

/** A list of functions; `made` are there only once it is asked anew. */
export function listOf(
  targets: readonly LogTarget[],
  more: { readonly missing?: Inventory['missing']; readonly made?: readonly LogTarget[] } = {},
): Functions {
  const { missing = [], made = [] } = more;
  return {
    inventory: async (fresh) => ({ targets: fresh ? [...targets, ...made] : targets, missing, at: at(NOW) }),
    snapshots: () => {
      throw new Error('nobody asks for snapshots here');
    },
    configuration: async () => undefined,
    triggers: async () => [],
  };
}

/** A log source that answers each read with the same lines, and keeps what it was asked. */
export function sourceOf(lines: readonly LogLine[]) {
  const asked: LogQuery[] = [];
  const logs: LogSource = {
    async read(query) {
      asked.push(query);
      return { lines, cut: undefined, readFrom: query.window.from, bytes: 0, pages: 1 };
    },
    describe: async () => ({ logClass: 'STANDARD', lastEventAt: undefined }),
  };
  return { logs, asked };
}

/** One line that holds a secret. */
export const secretLine: LogLine = { id: '1', at: at('2026-11-20T07:30:00Z'), stream: 's', text: `key ${SECRET} used` };

/** What a search needs: one function, poller, that wrote one line; anything else as told. */
export function searchDeps(more: Partial<SearchDeps> = {}) {
  const ports = portsFor(NOW);
  const source = sourceOf([secretLine]);
  return {
    ...ports,
    ...source,
    functions: listOf([targetOf('poller')]),
    directory: inBerlin,
    allow: EVERYTHING,
    configFile: 'billhook.yml',
    redact: createRedactor([]),
    explain: async () => undefined,
    ...more,
  };
}

/** People and channels as the simulated Slack tells of them; #partners is shared with another company. */
export async function slackPeople() {
  const workspace = await startWorkspace();
  onTestFinished(() => workspace.close());
  workspace.addChannel({ name: 'partners', isExtShared: true });
  const directory = createDirectory(createWebClient(workspace.botToken, workspace.apiUrl), () => 'T0WORKSHOP');
  const askerIn = (user: string, channel: string): Asker => {
    const place = workspace.channel(channel);
    const channelName = place.dmWith ? 'directmessage' : place.isPrivate ? 'privategroup' : place.name;
    return { user: workspace.user(user).id, channel: place.id, channelName };
  };
  return { directory, askerIn };
}

/** The answer where it is a report. */
export function reportIn(answer: { readonly kind: string }): LogReport {
  if (answer.kind !== 'report') throw new Error(`a ${answer.kind} is no report`);
  return answer as LogReport;
}
