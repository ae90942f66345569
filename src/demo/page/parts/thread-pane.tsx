import type { JSX } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { PageChannel, PageMessage } from '../../server/protocol.ts';
import { usePage } from '../state/page.ts';
import { MessageList } from './message-list.tsx';
import { threadRows } from './rows.ts';

interface Props {
  readonly channel: PageChannel;
  readonly name: string;
  readonly messages: readonly PageMessage[];
  readonly parent: string;
  readonly target: string | undefined;
}

/** A message and what was answered to it. */
export function ThreadPane({ channel, name, messages, parent, target }: Props): JSX.Element {
  const { go } = usePage();
  const rows = useMemo(() => threadRows(messages, parent), [messages, parent]);
  const closer = useRef<HTMLButtonElement>(null);
  useEffect(() => closer.current?.focus(), [parent]);
  // Back to where the thread hangs.
  const close = () => go({ channel: channel.id, tab: 'messages', ts: parent });
  return (
    <aside
      class="thread"
      aria-label="Thread"
      onKeyDown={(event) => {
        if (event.key === 'Escape') close();
      }}
    >
      <header class="pane-head">
        <h2>Thread</h2>
        <span class="muted">{name}</span>
        <button ref={closer} type="button" class="icon" aria-label="Close thread" onClick={close}>
          ✕
        </button>
      </header>
      <MessageList key={parent} rows={rows} name="the thread" target={target} />
    </aside>
  );
}
