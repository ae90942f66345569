/** Amounts by day number (see day.ts) that may come in any order; NaN on a day without one. */
export interface Growing {
  start: number;
  values: Float64Array;
}

const ROOM = 64;

export function growing(): Growing {
  return { start: 0, values: new Float64Array(0) };
}

/** Adds an amount to a day, or puts it there. */
export function addTo(series: Growing, day: number, amount: number): void {
  makeRoom(series, day);
  const index = day - series.start;
  const before = series.values[index] as number;
  series.values[index] = Number.isNaN(before) ? amount : before + amount;
}

/** Puts an amount on a day in the place of what stood there. */
export function setOn(series: Growing, day: number, amount: number): void {
  makeRoom(series, day);
  series.values[day - series.start] = amount;
}

/** The amount of a day; NaN where there is none. */
export function amountOn({ start, values }: Growing, day: number): number {
  return values[day - start] ?? Number.NaN;
}

/** Doubles the series towards a day that lies outside it. */
function makeRoom(series: Growing, day: number): void {
  const { start, values } = series;
  if (values.length === 0) series.start = day;
  else if (day >= start && day < start + values.length) return;
  const first = Math.min(series.start, day < start ? Math.max(0, day - values.length) : day);
  const end = Math.max(start + values.length, day >= start ? day + Math.max(ROOM, values.length) : 0);
  const wider = new Float64Array(end - first).fill(Number.NaN);
  if (values.length) wider.set(values, start - first);
  series.start = first;
  series.values = wider;
}
