import { expect, test } from 'vitest';
import { UserError } from '../../src/domain/errors.ts';
import type { View } from '../../src/slack/blocks.ts';
import { costCommand } from '../../src/slack/commands/cost.ts';
import { plainText } from '../../src/slack/plain-text.ts';
import { list, report } from '../../src/slack/views/sample-reports.ts';
import type { CostQuestion } from '../../src/usecases/report-costs.ts';

function cost() {
  const asked: CostQuestion[] = [];
  const command = costCommand(
    async (question) => {
      asked.push(question);
      return report;
    },
    async () => list,
    'Europe/Berlin',
  );
  const told: View[] = [];
  const run = (text: string) =>
    command.run(
      { text, user: 'U0DANA', channel: 'C1', channelName: 'ops' },
      async (interim) => void told.push(interim),
    );
  return { command, run, asked, told };
}

test.each(['incidents', '  Incidents '])('/cost %s lists incidents', async (text) => {
  const { run, asked } = cost();
  expect((await run(text))?.text).toMatch(/^Incidents: /);
  expect(asked).toEqual([]);
});

test('a word after it is named, with what would be right', async () => {
  await expect(cost().run('incidents 30d')).rejects.toThrow(
    new UserError('I don\'t know "30d" after `incidents`. It stands alone: `/cost incidents`.'),
  );
});

test.each(['', 'lambda', 'lambda incidents', 'incident manager'])('/cost %s asks for costs', async (text) => {
  const { run, asked, told } = cost();
  expect(await run(text)).toBeDefined();
  expect(asked).toHaveLength(1);
  // It comes from the ledger: there is nothing to say in between.
  expect(told).toEqual([]);
});

test('the help of /cost names the list', () => {
  expect(plainText(cost().command.help)).toContain('`/cost incidents`');
});
