import type { Scenario } from '../../scenario/types.ts';
import type { WrittenEvents } from './written.ts';

/** Where one page of FilterLogEvents stops. */
export interface PageLimits {
  /** Most events on a page: AWS's 10,000. */
  readonly events: number;
  /** Most bytes of messages on a page: AWS's 1 MB. */
  readonly bytes: number;
  /** Time scanned for one page, in ms: a scan that ends without a match is an empty page with a token. */
  readonly scannedMs: number;
}

/** What a request is answered from. */
export interface LogsContext {
  readonly scenario: Scenario;
  /** The simulated time: nothing that is ingested later is visible. */
  readonly now: () => Date;
  /** What was written beside the scenario's own events. */
  readonly written?: WrittenEvents;
  readonly pageLimits?: Partial<PageLimits> | undefined;
  /** The account that asks; undefined sees the groups of all. */
  readonly account?: string | undefined;
  /** The Region that is asked; undefined sees the groups of all. */
  readonly region?: string | undefined;
}
