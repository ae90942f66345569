import type { JSX } from 'preact';
import { words } from '../json.ts';
import { PlainView } from '../text/text-view.tsx';
import type { BlockProps } from './block.ts';

/** A title. */
export function HeaderBlock({ block }: BlockProps): JSX.Element {
  return (
    <h3 class="block header">
      <PlainView source={words(block.text)} />
    </h3>
  );
}
