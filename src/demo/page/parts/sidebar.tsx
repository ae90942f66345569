import type { JSX } from 'preact';
import type { PageChannel } from '../../server/protocol.ts';
import { useModel, usePage, useUi } from '../state/page.ts';
import { Avatar } from './avatar.tsx';
import { Drawer } from './drawer.tsx';
import { LockIcon } from './icons.tsx';
import { UserSwitcher } from './user-switcher.tsx';

/** The workspace, its channels, and whose eyes one sees it with. */
export function Sidebar({ current }: { current: string }): JSX.Element {
  const channels = useModel((model) => model.channels);
  const direct = channels.filter(({ kind }) => kind === 'direct');
  return (
    <Drawer side="sidebar" name="Workspace">
      <h1 class="workspace">Workshop</h1>
      <UserSwitcher />
      <nav aria-label="Channels">
        <h2>Channels</h2>
        <ul>
          {channels
            .filter(({ kind }) => kind !== 'direct')
            .map((channel) => (
              <Place key={channel.id} channel={channel} isCurrent={channel.id === current} />
            ))}
        </ul>
        <h2>Direct messages</h2>
        <ul>
          {direct.map((channel) => (
            <Place key={channel.id} channel={channel} isCurrent={channel.id === current} />
          ))}
        </ul>
      </nav>
      <SidebarFoot />
    </Drawer>
  );
}

function Place({ channel: { id, name, kind }, isCurrent }: { channel: PageChannel; isCurrent: boolean }): JSX.Element {
  const isUnread = useUi(({ unread }) => unread.has(id));
  const shown = kind === 'direct' ? 'Billhook' : name;
  return (
    <li>
      <a
        href={`#/${id}`}
        class={isUnread ? 'place unread' : 'place'}
        {...(isCurrent ? { 'aria-current': 'page' } : {})}
      >
        {kind === 'direct' ? (
          <Avatar name={shown} isBot small />
        ) : (
          <span class="sigil" aria-hidden="true">
            {kind === 'private' ? <LockIcon /> : '#'}
          </span>
        )}
        {shown}
        {isUnread ? <span class="unseen">, unread</span> : null}
      </a>
    </li>
  );
}

function SidebarFoot(): JSX.Element {
  const { switchTheme, show } = usePage();
  const theme = useUi((ui) => ui.theme);
  return (
    <div class="sidebar-foot">
      <button type="button" onClick={switchTheme}>
        {theme === 'dark' ? 'Light theme' : 'Dark theme'}
      </button>
      <button type="button" onClick={() => show({ showsHelp: true })}>
        Shortcuts
      </button>
      <a href="/gallery">Gallery</a>
    </div>
  );
}
