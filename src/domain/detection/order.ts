/** Days of a series at the most, and so values that are sorted at once. */
export const MOST_DAYS = 420;

/** The value at an index that is known to exist: typed arrays hold no holes. */
export function at(values: Float64Array | Uint8Array | Float32Array, index: number): number {
  return values[index] as number;
}

/** Sorts the first `count` values in place: an insertion sort, the fastest for the few dozen that detection sorts. */
export function sortFirst(values: Float64Array, count: number): void {
  if (count > 64) {
    values.subarray(0, count).sort();
    return;
  }
  for (let i = 1; i < count; i++) {
    const value = at(values, i);
    let j = i - 1;
    for (; j >= 0 && at(values, j) > value; j--) values[j + 1] = at(values, j);
    values[j + 1] = value;
  }
}

/** The median of the first `count` values, which are left sorted; NaN of none. */
export function medianOf(values: Float64Array, count: number): number {
  if (count === 0) return Number.NaN;
  sortFirst(values, count);
  return middleOf(values, count);
}

/** The median of the first `count` values, which are sorted already. */
export function middleOf(sorted: Float64Array, count: number): number {
  const middle = count >> 1;
  return count % 2 ? at(sorted, middle) : (at(sorted, middle - 1) + at(sorted, middle)) / 2;
}

/** The value below which a share of the first `count` sorted values lies, by the nearest rank; NaN of none. */
export function rankOf(sorted: Float64Array, count: number, share: number): number {
  if (count === 0) return Number.NaN;
  return at(sorted, Math.min(count - 1, Math.max(0, Math.ceil(share * count) - 1)));
}
