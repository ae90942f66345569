import type { CloudContext } from '../context.ts';
import { tokensFor } from '../token.ts';
import { invalidValue, type LambdaInput } from './input.ts';

/** One page of a list, from the Marker on. Throws InvalidParameterValueException on a marker that is none. */
export function lambdaPage<T>(
  all: readonly T[],
  limit: number,
  input: LambdaInput,
  { caller, now }: CloudContext,
): { items: readonly T[]; NextMarker?: string } {
  const asked = [...input].filter(([member]) => member !== 'Marker' && member !== 'MaxItems');
  const markers = tokensFor(
    [caller.account, caller.region, asked],
    (value): value is number => typeof value === 'number',
    () => invalidValue('Invalid marker'),
  );
  const marker = input.get('Marker');
  const from = marker === undefined ? 0 : markers.open(marker, now);
  const items = all.slice(from, from + limit);
  return from + limit < all.length ? { items, NextMarker: markers.seal(from + limit, now) } : { items };
}
