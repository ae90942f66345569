import type { Ending } from './incident.ts';
import type { Micros } from './money.ts';

/** Why an incident is open again. */
export type Reopening = 'returned' | 'still-running' | 'outgrown' | 'expectation-over' | 'snooze-over' | 'by-hand';

/** What the thread of an alert is told, as it was when it became true. Amounts a day are below 0 for a drop. */
export type Note =
  | {
      readonly note: 'grew';
      readonly perDay: Micros;
      readonly before: Micros;
      /** Parts that joined, as `account/service`. */
      readonly joined: readonly string[];
    }
  | { readonly note: 'reopened'; readonly why: Reopening; readonly by: string; readonly perDay: Micros }
  | {
      readonly note: 'resolved';
      readonly how: Ending;
      readonly by: string;
      readonly total: Micros;
      readonly days: number;
    }
  /** Nobody took it: said once the next working morning. */
  | { readonly note: 'reminder'; readonly perDay: Micros; readonly total: Micros }
  /** Nobody took it after that either. @property to a person's or a user group's id, or undefined where none is named */
  | { readonly note: 'escalation'; readonly to: string | undefined; readonly perDay: Micros; readonly total: Micros };
