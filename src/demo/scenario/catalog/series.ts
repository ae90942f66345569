/** How a series moves over the week: `busy` follows its account's weekday profile, `flat` does not. */
export type Rhythm = 'busy' | 'flat';

/** One usage type that an account pays for every day. */
export interface Series {
  readonly account: string;
  /** The tag `team` of the resources; empty where untagged. */
  readonly team: string;
  readonly service: string;
  readonly usageType: string;
  readonly region: string;
  readonly rhythm: Rhythm;
  /** US dollars on an ordinary weekday, at on-demand rates. */
  readonly dollars: number;
  readonly unit: string;
  /** US dollars a unit, at on-demand rates. */
  readonly price: number;
}

/** A series as a line of a table; a last element overrides the team of the table. */
export type Row = readonly [
  service: string,
  usageType: string,
  region: string,
  rhythm: Rhythm,
  dollars: number,
  unit: string,
  price: number,
  team?: string,
];

/** The rows of an account, each with the account's team unless it names its own. */
export function seriesOf(account: string, team: string, rows: readonly Row[]): Series[] {
  return rows.map(([service, usageType, region, rhythm, dollars, unit, price, own]) => ({
    account,
    team: own ?? team,
    service,
    usageType,
    region,
    rhythm,
    dollars,
    unit,
    price,
  }));
}
