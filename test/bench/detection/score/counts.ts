/** What an alert turned out to be; score.ts says when. */
export type Verdict = 'detection' | 'duplicate' | 'fragment' | 'echo' | 'ignored' | 'false';

export interface ClassCounts {
  readonly incidents: number;
  readonly detected: number;
  /** Days from the start to the detection, one for each detected incident. */
  readonly delays: readonly number[];
}

/** What was counted in a world, or in several: sums and lists, so that worlds can be added up. */
export interface Counts {
  /** Scored time. */
  readonly months: number;
  /** Alerts by what they were; they add up to all alerts. */
  readonly verdicts: Readonly<Record<Verdict, number>>;
  /** False alerts by the innocent event they sit on; those on none are `noise`. */
  readonly falseBy: ReadonlyMap<string, number>;
  /** Incidents that count towards recall, by class. */
  readonly byClass: ReadonlyMap<string, ClassCounts>;
  /** How far the first alert's dollars lay from the true ones, as a share of the true ones. */
  readonly impactErrors: readonly number[];
  /** Dollars of the incidents that raised the bill: in all, of the detected ones, and of those after the detection. */
  readonly usd: { readonly all: number; readonly detected: number; readonly avoidable: number };
}

/** The counts of two worlds together. */
export function addCounts(a: Counts, b: Counts): Counts {
  return {
    months: a.months + b.months,
    verdicts: {
      detection: a.verdicts.detection + b.verdicts.detection,
      duplicate: a.verdicts.duplicate + b.verdicts.duplicate,
      fragment: a.verdicts.fragment + b.verdicts.fragment,
      echo: a.verdicts.echo + b.verdicts.echo,
      ignored: a.verdicts.ignored + b.verdicts.ignored,
      false: a.verdicts.false + b.verdicts.false,
    },
    falseBy: merge(a.falseBy, b.falseBy, (x, y) => x + y),
    byClass: merge(a.byClass, b.byClass, addClass),
    impactErrors: [...a.impactErrors, ...b.impactErrors],
    usd: {
      all: a.usd.all + b.usd.all,
      detected: a.usd.detected + b.usd.detected,
      avoidable: a.usd.avoidable + b.usd.avoidable,
    },
  };
}

/** Two counts of one class together. */
export function addClass(a: ClassCounts, b: ClassCounts): ClassCounts {
  return {
    incidents: a.incidents + b.incidents,
    detected: a.detected + b.detected,
    delays: [...a.delays, ...b.delays],
  };
}

/** Both maps in one, in the order of their keys; what both hold is added. */
function merge<T>(a: ReadonlyMap<string, T>, b: ReadonlyMap<string, T>, add: (x: T, y: T) => T): Map<string, T> {
  const both = new Map(a);
  for (const [key, value] of b) {
    const known = both.get(key);
    both.set(key, known === undefined ? value : add(known, value));
  }
  return new Map([...both].sort(([x], [y]) => (x < y ? -1 : 1)));
}
