import type { JSX } from 'preact';
import { Image } from '../elements/image.tsx';
import { text, words } from '../json.ts';
import { LinkView } from '../text/inline-view.tsx';
import { PlainView } from '../text/text-view.tsx';
import type { BlockProps } from './block.ts';

/** A video: its title and its picture, which lead to where it plays. */
export function VideoBlock({ block }: BlockProps): JSX.Element {
  return (
    <figure class="block image">
      <figcaption>
        <LinkView url={text(block.title_url) || text(block.video_url)}>
          <PlainView source={words(block.title)} />
        </LinkView>
      </figcaption>
      <Image element={{ image_url: block.thumbnail_url, alt_text: block.alt_text }} />
    </figure>
  );
}
