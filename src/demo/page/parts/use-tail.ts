import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

/** Rows drawn at first, and added at a time: few enough to be drawn in one frame. */
const CHUNK = 12;
/** How far above the viewport the oldest row may come before older ones are drawn. */
const MARGIN = '1500px 0px 0px 0px';

interface Tail {
  /** How many of the newest rows to draw. */
  readonly shown: number;
  /** Goes above the oldest of them. */
  readonly sentinel: RefObject<HTMLDivElement>;
}

/** Draws a long list from its end, in pieces, so that no piece holds up the page; as far back as row `wanted` in any case. */
export function useTail(scroller: RefObject<HTMLElement>, count: number, wanted: number): Tail {
  const [grown, setGrown] = useState(CHUNK);
  const sentinel = useRef<HTMLDivElement>(null);
  const shown = Math.min(grown, count);
  useEffect(() => {
    const more = () => setGrown((now) => now + CHUNK);
    if (wanted >= 0 && count - shown > wanted) {
      const timer = setTimeout(more);
      return () => clearTimeout(timer);
    }
    if (!sentinel.current) return undefined;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && more(), {
      root: scroller.current,
      rootMargin: MARGIN,
    });
    observer.observe(sentinel.current);
    return () => observer.disconnect();
  }, [shown, count, wanted]);
  return { shown, sentinel };
}
