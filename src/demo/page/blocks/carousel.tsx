import type { JSX } from 'preact';
import { objects } from '../json.ts';
import { ScrollArea } from '../parts/scroll-area.tsx';
import type { BlockProps } from './block.ts';
import { BlocksView } from './index.tsx';

/** Cards in a row that scrolls sideways. */
export function CarouselBlock({ block }: BlockProps): JSX.Element {
  return (
    <ScrollArea look="block carousel" name="Cards">
      <BlocksView blocks={objects(block.elements)} />
    </ScrollArea>
  );
}
