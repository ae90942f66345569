import type { JSX } from 'preact';
import { Image } from '../elements/image.tsx';
import { objects, text } from '../json.ts';
import { TextView } from '../text/text-view.tsx';
import type { BlockProps } from './block.ts';
import { Undrawable } from './undrawable.tsx';

/** Small print: texts and small images in a row. */
export function ContextBlock({ block }: BlockProps): JSX.Element {
  return (
    <div class="block context">
      {objects(block.elements).map((element, index) => {
        if (element.type === 'image') return <Image key={index} element={element} />;
        if (element.type !== 'mrkdwn' && element.type !== 'plain_text')
          return <Undrawable key={index} what="element" type={text(element.type)} />;
        return (
          <div key={index} class="text">
            <TextView of={element} />
          </div>
        );
      })}
    </div>
  );
}
