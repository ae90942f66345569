import type { Organisation } from '../organisation.ts';
import { BREAKAGES, type Breakage } from './protocol.ts';

/** The ways in which the world may fail on purpose; each is switched on and off by itself. */
export interface Breakages {
  set(what: Breakage, on: boolean): void;
  active(): readonly Breakage[];
}

const RETRY_AFTER_SECONDS = 5;
const CE_ACTION = 'ce:GetCostAndUsage';
const SAYING = ['chat.postMessage', 'chat.update'] as const;

export function createBreakages({ workspace, cloud }: Pick<Organisation, 'workspace' | 'cloud'>): Breakages {
  const active = new Set<Breakage>();
  const apply = () => {
    workspace.faults.clear();
    cloud.faults.clear();
    for (const method of SAYING) {
      if (active.has('slack-429'))
        workspace.faults.add({ method, kind: 'rate-limit', retryAfterSeconds: RETRY_AFTER_SECONDS });
      if (active.has('slack-silent')) workspace.faults.add({ method, kind: 'drop-after' });
    }
    if (active.has('aws-throttle')) cloud.faults.add({ operation: '*', kind: 'throttle' });
    if (active.has('ce-refuse')) cloud.deny(CE_ACTION);
    else cloud.allow(CE_ACTION);
  };
  return {
    set(what, on) {
      if (on) active.add(what);
      else active.delete(what);
      apply();
    },
    active: () => BREAKAGES.filter((one) => active.has(one)),
  };
}
