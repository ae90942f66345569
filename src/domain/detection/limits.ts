/**
 * Every number of detection, with its unit and why. A *share* is of the usual amount (0.35 = 35 % above it), a *scale*
 * is the spread of an ordinary day (see scale.ts), a *bill's day* is the organisation's mean day.
 * Found on simulated bills (docs/detection.md); none rests on a name or on the size of the bill.
 */
export const LIMITS = {
  /** Days of history a series is judged on: the leaves are kept for 120 days, sums for longer. */
  history: 160,
  /** Days over which the week's profile is learnt: eight of each weekday. */
  profile: 56,
  /** Days whose median is the level: two weeks, so that six bad days do not move it. */
  level: 14,
  /** Days over which the errors of the forecast are measured. */
  errors: 98,
  /** From so many days of history on the bounds are at full strength; below they are wider by up to half. */
  fullHistory: 60,

  /**
   * Least change a day, as a share of the bill's grain: the day's cost of the smallest account × service among the
   * largest that make up 90 % of the bill. It grows with the bill, and with how coarse it is, and asks for no amount of money.
   */
  floor: 0.9,
  /** … but no more than this share of the bill's day: the grain of a bill of five services is one of the five. */
  mostFloor: 0.0045,
  /** What is part of a larger cause may be smaller alone: least change a day of a part, in floors. */
  part: 0.35,
  /** Least cost so far, in floors. */
  impact: 4,

  /** One day: scales, share, and how far beyond the largest ordinary error. */
  day: { scales: 7, share: 0.35, tail: 1.3 },
  /** Two of three days. */
  days: { scales: 4.5, share: 0.28, tail: 1.15 },
  /** The mean of a week against the level ten days before. */
  week: { scales: 5, share: 0.28, tail: 1.25 },
  /** A week's level against that of four weeks ago. */
  ramp: { scales: 5, share: 0.35, tail: 1.3 },

  /** No series is taken to be steadier than this share: flat ones would alert on pennies. */
  leastScale: 0.03,
  /** What the calendar has brought before may come again, and this much more. */
  custom: 1.4,
  /** A return to what was usual in the weeks before is no rise: the 80th percentile of so many days, and this much more. */
  comeback: 1.08,
  comebackDays: 35,
  /** One day may be no more than this times the largest ordinary error of its kind elsewhere. */
  kin: 2.5,

  /** A day counts as quiet (a holiday) where so many more series than usual are below 78 % of their weekday. */
  quietShare: 0.12,
  quietBelow: 0.78,

  /** Sparse series: those with cost on less than this share of days. */
  sparse: 0.9,
  /** Minus log10 of the chance that an ordinary run of days is so long and so high … */
  sparseScore: 5.5,
  /** … and how far beyond the largest of its kind. */
  sparseTail: 1.2,

  /** A drop leaves less than this share; on a quiet day less than the second. */
  dropLeft: 0.35,
  dropLeftQuiet: 0.08,

  /** Many together: the share of the parts (those up less those down) that move, and by how much each at least. */
  together: { breadth: 0.45, share: 0.1, scales: 1.5, sum: 0.08, parts: 6 },
  togetherRamp: { breadth: 0.55, share: 0.12, sum: 0.13, parts: 6 },
  togetherService: { breadth: 0.3, accounts: 4, share: 0.14 },

  /** A usage type stands for its service where it makes up this share of the change. */
  explains: 0.75,
  /** A usage type's rise counts only if its service rises by this share of it: else it was renamed. */
  renamed: 0.5,
  /** A cause that is known hides what is not so many times larger. */
  grown: 3,
  /** Days after which a known cause is what is usual. */
  absorbed: 30,
  /** Days without a sign of it after which a cause is over. */
  over: 10,
};

export type Limits = typeof LIMITS;
