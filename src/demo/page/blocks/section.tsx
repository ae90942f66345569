import type { JSX } from 'preact';
import { ElementView } from '../elements/index.tsx';
import { object, objects } from '../json.ts';
import { TextView } from '../text/text-view.tsx';
import type { BlockProps } from './block.ts';

/** Text, fields in two columns, and one element beside them. */
export function SectionBlock({ block }: BlockProps): JSX.Element {
  const words = object(block.text);
  const fields = objects(block.fields);
  const accessory = object(block.accessory);
  return (
    <div class="block section">
      <div class="section-words">
        {words ? (
          <div class="text">
            <TextView of={words} />
          </div>
        ) : null}
        {fields.length ? (
          <div class="fields">
            {fields.map((field, index) => (
              <div key={index} class="text field">
                <TextView of={field} />
              </div>
            ))}
          </div>
        ) : null}
      </div>
      {accessory ? (
        <div class={accessory.type === 'image' ? 'accessory accessory-image' : 'accessory'}>
          <ElementView element={accessory} block={block} acts />
        </div>
      ) : null}
    </div>
  );
}
