import type { JSX } from 'preact';
import { usePage } from '../state/page.ts';
import type { Route } from '../state/route.ts';

const TABS: readonly (readonly [Route['tab'], string])[] = [
  ['messages', 'Messages'],
  ['home', 'Home'],
];

/** The two tabs of the bot; the arrow keys go from one to the other. */
export function Tabs({ channel, isHome }: { channel: string; isHome: boolean }): JSX.Element {
  const { go } = usePage();
  const current: Route['tab'] = isHome ? 'home' : 'messages';
  return (
    <div
      class="tabs"
      role="tablist"
      aria-label="Billhook"
      onKeyDown={({ key, currentTarget }) => {
        if (key !== 'ArrowLeft' && key !== 'ArrowRight') return;
        currentTarget.querySelector<HTMLElement>('[aria-selected=false]')?.focus();
        go({ channel, tab: isHome ? 'messages' : 'home' });
      }}
    >
      {TABS.map(([tab, name]) => (
        <button
          key={tab}
          type="button"
          role="tab"
          aria-selected={tab === current}
          tabIndex={tab === current ? 0 : -1}
          onClick={() => go({ channel, tab })}
        >
          {name}
        </button>
      ))}
    </div>
  );
}
