import type { JSX } from 'preact';
import { object, text } from '../json.ts';
import { TextView } from '../text/text-view.tsx';
import type { BlockProps } from './block.ts';

/** A notice in a modal. */
export function AlertBlock({ block }: BlockProps): JSX.Element {
  const words = object(block.text);
  return (
    <div class={`block alert alert-${text(block.level) || 'default'}`} role="note">
      {words ? <TextView of={words} /> : null}
    </div>
  );
}
