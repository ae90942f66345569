import { formatMoney, micros } from '../money.ts';
import { NO_TEAM } from '../team.ts';
import type { Scope } from './engine.ts';
import type { Found } from './found.ts';

/** A cost file names no currency. */
const CURRENCY = 'USD';

/** `$1,204` of an amount in units. */
export function dollars(amount: number): string {
  return formatMoney(micros(amount), CURRENCY);
}

/** `+$120 a day`; what moved from one team to another has no sign. */
export function changeWords({ kind, perDay }: Found): string {
  const sign = kind === 'tag-shift' ? '' : kind === 'drop' ? '−' : '+';
  return `${sign}${dollars(perDay)} a day`;
}

/** What it is about: `111122223333 AmazonEC2 BoxUsage:m5.large`, `AmazonEC2 in 4 accounts`. */
export function placeWords({ kind, scopes }: Found): string {
  const [first = {}, second = {}] = scopes;
  if (kind === 'tag-shift') return `${pathOf(first)}: from team ${teamOf(first)} to ${teamOf(second)}`;
  if (scopes.length === 1) return pathOf(first);
  const accounts = distinct(scopes, ({ account }) => account);
  const services = distinct(scopes, ({ service }) => service);
  if (services.length === 1 && accounts.length === 1)
    return `${pathOf({ ...first, usageType: '' })}, ${scopes.length} usage types`;
  if (services.length === 1) return `${services[0]} in ${accounts.length} accounts`;
  if (accounts.length === 1) return `${accounts[0]}, ${services.length} services, most of all ${services[0]}`;
  return `${services.length} services in ${accounts.length} accounts, most of all ${pathOf({ ...first, usageType: '' })}`;
}

function pathOf({ account, service, usageType }: Scope): string {
  return [account, service, usageType].filter(Boolean).join(' ');
}

function teamOf({ team }: Scope): string {
  return team === NO_TEAM ? 'none' : (team ?? '');
}

function distinct(scopes: readonly Scope[], keyOf: (scope: Scope) => string | undefined): string[] {
  return [...new Set(scopes.map(keyOf))].filter((key) => key !== undefined);
}

/** `1 day`, `1,204 days`. */
export function counted(number: number, noun: string): string {
  return `${number.toLocaleString('en-US')} ${noun}${number === 1 ? '' : 's'}`;
}

/** Rows under one another: the first column to the left, the others to the right, as wide as their longest cell. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths = rows.reduce<number[]>((all, row) => row.map((cell, i) => Math.max(all[i] ?? 0, cell.length)), []);
  return rows.map((row) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('   '),
  );
}
