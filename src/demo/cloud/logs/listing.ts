import { tokensFor } from '../token.ts';
import { invalidToken } from './input.ts';

/** One page of a list that is short enough to be built whole; `request` is what a token is bound to. */
export function pageOf<T>(
  items: readonly T[],
  { limit, token, request, now }: { limit: number; token: string | undefined; request: unknown; now: Date },
): { items: readonly T[]; nextToken?: string } {
  const tokens = tokensFor(request, (value): value is number => typeof value === 'number', invalidToken);
  const from = token === undefined ? 0 : tokens.open(token, now);
  const end = from + limit;
  const page = items.slice(from, end);
  return end < items.length ? { items: page, nextToken: tokens.seal(end, now) } : { items: page };
}
