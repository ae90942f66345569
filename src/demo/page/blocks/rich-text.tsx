import type { JSX } from 'preact';
import { objects } from '../json.ts';
import { RichTextView } from '../text/rich-text-view.tsx';
import type { BlockProps } from './block.ts';

/** Sections, lists, quotes and preformatted text. */
export function RichTextBlock({ block }: BlockProps): JSX.Element {
  return (
    <div class="block rich-text text">
      <RichTextView elements={objects(block.elements)} />
    </div>
  );
}
