import { describe, expect, test } from 'vitest';
import { checkBlocks, checkView, countTables, isTooLong } from '../../../src/demo/workspace/blocks/check-blocks.ts';
import { expectedModal } from '../../../src/slack/views/expected-modal.ts';
import { samples } from '../../../src/slack/views/samples.ts';
import { finding, incident, TODAY } from '../../domain/sample.ts';
import { views } from './extremes.ts';

describe.each(Object.entries(views))('%s', (name, make) => {
  test('is taken by Slack', () => {
    const { text, blocks } = make();
    expect(checkBlocks(JSON.parse(JSON.stringify(blocks)), 'message', () => true)).toEqual([]);
    expect(countTables(blocks)).toBeLessThanOrEqual(1);
    expect(isTooLong(blocks)).toBe(false);
    expect(text.length).toBeGreaterThan(10);
    expect(text.length).toBeLessThanOrEqual(4000);
  });

  test('pings nobody it does not mean to, and forges no link', () => {
    const { text, blocks } = make();
    const marked = blocks.flatMap((block) =>
      block.type === 'section' || block.type === 'context' ? [JSON.stringify(block)] : [],
    );
    for (const words of [text, ...marked]) expect(words.replaceAll('<@U0DANA>', '')).not.toMatch(/[<>]/);
    expect(name).not.toBe('');
  });
});

describe.each([...samples()])('the sample "%s"', (_, { text, blocks }) => {
  test('is taken by Slack', () => {
    expect(checkBlocks(JSON.parse(JSON.stringify(blocks)), 'message', () => true)).toEqual([]);
    expect(countTables(blocks)).toBeLessThanOrEqual(1);
    expect(isTooLong(blocks)).toBe(false);
    expect(text.length).toBeGreaterThan(10);
  });
});

test('the form for what is expected is taken by Slack, with hostile names too', () => {
  for (const service of ['AWS Lambda', '<!channel> & '.repeat(200)]) {
    const form = expectedModal({ ...incident(), finding: finding({ service }) }, new Map(), TODAY);
    expect(checkView(JSON.parse(JSON.stringify(form)), () => true)).toEqual([]);
    expect(JSON.stringify(form)).not.toMatch(/[<>]/);
  }
});
