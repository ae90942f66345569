import { expect, test } from 'vitest';
import { actions, type Block, chart, context, preformatted, section, table, view } from '../../src/slack/blocks.ts';
import { isAboutLooks, stepsDown } from '../../src/slack/ladder.ts';
import { mrkdwn } from '../../src/slack/mrkdwn.ts';

const types = (message: Parameters<typeof stepsDown>[0]) =>
  stepsDown(message).map(({ blocks }) => blocks.map(({ type }) => type));
const line = section(mrkdwn`x`);
const points = chart('line', 'Cost', ['1 Nov'], [{ name: 'Cost', values: [1] }], 'USD');
const dataTable: Block = {
  type: 'data_table',
  caption: 'Movers',
  rows: [
    [
      { type: 'raw_text', text: 'Service' },
      { type: 'raw_text', text: 'Cost' },
    ],
    [
      { type: 'raw_text', text: '<Lambda>' },
      { type: 'raw_number', value: 12, text: '$12' },
    ],
  ],
};

test('a message goes from its full looks over plainer ones to its text, and keeps its buttons as long as it can', () => {
  const button = actions({ text: 'Acknowledge', actionId: 'acknowledge', value: '1' });
  const message = view(mrkdwn`words`, line, points, table([['a'], ['b']]), button, context(mrkdwn`y`));
  expect(types(message)).toEqual([
    ['section', 'data_visualization', 'table', 'actions', 'context'],
    ['section', 'context', 'table', 'actions', 'context'],
    ['section', 'actions'],
    [],
  ]);
  expect(stepsDown(message).every(({ text }) => text === 'words')).toBe(true);
});

test('the cells of a newer table are said in words, and of a chart that it is missing', () => {
  const [, plain, words] = stepsDown(view(mrkdwn`words`, points, dataTable));
  expect(plain?.blocks).toEqual([
    context(mrkdwn`Cost: the chart could not be shown here.`),
    section(mrkdwn`${'Movers\nService  Cost\n<Lambda>  $12'}`),
  ]);
  expect(words?.blocks).toEqual(plain?.blocks.slice(1));
});

test('a step that would change nothing is left out', () => {
  expect(types(view(mrkdwn`words`, line))).toEqual([['section'], []]);
  expect(types(view(mrkdwn`words`, line, preformatted('log')))).toEqual([['section', 'rich_text'], ['section'], []]);
  expect(types(view(mrkdwn`words`))).toEqual([[]]);
});

test.each([
  ['invalid_blocks', true],
  ['msg_blocks_too_long', true],
  ['channel_not_found', false],
  ['internal_error', false],
])('%s is about looks: %s', (code, yes) => {
  expect(isAboutLooks(code)).toBe(yes);
});
