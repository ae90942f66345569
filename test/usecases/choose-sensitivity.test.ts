import { describe, expect, test } from 'vitest';
import type { DayOne } from '../../src/domain/day-one.ts';
import { micros } from '../../src/domain/money.ts';
import { chosenImpact } from '../../src/usecases/bill.ts';
import { chooseSensitivity, type Sensitivity } from '../../src/usecases/choose-sensitivity.ts';
import { portsFor } from './world.ts';

describe('choosing what is posted', () => {
  const dayOne: DayOne = {
    since: '2026-01-01' as DayOne['since'],
    through: '2026-11-19' as DayOne['since'],
    accounts: 1,
    requests: 1,
    cost: micros(0.01),
    currency: 'USD',
    replayedDays: 90,
    past: [],
    under: 0,
    post: micros(25),
    chosenBy: undefined,
  };

  test.each<[Sensitivity[], number]>([
    [['fewer'], 50],
    [['keep'], 25],
    [['more'], 12.5],
    [['more', 'more', 'more'], 10],
    [['fewer', 'more'], 25],
  ])('after %j it is posted from $%d a day, and the message shows it', async (choices, dollars) => {
    const ports = portsFor('2026-11-20T08:00:00Z');
    await ports.memory.remember('day-one', dayOne);
    for (const choice of choices) await chooseSensitivity({ ...ports, channel: 'C1' }, choice, 'U0DANA');
    expect(await chosenImpact(ports.memory)).toEqual({ micros: micros(dollars), by: 'U0DANA' });
    const edits = ports.store.$client.prepare<[], { message: string }>('SELECT message FROM outbox').all();
    expect(edits.map(({ message }) => JSON.parse(message))).toEqual([
      { kind: 'day-one', dayOne: expect.objectContaining({ post: micros(dollars), chosenBy: 'U0DANA' }) },
    ]);
  });

  test('without a first message the setting to change is named', async () => {
    const deps = { ...portsFor('2026-11-20T08:00:00Z'), channel: 'C1' };
    await expect(chooseSensitivity(deps, 'more', 'U0DANA')).rejects.toThrow(/alerts\.minImpact/);
  });
});
