import type { LineItem } from '../../scenario/types.ts';
import { invalid } from '../failure.ts';
import { list, text } from './input.ts';
import { broken } from './refusal.ts';

/** A metric's sum over some lines, as AWS writes it. */
export interface MetricValue {
  readonly Amount: string;
  readonly Unit: string;
}

type Sum = (lines: readonly LineItem[], currency: string) => MetricValue;

const METRICS: Readonly<Record<string, Sum>> = {
  UnblendedCost: cost((line) => line.unblended),
  // Without volume tiers shared by the organisation the blended rate is the unblended one.
  BlendedCost: cost((line) => line.unblended),
  AmortizedCost: cost((line) => line.amortized),
  NetAmortizedCost: cost((line) => line.netAmortized),
  NetUnblendedCost: cost(netUnblended),
  UsageQuantity: (lines) => quantity(lines, (line) => line.quantity),
  NormalizedUsageAmount: (lines) => ({ ...quantity(lines, normalized), Unit: 'N/A' }),
};

/** AWS's factors by instance size, from which NormalizedUsageAmount is made. */
const SIZE_FACTORS: Readonly<Record<string, number>> = {
  nano: 0.25,
  micro: 0.5,
  small: 1,
  medium: 2,
  large: 4,
  xlarge: 8,
};

/** The metrics of a request and how to sum them. Throws a ValidationException for none or for one AWS does not have. */
export function metricsOf(
  value: unknown,
): (lines: readonly LineItem[], currency: string) => Record<string, MetricValue> {
  if (value === undefined || value === null) throw broken(value, 'metrics', 'not be null');
  const names = list(value, 'metrics').map((name) => text(name, 'metrics'));
  if (names.length === 0) throw invalid('Metrics must have at least one value');
  const sums = new Map(names.map((name) => [name, metric(name)]));
  return (lines, currency) => Object.fromEntries([...sums].map(([name, sum]) => [name, sum(lines, currency)]));
}

function metric(name: string): Sum {
  const sum = Object.hasOwn(METRICS, name) ? METRICS[name] : undefined;
  if (!sum) throw invalid(`Metric ${name} is not valid. Valid values are ${Object.keys(METRICS).join(', ')}`);
  return sum;
}

function cost(read: (line: LineItem) => number): Sum {
  return (lines, currency) => ({
    Amount: decimal(lines.reduce((total, line) => total + read(line), 0)),
    Unit: currency,
  });
}

/** Micros as a decimal string, exactly: `-1.25`, `0`. */
function decimal(amount: number): string {
  const digits = String(Math.abs(amount)).padStart(7, '0');
  const fraction = digits.slice(-6).replace(/0+$/, '');
  return `${amount < 0 ? '-' : ''}${digits.slice(0, -6)}${fraction && `.${fraction}`}`;
}

/** Unblended with the private discount taken off in the same ratio as from the amortized cost. */
function netUnblended({ unblended, amortized, netAmortized }: LineItem): number {
  return amortized === 0 ? unblended : Math.round((unblended * netAmortized) / amortized);
}

function quantity(lines: readonly LineItem[], read: (line: LineItem) => number): MetricValue {
  const units = new Set<string>();
  let total = 0;
  for (const line of lines) {
    if (line.quantity !== 0) units.add(line.unit);
    total += read(line);
  }
  const [unit] = units;
  return { Amount: String(Math.round(total * 1e6) / 1e6), Unit: units.size === 1 && unit ? unit : 'N/A' };
}

/** Instance hours in the size of a `small`; 0 for what is no instance. */
function normalized({ usageType, quantity: hours }: LineItem): number {
  const [, times, size = ''] = /(?:BoxUsage|InstanceUsage|NodeUsage):(?:\w+\.)+?(\d*)(\w+)$/.exec(usageType) ?? [];
  return hours * (SIZE_FACTORS[size] ?? 0) * Number(times || 1);
}
