import type { JSX } from 'preact';

/** A line across. */
export function DividerBlock(): JSX.Element {
  return <hr class="block divider" />;
}
