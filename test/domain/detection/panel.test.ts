import { describe, expect, test } from 'vitest';
import { parseDay } from '../../../src/domain/day.ts';
import { createPanel, type Figures, keyOf, type Scope } from '../../../src/domain/detection/panel.ts';

const FIRST = parseDay('2025-03-03');
const figures = (scope: Scope, values: number[], seen?: number[]): Figures => ({
  scope,
  values: Float64Array.from(values),
  ...(seen ? { seen: [0, 1, 2, 3].map(() => Float64Array.from(seen)) } : {}),
});
const leaf = (name: string, values: number[], seen?: number[]) => {
  const [account = '', service = '', usageType = ''] = name.split('/');
  return figures({ account, service, usageType }, values, seen);
};
const panel = (leaves: Figures[], more: { pairs?: Figures[]; teamAccounts?: Figures[] } = {}) =>
  createPanel({ first: FIRST, days: 3, leaves, teamAccounts: [], teamServices: [], ...more });

describe('a panel', () => {
  const small = panel([
    leaf('a/EC2/box', [1, 2, Number.NaN], [1, 1, 1]),
    leaf('a/EC2/disk', [10, Number.NaN, Number.NaN], [5, 5, 5]),
    leaf('a/S3/bytes', [100, 200, 300], [50, 50, 50]),
    leaf('b/EC2/box', [1000, 2000, Number.NaN], [500, 500, 500]),
  ]);
  const valuesOf = (scope: Scope) => [...(small.byKey.get(keyOf(scope))?.values ?? [])];

  test.each([
    ['an account × service', { account: 'a', service: 'EC2' }, [11, 2, Number.NaN]],
    ['an account', { account: 'a' }, [111, 202, 300]],
    ['a service', { service: 'EC2' }, [1011, 2002, Number.NaN]],
    ['the organisation', {}, [1111, 2202, 300]],
  ])('sums %s, and a day that no part knows stays unknown', (_, scope, values) => {
    expect(valuesOf(scope)).toEqual(values);
  });

  test('sums what was seen in the same way', () => {
    expect(small.organisation.seen?.map((seen) => seen[0])).toEqual([556, 556, 556, 556]);
  });

  test('leaves the figures it is given as they are', () => {
    const own = leaf('a/EC2/box', [1, 2, 3]);
    panel([own, leaf('a/EC2/disk', [1, 1, 1])]);
    expect([...own.values]).toEqual([1, 2, 3]);
  });

  test('takes an account × service from its own cut where there is one', () => {
    const { pairs, organisation } = panel([leaf('a/EC2/box', [1, 1, 1])], {
      pairs: [figures({ account: 'a', service: 'EC2' }, [5, 5, 5])],
    });
    expect([...(pairs[0]?.values ?? [])]).toEqual([5, 5, 5]);
    expect([...organisation.values]).toEqual([5, 5, 5]);
    expect(pairs[0]?.children).toHaveLength(1);
  });

  test('has teams stand beside the tree, not in its sums', () => {
    const { organisation, teamAccounts } = panel([leaf('a/EC2/box', [1, 1, 1])], {
      teamAccounts: [figures({ account: 'a', team: 'red' }, [1, 1, 1])],
    });
    expect([...organisation.values]).toEqual([1, 1, 1]);
    expect(teamAccounts[0]?.account?.scope).toEqual({ account: 'a' });
  });

  test('of no rows has no series but the organisation, of which nothing is known', () => {
    const { nodes, organisation } = panel([]);
    expect(nodes).toEqual([organisation]);
    expect([...organisation.values]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  });
});
