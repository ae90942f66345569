import type { JSX } from 'preact';
import { text } from '../json.ts';
import { MarkdownView } from '../text/markdown-view.tsx';
import type { BlockProps } from './block.ts';

/** Standard Markdown. */
export function MarkdownBlock({ block }: BlockProps): JSX.Element {
  return (
    <div class="block markdown text">
      <MarkdownView source={text(block.text)} />
    </div>
  );
}
