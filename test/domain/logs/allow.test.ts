import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Allowance, fits, mayRead } from '../../../src/domain/logs/allow.ts';

describe('a pattern', () => {
  test.each([
    ['orders-poller', 'orders-poller', true],
    ['orders-poller', 'orders', false],
    ['orders-poller', 'poller', false],
    ['orders-poller', '*', true],
    ['orders-poller', 'orders-*', true],
    ['orders-poller', '*-poller', true],
    ['orders-poller', 'o*s-*r', true],
    ['orders-poller', '*-pol*', true],
    ['orders-poller', 'payments-*', false],
    ['orders-poller', 'Orders-*', false],
    ['aba', 'ab*ba', false],
    ['abcb', 'a*b*b', true],
    ['acb', 'a*b*b', false],
    ['a.b', 'a.b', true],
    ['axb', 'a.b', false],
    ['orders', 'orders*', true],
    ['orders', '', false],
  ])('%s fits %s: %s', (name, pattern, expected) => {
    expect(fits(name, pattern)).toBe(expected);
  });

  test('means what the same pattern means as a regular expression', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 8 });
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 8 }), text, (name, pattern) => {
        expect(fits(name, pattern)).toBe(new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(name));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('logs are shown only where a line allows it', () => {
  const ops = { channels: ['C0OPS'], usergroups: [], functions: ['*'] };
  const oncall = { channels: [], usergroups: ['S0ONCALL'], functions: ['orders-*'] };
  const both = { channels: ['C0OPS'], usergroups: ['S0ONCALL'], functions: ['*'] };
  const may = (allow: Allowance[], channel: string, groups: string[] = [], functionName = 'orders-poller') =>
    mayRead(allow, { functionName, channel, isMember: (group) => groups.includes(group) });

  test.each([
    ['no line', may([], 'C0OPS', ['S0ONCALL']), false],
    ['the channel of a line', may([ops], 'C0OPS'), true],
    ['another channel', may([ops], 'C0OTHER'), false],
    ['another channel, though a member of some group', may([ops], 'C0OTHER', ['S0ONCALL']), false],
    ['a member of the group, anywhere', may([oncall], 'D0DIRECT', ['S0ONCALL']), true],
    ['no member', may([oncall], 'C0OPS', ['S0OTHER']), false],
    ['a member, of another function', may([oncall], 'C0OPS', ['S0ONCALL'], 'payments-api'), false],
    ['channel and group both named: the channel alone', may([both], 'C0OPS'), false],
    ['channel and group both named: the group alone', may([both], 'C0OTHER', ['S0ONCALL']), false],
    ['channel and group both named: both', may([both], 'C0OPS', ['S0ONCALL']), true],
    ['the second of two lines', may([both, oncall], 'C0OTHER', ['S0ONCALL']), true],
    ['lines are not mixed', may([{ ...ops, functions: ['x'] }, oncall], 'C0OPS'), false],
    [
      'a line that names nobody',
      may([{ channels: [], usergroups: [], functions: ['*'] }], 'C0OPS', ['S0ONCALL']),
      false,
    ],
    ['a line that names no function', may([{ ...ops, functions: [] }], 'C0OPS'), false],
  ])('%s', (_, allowed, expected) => {
    expect(allowed).toBe(expected);
  });
});
