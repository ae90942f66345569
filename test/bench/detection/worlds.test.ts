import { describe, expect, test } from 'vitest';
import { createWorld } from './world/index.ts';
import { cutsOf } from './worlds/cuts.ts';

const SMALL = { seed: 5, accounts: 3, services: 6, days: 180 } as const;

describe('a world as detection reads it', () => {
  test('holds usage only, once by usage type and once by team', () => {
    const world = createWorld(SMALL);
    const { leaves, teamAccounts, teamServices } = cutsOf(world);
    expect(world.rows.some(({ usageType }) => usageType.startsWith('Tax:'))).toBe(true);
    expect(leaves.some(({ scope }) => scope.usageType?.startsWith('Tax:'))).toBe(false);
    const day = 100;
    const sums = [leaves, teamAccounts, teamServices].map((series) =>
      series.reduce((all, { values }) => all + (values[day] ?? 0), 0),
    );
    expect(sums[0]).toBeGreaterThan(0);
    for (const sum of sums) expect(sum).toBeCloseTo(sums[0] ?? 0);
  });

  test('shows of a young day what was in, and nothing of a day that is missing', () => {
    const world = createWorld({ ...SMALL, holes: true });
    const leaf = cutsOf(world).leaves[0];
    const row = world.rows.find(
      ({ account, service, usageType }) =>
        account === leaf?.scope.account && service === leaf.scope.service && usageType === leaf.scope.usageType,
    );
    const share = row && world.completeness(row)[1];
    for (const [day, value] of (leaf?.values ?? []).entries()) {
      if (Number.isNaN(value)) expect(leaf?.seen?.[1]?.[day]).toBeNaN();
      else expect(leaf?.seen?.[1]?.[day]).toBeCloseTo(value * (share?.[day] ?? Number.NaN));
    }
    expect(leaf?.values.some(Number.isNaN)).toBe(true);
  });
});
