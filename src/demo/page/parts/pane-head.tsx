import type { JSX } from 'preact';
import type { PageChannel } from '../../server/protocol.ts';
import { usePage } from '../state/page.ts';
import { Tabs } from './tabs.tsx';

interface Props {
  readonly channel: PageChannel;
  readonly name: string;
  readonly isHome: boolean;
}

/** The name of what is shown, the bot's two tabs, and where there is no room the buttons for the drawers. */
export function PaneHead({ channel, name, isHome }: Props): JSX.Element {
  const { show } = usePage();
  return (
    <header class="pane-head">
      <button type="button" id="open-sidebar" class="drawer-open" onClick={() => show({ drawer: 'sidebar' })}>
        Channels
      </button>
      <h2>{name}</h2>
      {channel.kind === 'direct' ? <Tabs channel={channel.id} isHome={isHome} /> : null}
      <button type="button" id="open-panel" class="drawer-open" onClick={() => show({ drawer: 'panel' })}>
        Demo
      </button>
    </header>
  );
}
