import type { JSX } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { objects, text, words } from '../json.ts';
import { type ElementProps, useSurface } from '../surface.ts';

/** A menu behind three dots. */
export function Overflow({ element, block }: ElementProps): JSX.Element {
  const { act } = useSurface();
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const id = useId();
  useEffect(() => {
    if (!open) return undefined;
    root.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus();
    const close = (event: PointerEvent) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener('pointerdown', close);
    return () => document.removeEventListener('pointerdown', close);
  }, [open]);
  const shut = () => {
    setOpen(false);
    root.current?.querySelector('button')?.focus();
  };
  const choose = (selected: string, url: string) => {
    shut();
    if (/^https?:/.test(url)) window.open(url, '_blank', 'noreferrer');
    act({ actionId: text(element.action_id), blockId: text(block.block_id), selected });
  };
  return (
    <div class="overflow" ref={root}>
      <button
        type="button"
        class="button"
        aria-label="More actions"
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        ⋯
      </button>
      <div id={id} class="overflow-menu" role="menu" hidden={!open} onKeyDown={(event) => move(event, shut)}>
        {objects(element.options).map((option) => (
          <button
            key={text(option.value)}
            type="button"
            role="menuitem"
            tabIndex={-1}
            onClick={() => choose(text(option.value), text(option.url))}
          >
            {words(option.text)}
          </button>
        ))}
      </div>
    </div>
  );
}

/** Arrow keys, Home and End go through the items; Escape and Tab close. */
function move(event: JSX.TargetedKeyboardEvent<HTMLElement>, shut: () => void): void {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=menuitem]')];
  const at = items.indexOf(document.activeElement as HTMLElement);
  const to: Readonly<Record<string, number>> = {
    ArrowDown: (at + 1) % items.length,
    ArrowUp: (at - 1 + items.length) % items.length,
    Home: 0,
    End: items.length - 1,
  };
  const next = to[event.key];
  if (event.key === 'Escape' || event.key === 'Tab') shut();
  else if (next === undefined) return;
  else items[next]?.focus();
  event.preventDefault();
  event.stopPropagation();
}
