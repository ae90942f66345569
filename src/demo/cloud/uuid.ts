import { hex } from '../scenario/random.ts';

/** A UUID that depends on its arguments alone. */
export function uuid(seed: number, key: string, n = 0): string {
  const digits = hex(seed, key, n, 32);
  const parts = [digits.slice(0, 8), digits.slice(8, 12), `4${digits.slice(13, 16)}`, `9${digits.slice(17, 20)}`];
  return [...parts, digits.slice(20)].join('-');
}
