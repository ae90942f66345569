import type { JSX } from 'preact';
import { memo } from '../memo.ts';
import { longDay } from '../times.ts';

/** The day that begins here. */
export const DayDivider = memo(
  ({ at }: { at: string }): JSX.Element => (
    <h3 class="day">
      <span>{longDay(at)}</span>
    </h3>
  ),
);
