import type { JSX } from 'preact';
import { Image } from '../elements/image.tsx';
import { words } from '../json.ts';
import { PlainView } from '../text/text-view.tsx';
import type { BlockProps } from './block.ts';

/** An image with its title. */
export function ImageBlock({ block }: BlockProps): JSX.Element {
  const title = words(block.title);
  return (
    <figure class="block image">
      {title ? (
        <figcaption>
          <PlainView source={title} />
        </figcaption>
      ) : null}
      <Image element={block} />
    </figure>
  );
}
