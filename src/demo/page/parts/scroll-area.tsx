import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

interface Props {
  readonly look: string;
  readonly name: string;
  readonly children: ComponentChildren;
}

/** What scrolls inside itself where it is too large: a stop for the keyboard, which must reach it, unless all of it is seen to fit. */
export function ScrollArea({ look, name, children }: Props): JSX.Element {
  const area = useRef<HTMLDivElement>(null);
  const [scrolls, setScrolls] = useState(true);
  useEffect(() => {
    const { current } = area;
    if (!current) return undefined;
    const measure = () =>
      setScrolls(current.scrollWidth > current.clientWidth || current.scrollHeight > current.clientHeight);
    // An observer alone hears nothing of what lies out of view and is not laid out yet.
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={area} class={look} {...(scrolls ? { role: 'group', 'aria-label': name, tabIndex: 0 } : {})}>
      {children}
    </div>
  );
}
