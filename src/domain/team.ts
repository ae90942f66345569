/** A team of billhook.yml. */
export interface Team {
  readonly channel?: string | undefined;
  readonly accounts: readonly string[];
  readonly monthlyBudget?: number | undefined;
}

export type Teams = Readonly<Record<string, Team>>;

/** The one team that owns all of the accounts; undefined where none does, or several do. */
export function ownerOf(teams: Teams, accounts: readonly string[]): string | undefined {
  const owners = new Set(
    accounts.map((account) => Object.keys(teams).find((name) => teams[name]?.accounts.includes(account))),
  );
  return owners.size === 1 ? [...owners][0] : undefined;
}
