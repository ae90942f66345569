import type { JSX } from 'preact';
import { ElementView } from '../elements/index.tsx';
import { objects, text } from '../json.ts';
import type { BlockProps } from './block.ts';

/** Buttons, menus and pickers in a row. */
export function ActionsBlock({ block }: BlockProps): JSX.Element {
  return (
    <div class="block actions">
      {objects(block.elements).map((element, index) => (
        <ElementView key={`${text(element.action_id)} ${index}`} element={element} block={block} acts />
      ))}
    </div>
  );
}
