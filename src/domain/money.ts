/** Money in whole millionths of its currency, so that sums are exact: $1 = 1,000,000. Safe up to nine billion dollars. */
export type Micros = number & { readonly __brand: 'Micros' };

/** An amount and its currency (ISO 4217). Amounts of different currencies are never added. */
export interface Money {
  readonly micros: Micros;
  readonly currency: string;
}

const MICROS = 1_000_000;
const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/** Micros from a number of whole currency units, rounded half away from zero. For constants, settings and estimates. */
export function micros(units: number): Micros {
  return (Math.sign(units) * Math.round(Math.abs(units) * MICROS)) as Micros;
}

/**
 * Micros from a decimal string as AWS sends it (`"1204.1234567891"`, `"-3.2E-5"`), without passing through a float.
 * Rounded half away from zero. Throws a RangeError on anything that is not a decimal number.
 */
export function parseMicros(text: string): Micros {
  const match = DECIMAL.exec(text.trim());
  if (!match) throw new RangeError(`"${text}" is not an amount`);
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  const digits = whole + fraction;
  const kept = whole.length + Number(exponent) + 6;
  if (kept < 0) return 0 as Micros;
  const padded = digits.padEnd(kept, '0');
  const size = Number(padded.slice(0, kept) || '0') + ((padded[kept] ?? '0') >= '5' ? 1 : 0);
  if (!Number.isSafeInteger(size)) throw new RangeError(`"${text}" is too large an amount`);
  return (sign && size ? -size : size) as Micros;
}

/** The amount in whole currency units, for ratios and charts. */
export function units(amount: Micros): number {
  return amount / MICROS;
}

export function sum(amounts: Iterable<Micros>): Micros {
  let total = 0;
  for (const amount of amounts) total += amount;
  return total as Micros;
}

const formatters = new Map<string, Intl.NumberFormat>();

function formatter(currency: string, digits: number): Intl.NumberFormat {
  const key = `${currency} ${digits}`;
  let known = formatters.get(key);
  if (!known) {
    known = new Intl.NumberFormat('en-US', {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
    formatters.set(key, known);
  }
  return known;
}

/** `$1,204`; below ten units with cents, `$4.12`; below a cent `under $0.01`; a minus as `−`. */
export function formatMoney(amount: Micros, currency: string): string {
  const size = Math.abs(amount);
  if (size > 0 && size < MICROS / 100) return `${amount < 0 ? '−' : ''}under ${formatter(currency, 2).format(0.01)}`;
  const digits = size > 0 && size < 9.995 * MICROS ? 2 : 0;
  return `${amount < 0 ? '−' : ''}${formatter(currency, digits).format(size / MICROS)}`;
}

/** As formatMoney, always with its sign: `+$76`, `−$11`; zero as `±$0`. */
export function formatChange(amount: Micros, currency: string): string {
  if (amount === 0) return `±${formatMoney(amount, currency)}`;
  return amount > 0 ? `+${formatMoney(amount, currency)}` : formatMoney(amount, currency);
}

/** `+1.6 %`, `−12 %`; above 999 % as `12×`; `undefined` where there is nothing to compare with. */
export function formatRatio(amount: number, base: number): string | undefined {
  if (base <= 0) return undefined;
  const percent = ((amount - base) / base) * 100;
  if (percent > 999) return `${Math.round(amount / base)}×`;
  const size = Math.abs(percent);
  const text = size < 10 ? size.toFixed(1) : String(Math.round(size));
  return `${percent < 0 ? '−' : '+'}${text} %`;
}
