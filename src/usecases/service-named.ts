import { ACCOUNT_SERVICE } from '../domain/cuts.ts';
import { addDays, type Day } from '../domain/day.ts';
import { UserError } from '../domain/errors.ts';
import { resolveName } from '../domain/names.ts';
import type { Ledger } from './ports.ts';

/** Nearly every question is about a service of these days, and three months of services take as long as all the rest … */
const NOW_DAYS = 14;
/** … so they are looked through for what is not found among these. */
const NAMED_DAYS = 92;

/** The service that a person means, by its name on this bill. Throws a UserError with the nearest names where none or several fit. */
export async function serviceNamed(ledger: Ledger, asked: string, today: Day): Promise<string> {
  const current = resolveName(asked, await servicesWithin(ledger, NOW_DAYS, today));
  if ('name' in current) return current.name;
  const services = await servicesWithin(ledger, NAMED_DAYS, today);
  const resolved = resolveName(asked, services);
  if ('name' in resolved) return resolved.name;
  const quoted = (names: readonly string[]) => names.map((name) => `\`/cost ${name}\``).join(', ');
  if ('several' in resolved)
    throw new UserError(
      `"${asked}" fits ${resolved.several.length} services. Which one? ${quoted(resolved.several.slice(0, 5))}`,
    );
  if (resolved.near.length)
    throw new UserError(`I don't know a service "${asked}". Did you mean ${quoted(resolved.near)}?`);
  throw new UserError(`I don't know a service "${asked}". The largest on this bill: ${quoted(services.slice(0, 4))}.`);
}

/** Every service of the last days, the dearest first. */
async function servicesWithin(ledger: Ledger, days: number, today: Day): Promise<string[]> {
  const window = { from: addDays(today, -days), end: addDays(today, 1) };
  const rows = await ledger.sums({ cut: ACCOUNT_SERVICE.name, window, by: ['keyB'] });
  return [...rows].sort((a, b) => b.amortized - a.amortized).map(({ keyB }) => keyB ?? '');
}
