import { LIMITS, type Limits } from './limits.ts';
import type { Scope } from './panel.ts';

/** How readily something is raised. What each means in false alarms a month stands in docs/detection.md. */
export const SENSITIVITIES = ['low', 'normal', 'high'] as const;
export type Sensitivity = (typeof SENSITIVITIES)[number];

/** The sensitivity of the whole bill, and of parts of it; the first part that fits a series counts. */
export interface Sensitivities {
  readonly whole: Sensitivity;
  readonly parts: readonly { readonly scope: Scope; readonly sensitivity: Sensitivity }[];
}

export const ORDINARY: Sensitivities = { whole: 'normal', parts: [] };

/** What is asked of a change, as a multiple of the ordinary: the bounds, and the floor. */
const ASKED: Readonly<Record<Sensitivity, { readonly bounds: number; readonly floor: number }>> = {
  low: { bounds: 1.35, floor: 2 },
  normal: { bounds: 1, floor: 1 },
  high: { bounds: 0.85, floor: 0.7 },
};

export function sensitivityOf({ whole, parts }: Sensitivities, scope: Scope): Sensitivity {
  const fits = (part: Scope) =>
    (part.account === undefined || part.account === scope.account) &&
    (part.service === undefined || part.service === scope.service);
  return parts.find((part) => fits(part.scope))?.sensitivity ?? whole;
}

/** The limits at a sensitivity. */
export function limitsAt(sensitivity: Sensitivity): Limits {
  const { bounds, floor } = ASKED[sensitivity];
  const wider = <Asked extends { readonly share: number; readonly scales: number; readonly tail: number }>(
    asked: Asked,
  ) => ({
    ...asked,
    share: asked.share * bounds,
    scales: asked.scales * bounds,
    tail: asked.tail * bounds,
  });
  return {
    ...LIMITS,
    floor: LIMITS.floor * floor,
    day: wider(LIMITS.day),
    days: wider(LIMITS.days),
    week: wider(LIMITS.week),
    ramp: wider(LIMITS.ramp),
    sparseScore: LIMITS.sparseScore * bounds,
    dropLeft: LIMITS.dropLeft / bounds,
    kin: LIMITS.kin * bounds,
  };
}
