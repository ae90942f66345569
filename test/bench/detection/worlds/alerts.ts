import { createEngine } from '../../../../src/domain/detection/index.ts';
import { createPanel } from '../../../../src/domain/detection/panel.ts';
import { FULL_HISTORY } from '../../../../src/usecases/backtest.ts';
import type { Alert } from '../score/truth.ts';
import type { World } from '../world/types.ts';
import { cutsOf } from './cuts.ts';

/** What detection raises in a world, walked through day by day, each day by what could be seen on it. */
export function alertsOf(world: World): Alert[] {
  const engine = createEngine(createPanel(cutsOf(world)));
  const alerts: Alert[] = [];
  for (let day = FULL_HISTORY; day < world.days; day++)
    for (const { cause } of engine.judge(day).raised)
      alerts.push({ day, keys: cause.parts.map(({ node }) => node.scope), impact: cause.total });
  return alerts;
}
