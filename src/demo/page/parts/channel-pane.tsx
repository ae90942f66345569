import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { PageChannel, PageMessage } from '../../server/protocol.ts';
import { useModel, useUi } from '../state/page.ts';
import type { Route } from '../state/route.ts';
import { Composer } from './composer.tsx';
import { Home } from './home.tsx';
import { MessageList } from './message-list.tsx';
import { PaneHead } from './pane-head.tsx';
import { isReply, rowsOf } from './rows.ts';
import { ThreadPane } from './thread-pane.tsx';

const NONE: readonly PageMessage[] = [];

/** The middle of the page: a channel with its message box, beside it the thread that is open. */
export function ChannelPane({ channel }: { channel: PageChannel }): JSX.Element {
  const route = useUi((ui) => ui.route);
  const covered = useUi(({ drawer }) => drawer !== 'none');
  const messages = useModel((model) => model.messages.get(channel.id) ?? NONE);
  const rows = useMemo(() => rowsOf(messages), [messages]);
  const name = channel.kind === 'direct' ? 'Billhook' : `#${channel.name}`;
  const isHome = channel.kind === 'direct' && route.tab === 'home';
  const thread = threadOf(route, messages);
  return (
    <main id="main" class={thread ? 'middle with-thread' : 'middle'} tabIndex={-1} inert={covered}>
      <div class="pane">
        <PaneHead channel={channel} name={name} isHome={isHome} />
        {isHome ? (
          <Home />
        ) : (
          <>
            <MessageList key={channel.id} rows={rows} name={name} target={route.ts ?? route.thread} />
            <Composer key={`${channel.id} box`} channel={channel} name={name} />
          </>
        )}
      </div>
      {thread && !isHome ? (
        <ThreadPane channel={channel} name={name} messages={messages} parent={thread} target={route.ts} />
      ) : null}
    </main>
  );
}

/** The thread to open: the one asked for, or that of the reply asked for. */
function threadOf({ thread, ts }: Route, messages: readonly PageMessage[]): string | undefined {
  if (thread) return thread;
  const asked = ts === undefined ? undefined : messages.find((one) => one.ts === ts);
  return asked && isReply(asked) ? asked.threadTs : undefined;
}
