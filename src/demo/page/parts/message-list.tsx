import { Fragment, type JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useUi } from '../state/page.ts';
import { DayDivider } from './day-divider.tsx';
import { Message } from './message.tsx';
import type { Row } from './rows.ts';
import { useTail } from './use-tail.ts';

interface Props {
  readonly rows: readonly Row[];
  readonly name: string;
  /** A message to be brought into sight. */
  readonly target: string | undefined;
}

/**
 * Messages that scroll: the newest first in sight, older ones drawn as one comes to them. It is laid out from its end
 * (`column-reverse`), so the browser itself keeps the end in sight and keeps still when older ones are added above.
 */
export function MessageList({ rows, name, target }: Props): JSX.Element {
  const scroller = useRef<HTMLElement>(null);
  const visit = useUi(({ visit: count }) => count);
  const reached = useRef('');
  const wanted = target === undefined ? -1 : rows.findIndex(({ message }) => message.ts === target);
  const { shown, sentinel } = useTail(scroller, rows.length, wanted);
  const first = rows.length - shown;

  useEffect(() => {
    const goal = `${target} ${visit}`;
    if (target === undefined || reached.current === goal) return;
    const element = scroller.current?.querySelector<HTMLElement>(`[data-ts="${CSS.escape(target)}"]`);
    if (!element) return;
    reached.current = goal;
    reveal(element);
  }, [rows, shown, target, visit]);

  return (
    <section
      ref={scroller}
      class="messages"
      aria-label={name}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
      tabIndex={0}
    >
      <div>
        {first > 0 ? (
          <div ref={sentinel} class="sentinel" />
        ) : (
          <p class="beginning">This is the beginning of {name}.</p>
        )}
        {rows.slice(first).map(({ message, opensDay, follows, replies }) => (
          <Fragment key={message.ts}>
            {opensDay ? <DayDivider at={message.at} /> : null}
            <Message message={message} follows={follows} replies={replies} />
          </Fragment>
        ))}
      </div>
    </section>
  );
}

/** Brings a message into sight, gives it the focus, and marks it for a moment. */
function reveal(element: HTMLElement): void {
  element.classList.remove('found');
  const centre = () => element.scrollIntoView({ block: 'center' });
  centre();
  element.focus({ preventScroll: true });
  // What comes into sight takes its true height only then: once more when it has.
  requestAnimationFrame(() => {
    element.classList.add('found');
    requestAnimationFrame(centre);
  });
}
