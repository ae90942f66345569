import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { usePage, useUi } from '../state/page.ts';

interface Props {
  readonly side: 'sidebar' | 'panel';
  readonly name: string;
  readonly children: ComponentChildren;
}

/** A column of the page; where the page is narrow, a drawer over it that Escape closes. */
export function Drawer({ side, name, children }: Props): JSX.Element {
  const { show } = usePage();
  const open = useUi(({ drawer }) => drawer === side);
  const root = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!open) return undefined;
    root.current?.querySelector<HTMLElement>('.drawer-close')?.focus();
    return () => document.getElementById(`open-${side}`)?.focus();
  }, [open]);
  return (
    <aside
      ref={root}
      id={side}
      class={`drawer ${side}${open ? ' open' : ''}`}
      aria-label={name}
      onKeyDown={(event) => {
        if (open && event.key === 'Escape') show({ drawer: 'none' });
      }}
    >
      <button type="button" class="drawer-close" onClick={() => show({ drawer: 'none' })}>
        Close {name.toLowerCase()}
      </button>
      {children}
    </aside>
  );
}
