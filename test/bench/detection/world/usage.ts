import { type Account, HABITS, teamsOf } from './accounts.ts';
import { type Draft, type DraftRow, rowOf, valueAt } from './draft.ts';
import type { Random } from './random.ts';
import { drift, seriesOf, type Workload } from './series.ts';
import type { Service } from './services.ts';

/** What an account costs a day in the mean, in dollars: small against real ones, and so are all limits below. */
const ACCOUNT_DOLLARS = 625;
/** How differently accounts use the same service, and mix its usage types; relative. */
const USE_SPREAD = 0.8;
const MIX_SPREAD = 0.3;
/** Growth a year, as the logarithm of the factor: a fifth in the mean. */
const GROWTH = { mean: 0.18, spread: 0.15 } as const;
/** Some grow by more than half in a year, and nothing is wrong with them. */
const FAST_GROWERS = { share: 0.05, more: [0.4, 0.8] } as const;
/** How far the parts of the teams of a shared account wander. */
const TEAM_WANDER = 0.03;
/** Services taken up after the start, so that their history is short; the latest day is within the warm-up. */
const LATECOMERS = { share: 0.02, days: [5, 60] } as const;

/** Fills the draft with what each account uses on quiet days. */
export function addUsage(draft: Draft, random: Random, noise: number): void {
  const uses = draft.accounts.flatMap((account, index) =>
    draft.catalogue
      .filter(({ prevalence }) => random.chance(prevalence))
      .map((service) => ({
        account: index,
        service,
        weight: service.weight * account.size * Math.exp(random.normal(USE_SPREAD)),
      })),
  );
  const total = uses.reduce((sum, { weight }) => sum + weight, 0);
  const dollars = (ACCOUNT_DOLLARS * draft.accounts.length) / total;
  for (const { account, service, weight } of uses) {
    const own = random.fork(`${account}/${service.name}`);
    const rows = rowsOf(draft, account, service, weight * dollars, own, noise);
    if (own.chance(LATECOMERS.share)) {
      const start = own.integer(...LATECOMERS.days);
      for (const { values } of rows) values.fill(0, 0, start);
    }
    draft.pairs.push({ account, service, rows });
  }
}

function rowsOf(
  draft: Draft,
  index: number,
  service: Service,
  base: number,
  random: Random,
  noise: number,
): DraftRow[] {
  const account = draft.accounts[index] as Account;
  const { calendar } = draft;
  const teams = teamsOf(account, random);
  const load = workload(account, random);
  const mix = service.usage.map(({ share }) => share * Math.exp(random.normal(MIX_SPREAD)));
  const whole = mix.reduce((sum, share) => sum + share, 0);
  return service.usage.flatMap(({ name, kind }, i) => {
    const drawing = { calendar, random, noise };
    const series = seriesOf(kind, { ...load, base: (base * (mix[i] ?? 0)) / whole }, drawing);
    const parts = teams.map(({ team, part }) => ({
      team,
      parts: teams.length > 1 ? drift(TEAM_WANDER, drawing).map((wander) => part * wander) : Float64Array.of(),
    }));
    return parts.map(({ team, parts: own }) => {
      const row = rowOf(draft, { account: index, service: service.name, usageType: name, team }, kind);
      for (let day = 0; day < calendar.days; day++) {
        const all = parts.reduce((sum, other) => sum + valueAt(other.parts, day), 0);
        row.values[day] = valueAt(series, day) * (teams.length > 1 ? valueAt(own, day) / all : 1);
      }
      return row;
    });
  });
}

function workload({ environment }: Account, random: Random): Omit<Workload, 'base'> {
  const growth = GROWTH.mean + random.normal(GROWTH.spread);
  return {
    environment,
    weekendShare: random.uniform(...HABITS[environment].weekend),
    growth: random.chance(FAST_GROWERS.share) ? growth + random.uniform(...FAST_GROWERS.more) : growth,
  };
}
