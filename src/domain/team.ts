/** A team of billhook.yml. */
export interface Team {
  readonly channel?: string | undefined;
  readonly accounts: readonly string[];
  readonly monthlyBudget?: number | undefined;
}

/** The tag of what bears none, where an empty name would stand for all teams. */
export const NO_TEAM = '(none)';

export type Teams = Readonly<Record<string, Team>>;

/** The one team that owns all of the accounts; undefined where none does, or several do. */
export function ownerOf(teams: Teams, accounts: readonly string[]): string | undefined {
  const [owner, ...others] = Object.keys(teams).filter((name) =>
    accounts.some((account) => teams[name]?.accounts.includes(account)),
  );
  const owned = owner !== undefined && accounts.every((account) => teams[owner]?.accounts.includes(account));
  return owned && others.length === 0 ? owner : undefined;
}
