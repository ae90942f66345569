import { ACCOUNT_SERVICE, chooseLeafServices, MAX_LEAF_SERVICES, OTHER_LEAVES } from '../domain/cuts.ts';
import { addDays, type Day, monthOf } from '../domain/day.ts';
import type { Ledger, Memory } from './ports.ts';

interface Choice {
  readonly month: string;
  readonly services: readonly string[];
}

function isChoice(value: unknown): value is Choice {
  return (
    typeof value === 'object' &&
    value !== null &&
    'month' in value &&
    'services' in value &&
    Array.isArray(value.services)
  );
}

/**
 * The services of a payer that have leaf cuts of their own: chosen from its last month, looked at anew each month.
 * One that was chosen stays, so that its history has no hole; when one joins, the cut of all others is read again without it.
 */
export async function leafServices(
  deps: { ledger: Ledger; memory: Memory },
  payer: string,
  today: Day,
): Promise<readonly string[]> {
  const name = `leaf-services:${payer}`;
  const recalled = await deps.memory.recall(name);
  const before = isChoice(recalled) ? recalled : undefined;
  if (before?.month === monthOf(today)) return before.services;
  const window = { from: addDays(today, -31), end: today };
  const rows = await deps.ledger.sums({ cut: ACCOUNT_SERVICE.name, window, by: ['payer', 'keyB'] });
  const spend = new Map(rows.filter((row) => row.payer === payer).map((row) => [row.keyB ?? '', row.amortized]));
  if (spend.size === 0) return before?.services ?? [];
  const kept = before?.services ?? [];
  const services = [...new Set([...kept, ...chooseLeafServices(spend)])].slice(0, MAX_LEAF_SERVICES);
  if (services.length > kept.length) await deps.ledger.forgetMonths(payer, OTHER_LEAVES);
  await deps.memory.remember(name, { month: monthOf(today), services });
  return services;
}
