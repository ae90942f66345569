import type { JSX } from 'preact';
import type { Json } from '../../server/protocol.ts';
import { Image } from '../elements/image.tsx';
import { ElementView } from '../elements/index.tsx';
import { object, objects } from '../json.ts';
import { TextView } from '../text/text-view.tsx';
import type { BlockProps } from './block.ts';

/** An image, a title, a few words and up to three buttons. */
export function CardBlock({ block }: BlockProps): JSX.Element {
  const hero = object(block.hero_image);
  const icon = object(block.icon);
  const actions = objects(block.actions);
  return (
    <article class="block card">
      {hero ? (
        <div class="hero">
          <Image element={hero} />
        </div>
      ) : null}
      <div class="card-head">
        {icon ? <Image element={icon} /> : null}
        <div>
          <Line of={object(block.title)} look="card-title" />
          <Line of={object(block.subtitle)} look="muted" />
        </div>
      </div>
      <Line of={object(block.body)} look="card-body" />
      {actions.length ? (
        <div class="actions">
          {actions.map((element, index) => (
            <ElementView key={index} element={element} block={block} acts />
          ))}
        </div>
      ) : null}
    </article>
  );
}

function Line({ of, look }: { of: Json | undefined; look: string }): JSX.Element | null {
  return of ? (
    <div class={`text ${look}`}>
      <TextView of={of} />
    </div>
  ) : null;
}
