import type { JSX } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { type Names, NamesProvider } from './names.ts';
import { Panel } from './panel/panel.tsx';
import { Announcer } from './parts/announcer.tsx';
import { ChannelPane } from './parts/channel-pane.tsx';
import { Help } from './parts/help.tsx';
import { TopModal } from './parts/modal.tsx';
import { Sidebar } from './parts/sidebar.tsx';
import { useShortcuts } from './parts/use-shortcuts.ts';
import { useModel, usePage, useUi } from './state/page.ts';
import { useUnread } from './state/use-unread.ts';

/** Shown first where the address names no channel. */
const FIRST = 'cloud-costs';

/** The whole workspace as one person sees it. */
export function WorkspacePage(): JSX.Element {
  const { show } = usePage();
  const users = useModel((model) => model.users);
  const channels = useModel((model) => model.channels);
  const you = useModel((model) => model.you);
  const asked = useUi(({ route }) => route.channel);
  const drawer = useUi((ui) => ui.drawer);
  const names = useMemo<Names>(() => ({ users, channels, you }), [users, channels, you]);
  const channel =
    channels.find(({ id }) => id === asked) ?? channels.find(({ name }) => name === FIRST) ?? channels.at(0);
  const current = channel?.id ?? '';
  useEffect(() => {
    if (current !== asked) history.replaceState(null, '', `#/${current}`);
    if (current !== asked) show({ route: { channel: current, tab: 'messages' } });
  }, [current, asked]);
  useShortcuts();
  useUnread(current);
  return (
    <NamesProvider value={names}>
      <button type="button" class="skip" onClick={skip}>
        Skip to the messages
      </button>
      <div class="columns">
        <Sidebar current={current} />
        {channel ? <ChannelPane channel={channel} /> : <main id="main">You are in no channel.</main>}
        <Panel />
        {drawer === 'none' ? null : (
          <button
            type="button"
            class="veil"
            aria-label="Close the drawer"
            tabIndex={-1}
            onClick={() => show({ drawer: 'none' })}
          />
        )}
      </div>
      <TopModal />
      <Help />
      <Announcer />
    </NamesProvider>
  );
}

function skip(): void {
  document.getElementById('main')?.focus();
}
