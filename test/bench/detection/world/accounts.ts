import type { Random } from './random.ts';

export type Environment = 'prod' | 'staging' | 'dev' | 'data' | 'sandbox';

export interface Account {
  readonly id: string;
  readonly environment: Environment;
  /** The team that owns it, or most of it. */
  readonly team: string;
  /** Cost against the other accounts. */
  readonly size: number;
  /** Whether several teams share it. */
  readonly shared: boolean;
}

export const TEAMS = ['payments', 'search', 'platform', 'data', 'ml', 'growth', 'mobile', 'security'] as const;
/** What carries no team tag. */
export const UNTAGGED = 'untagged';

interface Habits {
  /** The share of accounts of this environment. */
  readonly share: number;
  /** Cost against the others. */
  readonly size: number;
  /** What of a weekday's use is left on a weekend, at least and at most. */
  readonly weekend: readonly [number, number];
  /** What is left on a holiday; pipelines keep none. */
  readonly holiday: readonly [number, number];
}

export const HABITS: Readonly<Record<Environment, Habits>> = {
  prod: { share: 0.4, size: 1.6, weekend: [0.8, 0.95], holiday: [0.65, 0.85] },
  staging: { share: 0.15, size: 1, weekend: [0.35, 0.6], holiday: [0.25, 0.5] },
  dev: { share: 0.2, size: 0.6, weekend: [0.3, 0.55], holiday: [0.25, 0.5] },
  data: { share: 0.15, size: 1, weekend: [0.9, 1.1], holiday: [1, 1] },
  sandbox: { share: 0.1, size: 0.6, weekend: [0.3, 0.8], holiday: [0.25, 0.5] },
};

/** Accounts differ in size by about a factor of 2.5 either way. */
const SIZE_SPREAD = 0.9;
const SHARED_ACCOUNTS = 0.25;

/** The organisation's accounts; the first is the payer's and always production. */
export function createAccounts(count: number, random: Random): Account[] {
  return Array.from({ length: count }, (_, index) => {
    const environment = index === 0 ? 'prod' : pickEnvironment(random);
    return {
      id: String(100_000_000_000 + random.integer(1, 800_000_000_000)),
      environment,
      team: random.pick(TEAMS),
      size: Math.exp(random.normal(SIZE_SPREAD)) * HABITS[environment].size,
      shared: random.chance(SHARED_ACCOUNTS),
    };
  });
}

function pickEnvironment(random: Random): Environment {
  let left = random.uniform(0, 1);
  for (const environment of Object.keys(HABITS) as Environment[]) {
    left -= HABITS[environment].share;
    if (left < 0) return environment;
  }
  return 'prod';
}

/** Who uses an account, and by what part; the parts add up to 1. */
export function teamsOf(account: Account, random: Random): { team: string; part: number }[] {
  if (!account.shared) return [{ team: account.team, part: 1 }];
  const others = random.shuffled(TEAMS.filter((team) => team !== account.team)).slice(0, random.integer(1, 3));
  const weights = [account.team, ...others].map((team) => ({ team, weight: random.uniform(0.3, 1) }));
  const total = weights.reduce((sum, { weight }) => sum + weight, 0);
  const untagged = random.chance(0.5) ? 0.1 : 0;
  const tagged = weights.map(({ team, weight }) => ({ team, part: (weight / total) * (1 - untagged) }));
  return untagged ? [...tagged, { team: UNTAGGED, part: untagged }] : tagged;
}
