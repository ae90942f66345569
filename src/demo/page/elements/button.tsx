import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { object, text, words } from '../json.ts';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { type ElementProps, useSurface } from '../surface.ts';
import { PlainView } from '../text/text-view.tsx';

/** A button; asks first where it has a `confirm`, opens an address where it has a `url`. */
export function Button({ element, block }: ElementProps): JSX.Element {
  const { act } = useSurface();
  const [asks, setAsks] = useState(false);
  const confirm = object(element.confirm);
  const url = text(element.url);
  const press = () => {
    setAsks(false);
    if (/^https?:/.test(url)) window.open(url, '_blank', 'noreferrer');
    act({
      actionId: text(element.action_id),
      blockId: text(block.block_id),
      ...(element.value === undefined ? {} : { value: text(element.value) }),
    });
  };
  return (
    <>
      <button
        type="button"
        class={`button ${text(element.style)}`}
        {...(element.accessibility_label ? { 'aria-label': text(element.accessibility_label) } : {})}
        onClick={() => (confirm ? setAsks(true) : press())}
      >
        <PlainView source={words(element.text)} />
      </button>
      {confirm && asks ? <ConfirmDialog confirm={confirm} onYes={press} onNo={() => setAsks(false)} /> : null}
    </>
  );
}
