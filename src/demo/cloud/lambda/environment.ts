import { hex } from '../../scenario/random.ts';
import type { LambdaFunction } from '../../scenario/types.ts';

/**
 * The environment variables of a function at an instant. The scenario has names alone; the values are made up, and hang
 * on a variable's place in the list: one that is renamed keeps its value.
 */
export function environmentOf(fn: LambdaFunction, at: Date, seed: number): Record<string, string> {
  const values = fn.environmentAt(at).map((name, place) => {
    const digits = hex(seed, `environment ${fn.account} ${fn.name}`, place, 24);
    return [name, madeUpValue(name, digits)] as const;
  });
  return Object.fromEntries(values);
}

function madeUpValue(name: string, digits: string): string {
  const kind = name.slice(name.lastIndexOf('_') + 1);
  switch (kind) {
    case 'URL':
    case 'ENDPOINT':
    case 'ISSUER':
      return `https://${digits.slice(0, 8)}.partner.example/v1?key=${digits.slice(8)}`;
    case 'LEVEL':
      return 'info';
    case 'SIZES':
      return '64,256,640,1280';
    default:
      return `${kind.toLowerCase()}-${digits.slice(0, 12)}`;
  }
}
