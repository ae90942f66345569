/** A statistic over the samples of a slot, of which there is at least one. */
export type Statistic = (samples: readonly number[]) => number;

const PLAIN = new Map<string, Statistic>([
  ['SampleCount', (samples) => samples.length],
  ['Sum', sum],
  ['Average', (samples) => sum(samples) / samples.length],
  ['Minimum', (samples) => samples.reduce((least, value) => Math.min(least, value))],
  ['Maximum', (samples) => samples.reduce((most, value) => Math.max(most, value))],
]);
const PERCENTILE = /^p(\d{1,2}(?:\.\d{1,10})?|100)$/;

/** A statistic by AWS's name: Sum, Average, Maximum, p50, p99.9 …; undefined where it is none that is simulated. */
export function readStatistic(name: string): Statistic | undefined {
  const [, percent] = PERCENTILE.exec(name) ?? [];
  return percent === undefined ? PLAIN.get(name) : percentile(Number(percent) / 100);
}

function sum(samples: readonly number[]): number {
  return samples.reduce((total, value) => total + value, 0);
}

function percentile(share: number): Statistic {
  return (samples) => {
    const sorted = Float64Array.from(samples).sort();
    const place = share * (sorted.length - 1);
    const below = sorted[Math.floor(place)] ?? 0;
    const above = sorted[Math.ceil(place)] ?? below;
    return below + (above - below) * (place - Math.floor(place));
  };
}
