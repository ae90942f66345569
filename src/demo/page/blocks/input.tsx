import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { ElementView } from '../elements/index.tsx';
import { object, text, words } from '../json.ts';
import { useSurface } from '../surface.ts';
import { PlainView } from '../text/text-view.tsx';
import type { BlockProps } from './block.ts';
import { Undrawable } from './undrawable.tsx';

/** An input with its label, a hint, and what is wrong with what was put in. */
export function InputBlock({ block }: BlockProps): JSX.Element {
  const id = useId();
  const error = useSurface().form?.errors[text(block.block_id)];
  const element = object(block.element);
  const hint = words(block.hint);
  const described = [error ? `${id}-error` : '', hint ? `${id}-hint` : ''].filter(Boolean).join(' ');
  return (
    <div class={error ? 'block input wrong' : 'block input'}>
      <span id={id} class="label">
        <PlainView source={words(block.label)} />
        {block.optional === true ? <span class="muted"> (optional)</span> : null}
      </span>
      {element ? (
        <ElementView
          element={element}
          block={block}
          acts={block.dispatch_action === true}
          labelledBy={id}
          describedBy={described || undefined}
        />
      ) : (
        <Undrawable what="element" type="" />
      )}
      {error ? (
        <p id={`${id}-error`} class="error" role="alert">
          {error}
        </p>
      ) : null}
      {hint ? (
        <p id={`${id}-hint`} class="hint">
          {hint}
        </p>
      ) : null}
    </div>
  );
}
