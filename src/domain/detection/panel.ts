import type { Day } from '../day.ts';
import { at } from './order.ts';

/** A part of the bill: a key that is left out stands for all of its values. */
export interface Scope {
  readonly account?: string;
  readonly service?: string;
  readonly usageType?: string;
  readonly team?: string;
}

/** How many days a day's figures go on growing: a day is final when it is so old. */
export const FINAL_AGE = 4;

/** A scope's figures, a day a column, in units of the currency; NaN is a day that is unknown. */
export interface Figures {
  readonly scope: Scope;
  readonly values: Float64Array;
  /** In a replay: what a day showed when it was 0, 1, 2, 3 days old. Without it `values` is what is seen. */
  readonly seen?: readonly Float64Array[];
}

/** What detection reads of the bill, usage only: the ledger's cuts, or the same from a file. */
export interface Cuts {
  /** The day of column 0. */
  readonly first: Day;
  readonly days: number;
  readonly leaves: readonly Figures[];
  /** Account × service; without it the sums of the leaves. */
  readonly pairs?: readonly Figures[];
  readonly teamAccounts: readonly Figures[];
  readonly teamServices: readonly Figures[];
  /** For how much of a day is in at which age: the services' figures as they were seen; without it their present ones. */
  readonly sightings?: readonly Figures[];
}

export type Level = 'leaf' | 'pair' | 'account' | 'service' | 'team-account' | 'team-service' | 'organisation';

/** A series that detection looks at, with its place among the others. */
export interface Node extends Figures {
  readonly id: number;
  readonly level: Level;
  readonly children: Node[];
  /** The account × service of a leaf, the account of a team-account. */
  readonly parent: Node | undefined;
  readonly service: Node | undefined;
  readonly account: Node | undefined;
  /** Days that belong to a known cause, and teach nothing. */
  readonly taken: Uint8Array;
}

export interface Panel {
  readonly first: Day;
  readonly days: number;
  readonly nodes: readonly Node[];
  readonly leaves: readonly Node[];
  readonly pairs: readonly Node[];
  readonly accounts: readonly Node[];
  readonly services: readonly Node[];
  readonly teamAccounts: readonly Node[];
  readonly teamServices: readonly Node[];
  readonly organisation: Node;
  /** By keyOf(scope). */
  readonly byKey: ReadonlyMap<string, Node>;
}

/** Names a scope for a map. */
export function keyOf({ account = '', service = '', usageType = '', team = '' }: Scope): string {
  return `${account}\n${service}\n${usageType}\n${team}`;
}

/** Brings the cuts into one tree: leaf → account × service → account and service → organisation; the teams stand beside it. */
export function createPanel(cuts: Cuts): Panel {
  const build = builder(cuts);
  for (const figures of cuts.pairs ?? []) build.pair(figures.scope, figures);
  for (const figures of cuts.leaves) {
    const pair = build.pair(figures.scope);
    pair.children.push(
      build.node('leaf', figures.scope, { parent: pair, service: pair.service, account: pair.account }, figures),
    );
  }
  const nodes = build.nodes;
  if (!cuts.pairs) for (const pair of of(nodes, 'pair')) for (const leaf of pair.children) add(pair, leaf);
  const seen = new Map((cuts.sightings ?? []).map((figures) => [figures.scope.service, figures]));
  for (const pair of of(nodes, 'pair'))
    for (const sum of [pair.account, pair.service, build.organisation]) if (sum) add(sum, pair);
  for (const figures of cuts.teamAccounts)
    build.node(
      'team-account',
      figures.scope,
      { account: build.find({ account: figures.scope.account ?? '' }) },
      figures,
    );
  for (const figures of cuts.teamServices)
    build.node(
      'team-service',
      figures.scope,
      { service: build.find({ service: figures.scope.service ?? '' }) },
      figures,
    );
  for (const service of of(nodes, 'service'))
    withSightings(service, seen.get(service.scope.service), build.organisation);
  return {
    first: cuts.first,
    days: cuts.days,
    nodes,
    leaves: of(nodes, 'leaf'),
    pairs: of(nodes, 'pair'),
    accounts: of(nodes, 'account'),
    services: of(nodes, 'service'),
    teamAccounts: of(nodes, 'team-account'),
    teamServices: of(nodes, 'team-service'),
    organisation: build.organisation,
    byKey: build.byKey,
  };
}

const of = (nodes: readonly Node[], level: Level) => nodes.filter((node) => node.level === level);

interface Place {
  readonly parent?: Node | undefined;
  readonly service?: Node | undefined;
  readonly account?: Node | undefined;
}

function builder({ days, leaves, pairs }: Cuts) {
  const nodes: Node[] = [];
  const byKey = new Map<string, Node>();
  const replayed = [...leaves, ...(pairs ?? [])].some(({ seen }) => seen);
  const unknown = () => new Float64Array(days).fill(Number.NaN);
  const empty = (): Omit<Figures, 'scope'> => ({
    values: unknown(),
    ...(replayed ? { seen: Array.from({ length: FINAL_AGE }, unknown) } : {}),
  });
  const node = (level: Level, scope: Scope, { parent, service, account }: Place, figures?: Figures): Node => {
    const { values, seen } = figures ?? empty();
    const made: Node = {
      id: nodes.length,
      level,
      scope,
      values,
      ...(seen ? { seen } : {}),
      children: [],
      parent,
      service,
      account,
      taken: new Uint8Array(days),
    };
    nodes.push(made);
    byKey.set(keyOf(scope), made);
    return made;
  };
  const find = (scope: Scope) => byKey.get(keyOf(scope));
  const sum = (level: 'account' | 'service', scope: Scope) => find(scope) ?? node(level, scope, {});
  const organisation = node('organisation', {}, {});
  const pair = ({ account = '', service = '' }: Scope, figures?: Figures): Node => {
    const known = find({ account, service });
    if (known) return known;
    const above = { account: sum('account', { account }), service: sum('service', { service }) };
    const made = node('pair', { account, service }, above, figures);
    above.account.children.push(made);
    above.service.children.push(made);
    return made;
  };
  return { nodes, byKey, node, find, pair, organisation };
}

/** Gives a service what its days showed when they were young, and adds it to the organisation's. */
function withSightings(service: Node, sightings: Figures | undefined, organisation: Node): void {
  if (!sightings?.seen) return;
  Object.assign(service, { seen: sightings.seen });
  if (!organisation.seen)
    Object.assign(organisation, {
      seen: sightings.seen.map(({ length }) => new Float64Array(length).fill(Number.NaN)),
    });
  sightings.seen.forEach((seen, age) => {
    const into = organisation.seen?.[age];
    if (into) pour(into, seen);
  });
}

/** Adds a part's figures to a sum: a day that no part knows stays unknown. */
function add(sum: Node, part: Node): void {
  pour(sum.values, part.values);
  part.seen?.forEach((seen, age) => {
    const into = sum.seen?.[age];
    if (into) pour(into, seen);
  });
}

function pour(into: Float64Array, from: Float64Array): void {
  for (let day = 0; day < into.length; day++) {
    const value = at(from, day);
    if (!Number.isNaN(value)) into[day] = Number.isNaN(at(into, day)) ? value : at(into, day) + value;
  }
}
