import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/domain/errors.ts';
import { acknowledge } from '../../src/usecases/acknowledge.ts';
import { at, findingOf } from '../store/fixtures.ts';
import { portsFor } from './world.ts';

describe('acknowledging', () => {
  test('the winner and the loser are both given the owner; an unknown incident is said to be unknown', async () => {
    const ports = portsFor('2026-11-20T08:00:00Z');
    const finding = findingOf('rise|a', 80);
    await ports.incidents.commit([{ change: 'open', finding, state: 'open', channel: 'C1', note: '' }], ports.clock());
    const answers = await Promise.all(['U0DANA', 'U0MIRA'].map((by) => acknowledge(ports, 1, by)));
    expect(answers.map(({ won }) => won)).toEqual([true, false]);
    expect(answers.map(({ incident }) => incident.acknowledged)).toEqual(
      Array(2).fill({ by: 'U0DANA', at: at('2026-11-20T08:00:00Z') }),
    );
    for (const id of [99, Number.NaN]) await expect(acknowledge(ports, id, 'U0DANA')).rejects.toThrow(UserError);
  });
});
