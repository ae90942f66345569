/** One way in which Slack fails. `method` is a Web API method, `response_url`, or `*` for all. */
export type Fault = {
  readonly method: string;
  /** How often it strikes; without it, until cleared. */
  readonly times?: number | undefined;
  /** 0 to 1, from a seeded generator; default 1. */
  readonly probability?: number;
} & (
  | { readonly kind: 'rate-limit'; readonly retryAfterSeconds: number }
  | { readonly kind: 'error-500' | 'drop-before' | 'drop-after' }
  | { readonly kind: 'delay'; readonly ms: number }
  | { readonly kind: 'error'; readonly code: string }
);

export interface Faults {
  add(fault: Fault): void;
  clear(): void;
  /** The faults that strike this request: any delays, and at most one that decides its answer. */
  strike(method: string): Fault[];
}

export function createFaults(): Faults {
  let armed: { fault: Fault; left: number }[] = [];
  let random = seededRandom(1);

  function strikes({ fault, left }: { fault: Fault; left: number }, method: string): boolean {
    if (left <= 0 || (fault.method !== '*' && fault.method !== method)) return false;
    return fault.probability === undefined || random() < fault.probability;
  }

  return {
    add: (fault) => void armed.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY }),
    clear() {
      armed = [];
      random = seededRandom(1);
    },
    strike(method) {
      const striking: Fault[] = [];
      for (const one of armed) {
        if (!strikes(one, method)) continue;
        one.left -= 1;
        striking.push(one.fault);
        if (one.fault.kind !== 'delay') break;
      }
      return striking;
    },
  };
}

/** Evenly spread numbers from 0 to 1, the same for the same seed (a linear congruential generator, modulus 2³²). */
function seededRandom(seed: number): () => number {
  let value = seed;
  return () => {
    value = (Math.imul(value, 1664525) + 1013904223) >>> 0;
    return value / 2 ** 32;
  };
}
