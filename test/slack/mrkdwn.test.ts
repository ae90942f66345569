import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { section, view } from '../../src/slack/blocks.ts';
import { cut } from '../../src/slack/limits.ts';
import { channelLink, escapeText, mention, mrkdwn, safe, unescapeText } from '../../src/slack/mrkdwn.ts';
import { plainText } from '../../src/slack/plain-text.ts';

/** Text as hostile as it comes: whole control sequences, their parts, and anything else. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '<!channel>',
        '<!here>',
        '<@U0DANA>',
        '<#C0OPS>',
        '<https://evil.example|bill>',
        '<!subteam^S1>',
        '<',
        '>',
        '&',
        '&lt;',
        '&amp;lt;',
        '|',
      ),
      fc.string({ unit: 'binary' }),
    ),
    { maxLength: 20 },
  )
  .map((parts) => parts.join(''));

/** What Slack reads as a control sequence: anything between angle brackets. */
const CONTROL = /<[^>]*>?|>/;

describe('escaping', () => {
  test('leaves no control sequence of Slack, whatever the text', () => {
    fc.assert(
      fc.property(hostile, (text) => !CONTROL.test(escapeText(text))),
      { numRuns: 2000 },
    );
  });

  test('loses nothing: Slack shows the text as it was', () => {
    const shown = (text: string) =>
      text.replace(/&(lt|gt|amp);/g, (_, name) => ({ lt: '<', gt: '>', amp: '&' })[name as 'lt'] ?? '');
    fc.assert(fc.property(hostile, (text) => shown(escapeText(text)) === text));
  });

  test('holds for every value of a template and for people who are none', () => {
    fc.assert(
      fc.property(hostile, hostile, (one, other) => {
        const text = mrkdwn`*${one}* has ${mention(`x${other}`)} at ${safe(mrkdwn`${other}`)}`;
        return !CONTROL.test(text);
      }),
    );
  });

  test('holds for a text that is cut to any length, and no character is split', () => {
    fc.assert(
      fc.property(hostile, fc.integer({ min: 1, max: 60 }), (text, limit) => {
        const short = cut(escapeText(Buffer.from(text).toString()), limit);
        expect(short.length).toBeLessThanOrEqual(limit);
        expect(Buffer.from(short).toString()).toBe(short);
        expect(short.replace(/&(?:lt|gt|amp);/g, '')).not.toMatch(/[<>&]/);
      }),
      { numRuns: 2000 },
    );
  });
});

test('a person is mentioned by id', () => {
  expect(mrkdwn`${mention('U0DANA')} has it`).toBe('<@U0DANA> has it');
});

test('text that fits is not touched, and text that does not says so', () => {
  expect(cut('abcde', 5)).toBe('abcde');
  expect(cut('abcdef', 5)).toBe('abcd…');
});

test('the text beside the blocks fits into the 4,000 bytes of an edit', () => {
  for (const long of ['x'.repeat(4_001), 'é'.repeat(3_000), '😀'.repeat(2_000), '—'.repeat(40_000)]) {
    const { text } = view(mrkdwn`${long}`);
    expect(text).toMatch(/[xé😀—]…$/u);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(4_000);
    expect(Buffer.byteLength(text)).toBeGreaterThan(3_980);
  }
  expect(view(mrkdwn`${'é'.repeat(2_000)}`).text).toBe('é'.repeat(2_000));
});

test('a terminal shows what was said, unescaped', () => {
  expect(plainText(view(mrkdwn`x`, section(mrkdwn`*${'a < b & c'}*`)))).toBe('a < b & c');
});

test.each([
  ['a mention', '<@U0DANA> has it', 5],
  ['a channel', 'in <#C0COSTS>', 8],
  ['a group', '<!subteam^S0ONCALL> nobody', 12],
])('%s is left out whole where it does not fit', (_, text, limit) => {
  expect(cut(text, limit)).not.toMatch(/[<>]/);
  expect(cut(text, text.length)).toBe(text);
});

test('a channel is linked by its id; anything else stands as it is', () => {
  expect(mrkdwn`${channelLink('C0COSTS')} ${channelLink('#<x>')}`).toBe('<#C0COSTS> #&lt;x&gt;');
});

test('what was escaped can be had back', () => {
  expect(unescapeText(escapeText('<a> & &lt;'))).toBe('<a> & &lt;');
});
