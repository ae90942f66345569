import { expect, onTestFinished, test, vi } from 'vitest';
import { startWorkspace } from '../../../src/demo/workspace/index.ts';
import type { Incident } from '../../../src/domain/incident.ts';
import type { Click } from '../../../src/slack/actions/action.ts';
import { incidentLogsAction } from '../../../src/slack/actions/incident-logs.ts';
import { createWebClient } from '../../../src/slack/client.ts';
import { createLogsDesk } from '../../../src/slack/logs-desk.ts';
import type { IncidentLogs } from '../../../src/usecases/incident-logs.ts';
import { logForTest } from '../../usecases/world.ts';
import { DANA, open } from '../incidents.ts';
import { linesOf, questionOf, reportOf, target } from '../views/log-reports.ts';

const report = reportOf(linesOf(['cursor stored']));
const inOps = { ...open, channel: 'C0OPS' };

/** The button on an alert in #ops, over a search that finds this. */
async function clicked(found: IncidentLogs, more: { incident?: Incident; click?: Partial<Click> } = {}) {
  const workspace = await startWorkspace();
  onTestFinished(() => workspace.close());
  const alert = workspace.shout({ user: 'dana', channel: 'ops', text: 'an alert' });
  const client = createWebClient(workspace.botToken, workspace.apiUrl, 2_000);
  const nothing = () => Promise.reject(new Error('not asked'));
  const desk = createLogsDesk({
    client,
    log: logForTest().log,
    search: nothing,
    searchTarget: nothing,
    follow: nothing,
  });
  const asked: number[] = [];
  const action = incidentLogsAction({
    client,
    desk,
    read: async (id) => {
      asked.push(id);
      return more.incident ?? inOps;
    },
    search: async () => found,
  });
  const click: Click = {
    value: '',
    user: DANA,
    blockId: 'incident:314:7',
    chosen: undefined,
    triggerId: 't',
    channel: 'C0OPS',
    channelName: 'ops',
    messageTs: alert.ts,
    threadTs: undefined,
    ...more.click,
  };
  const answer = await action.run(click, async () => undefined);
  const replies = () => workspace.messages('ops').filter(({ thread_ts: thread }) => thread === alert.ts);
  return { answer, asked, replies };
}

test('what the whole channel may see stands in the thread of the alert, with who asked and a way to follow it', async () => {
  const { answer, asked, replies } = await clicked({ answer: report, everyone: true });
  expect(answer).toBeUndefined();
  expect(asked).toEqual([314]);
  expect(replies()).toMatchObject([{ text: '<@U0DANA> asked for the logs of #314.' }]);
  expect(JSON.stringify(replies()[0]?.blocks)).toMatch(/cursor stored.*logs-follow-here/);
});

test('the file of what does not fit comes into the thread too', async () => {
  const many = reportOf(linesOf(Array.from({ length: 2_000 }, (_, i) => `line ${i} of many, none of which is short`)));
  const { replies } = await clicked({ answer: many, everyone: true });
  await vi.waitFor(() => expect(replies().flatMap(({ files }) => files ?? [])).toHaveLength(1));
});

const choice = {
  kind: 'choice' as const,
  question: questionOf(),
  rest: '2h',
  targets: [{ target: target(), accountName: undefined }],
  missing: [],
};

test.each<[string, IncidentLogs, Parameters<typeof clicked>[1]]>([
  ['only some may see', { answer: report, everyone: false }, {}],
  ['is a menu', { answer: choice, everyone: true }, {}],
  [
    'was clicked elsewhere than in the channel of the incident',
    { answer: report, everyone: true },
    { incident: { ...open, channel: 'C0COSTS' } },
  ],
  ['was clicked where there is no message', { answer: report, everyone: true }, { click: { messageTs: undefined } }],
])('what %s comes to the one who clicked alone', async (_, found, more) => {
  const { answer, replies } = await clicked(found, more);
  expect(answer).toMatchObject({ text: expect.stringMatching(/./) });
  expect(replies()).toEqual([]);
});
