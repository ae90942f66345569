import { createHash } from 'node:crypto';

const LIFETIME_MS = 24 * 3_600_000;

/** A nextToken: opaque to the client, good for the same request only, and for 24 hours as AWS documents. */
export interface TokenKit<T> {
  seal(state: T, now: Date): string;
  /** The state in a token; throws what `refusal` makes on any that this request was not given. */
  open(token: string, now: Date): T;
}

/**
 * Tokens of one request, whose parameters are `request`; `isState` holds what comes out to its shape, and `refusal` is
 * what the service says to a token that is none.
 */
export function tokensFor<T>(
  request: unknown,
  isState: (value: unknown) => value is T,
  refusal: () => Error,
): TokenKit<T> {
  const sign = (body: string) =>
    createHash('sha256').update(JSON.stringify(request)).update(body).digest('base64url').slice(0, 22);
  return {
    seal(state, now) {
      const body = Buffer.from(JSON.stringify({ state, issued: now.getTime() })).toString('base64url');
      return `${body}${sign(body)}`;
    },
    open(token, now) {
      const body = token.slice(0, -22);
      if (sign(body) !== token.slice(-22)) throw refusal();
      const { state, issued }: { state?: unknown; issued?: unknown } = JSON.parse(
        Buffer.from(body, 'base64url').toString(),
      );
      if (typeof issued !== 'number' || now.getTime() - issued > LIFETIME_MS || !isState(state)) throw refusal();
      return state;
    },
  };
}
