import type { LogReport } from '../../../usecases/log-report.ts';
import { cut } from '../../limits.ts';
import { type Mrkdwn, mrkdwn } from '../../mrkdwn.ts';

const LONGEST_MISSING = 600;

/** Places that could not be looked at. */
export function missingWords({ missing }: Pick<LogReport, 'missing'>): Mrkdwn | undefined {
  if (missing.length === 0) return undefined;
  return cut(mrkdwn`Not looked at: ${missing.join('; ')}`, LONGEST_MISSING) as Mrkdwn;
}
