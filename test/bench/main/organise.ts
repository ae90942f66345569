import { type Organisation, SETTINGS, startOrganisation } from '../../../src/demo/organisation.ts';
import { parseDay } from '../../../src/domain/day.ts';
import type { Target } from './slack-command.ts';

/** The demo's settings, without the cap and the budget that would spread the first read over days. */
const AT_ONCE = SETTINGS.replace('costs: {', 'costs: { requestsPerDay: 10000, backfillBudget: 1000,');

/** The simulated organisation for a bot that listens over HTTP; nothing was read yet. */
export function organise(): Promise<Organisation> {
  const now = new Date('2026-11-24T06:30:00Z');
  return startOrganisation({ lastDay: parseDay('2026-11-24'), now, transport: 'http', settings: AT_ONCE });
}

/** Where the organisation's bot takes Slack's requests. */
export function addressOf({ env, workspace }: Organisation): Target {
  return { url: new URL(`http://127.0.0.1:${env.PORT}/slack/events`), signingSecret: workspace.signingSecret };
}
