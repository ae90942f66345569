/** All that a backtest uses of detection. */
export type { Cause } from '../detection/cause.ts';
export { createEngine } from '../detection/index.ts';
export type { Cuts, Figures, Panel, Scope } from '../detection/panel.ts';
export { createPanel, FINAL_AGE } from '../detection/panel.ts';
export type { Test } from '../detection/sign.ts';
export { meanDay } from '../detection/today.ts';
