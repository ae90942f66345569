import { type Organisation, SETTINGS, startOrganisation } from '../../../src/demo/organisation.ts';
import { parseDay } from '../../../src/domain/day.ts';

/** Its group is the busiest of the scenario while its story lasts: 72 events a minute. */
export const FUNCTION = 'orders-poller';
export const GROUP = `/aws/lambda/${FUNCTION}`;
export const NOW = new Date('2026-11-17T11:55:00Z');

/** Who asks, and where: logs are open there. */
export const ASKER = { user: 'dana', channel: 'ops' } as const;

/** The bot reads the logs with its own credentials, as the AWS CLI does; no bill must be read to know the accounts. */
const OWN_ACCOUNT = SETTINGS.replace(/^aws: .*\n/m, '');

/** The simulated organisation for a bot that listens over HTTP, in the midst of a function's busiest days. */
export function startCompany(): Promise<Organisation> {
  return startOrganisation({
    lastDay: parseDay('2026-11-17'),
    now: NOW,
    transport: 'http',
    settings: OWN_ACCOUNT,
  });
}
