import { BOT, type Ending, type Incident } from '../../src/domain/incident.ts';
import { incident, SHOP } from '../domain/sample.ts';
import { at, day } from '../store/fixtures.ts';

export const ZONE = 'Europe/Berlin';
export const NAMES = new Map([[SHOP, 'shop-prod']]);
export const DANA = 'U0DANA';
export const MIRA = 'U0MIRA';

const when = at('2026-11-18T09:00:00Z');
const owner = { user: DANA, by: DANA, at: when };

export const open = incident({ id: 314, version: 7, askedAt: when });
export const acknowledged: Incident = { ...open, state: 'acknowledged', owner };
export const assigned: Incident = { ...acknowledged, owner: { ...owner, by: MIRA } };
export const snoozed: Incident = {
  ...open,
  state: 'snoozed',
  snooze: { by: DANA, at: when, until: at('2026-11-19T08:00:00Z') },
};
export const expected: Incident = {
  ...open,
  state: 'expected',
  expectation: { by: DANA, at: when, reason: 'load test.', until: day('2026-11-30') },
};
export const over = (how: Ending, by = how === 'fixed' || how === 'false-alarm' ? DANA : BOT): Incident => ({
  ...acknowledged,
  state: 'resolved',
  end: { how, by, at: when },
});
