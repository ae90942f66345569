import type { Completeness } from './completeness.ts';
import { accountAt, type Draft, type DraftRow, type Label, valueAt } from './draft.ts';
import type { Holes } from './holes.ts';
import { createRenaming, type Renaming } from './names.ts';
import type { LabelledIncident, Scope, World, WorldRow } from './types.ts';

type Names = Readonly<Record<keyof Scope, Renaming>>;

/** Turns the draft into a world: names, the scale of money, holes, and the baseline beneath the incidents. */
export function finish(
  draft: Draft,
  completeness: Completeness,
  holes: Holes,
  { scale, renamed }: { scale: number; renamed: boolean },
): World {
  const names = namesFor(renamed);
  // In the order of their names: the order in which rows were made would tell which ones an incident added.
  const drafts = [...draft.rows]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, row]) => (row.values.some((dollars) => dollars !== 0) ? [row] : []));
  const indices = new Map(drafts.map((row, index) => [row, index]));
  const rows = drafts.map((row) => worldRow(draft, row, names, scale, holes.get(row.account)));
  const incidents = draft.labels.map((label, i) =>
    incidentOf(label, i, { indices, names, scale, warmup: draft.warmup }),
  );
  const places = new Map(drafts.map((row, i) => [placeOf(rows[i] as WorldRow), row]));
  return {
    first: draft.calendar.first,
    days: draft.calendar.days,
    warmup: draft.warmup,
    rows,
    completeness(row) {
      const known = places.get(placeOf(row));
      if (!known) throw new RangeError(`no row has account ${row.account} and service ${row.service}`);
      return completeness(known.account, known.service);
    },
    incidents,
    baseline: baselineOf(drafts, incidents, scale),
  };
}

const placeOf = ({ account, service }: Scope) => `${account}|${service}`;

function namesFor(renamed: boolean): Names {
  const name = (word: string): Renaming => (renamed ? createRenaming(word) : (same) => same);
  return { account: name('account'), service: name('service'), usageType: name('usage'), team: name('team') };
}

function worldRow(draft: Draft, row: DraftRow, names: Names, scale: number, missing?: ReadonlySet<number>): WorldRow {
  return {
    account: names.account(accountAt(draft, row.account).id),
    service: names.service(row.service),
    usageType: names.usageType(row.usageType),
    team: names.team(row.team),
    values: row.values.map((dollars, day) => (missing?.has(day) ? Number.NaN : dollars * scale)),
  };
}

interface Context {
  readonly indices: ReadonlyMap<DraftRow, number>;
  readonly names: Names;
  readonly scale: number;
  readonly warmup: number;
}

function incidentOf(label: Label, id: number, { indices, names, scale, warmup }: Context): LabelledIncident {
  const { start, end, change, attribution = false } = label;
  const excess = new Map<number, Float64Array>();
  for (const [row, amounts] of change) {
    const index = indices.get(row);
    const own = amounts.slice(start, end + 1).map((dollars) => dollars * scale);
    if (index !== undefined && own.some((dollars) => dollars !== 0)) excess.set(index, own);
  }
  const scope = Object.fromEntries(
    Object.entries(label.scope).map(([key, name]) => [key, names[key as keyof Scope](name)]),
  );
  return {
    id: `${label.class}-${id}`,
    class: label.class,
    kind: label.kind,
    start,
    end,
    scored: start >= warmup,
    attribution,
    scope,
    excess,
  };
}

/** The figures less what the anomalies added. */
function baselineOf(
  drafts: readonly DraftRow[],
  incidents: readonly LabelledIncident[],
  scale: number,
): Float64Array[] {
  const baseline = drafts.map(({ values }) => values.map((dollars) => dollars * scale));
  for (const { kind, start, excess } of incidents) {
    if (kind !== 'anomaly') continue;
    for (const [index, amounts] of excess) {
      const row = baseline[index] as Float64Array;
      for (const [i, dollars] of amounts.entries()) row[start + i] = valueAt(row, start + i) - dollars;
    }
  }
  return baseline;
}
