import { useEffect } from 'preact/hooks';
import { type Page, usePage } from '../state/page.ts';

/** Listens for the page's shortcuts; letters typed into a field stay letters. */
export function useShortcuts(): void {
  const page = usePage();
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || document.querySelector('dialog[open]')) return;
      const done = event.altKey ? withAlt(page, event.code) : !isTyping(event.target) && plain(page, event.key);
      if (done) event.preventDefault();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [page]);
}

function plain({ show }: Page, key: string): boolean {
  if (key === '?') show({ showsHelp: true });
  else if (key === '/') document.getElementById('composer')?.focus();
  else return false;
  return true;
}

function withAlt(page: Page, code: string): boolean {
  const clock = page.live.get().model?.clock;
  if (code === 'ArrowUp') neighbour(page, -1);
  else if (code === 'ArrowDown') neighbour(page, 1);
  else if (code === 'KeyR' && clock) void page.act({ do: 'clock', action: clock.running ? 'pause' : 'run' });
  else if (code === 'KeyS' && clock && !clock.busy) void page.act({ do: 'clock', action: 'step' });
  else return false;
  return true;
}

function neighbour({ live, ui, go }: Page, by: number): void {
  const all = live.get().model?.channels ?? [];
  // As they stand in the sidebar: direct messages last.
  const channels = [...all].sort((a, b) => Number(a.kind === 'direct') - Number(b.kind === 'direct'));
  const at = channels.findIndex(({ id }) => id === ui.get().route.channel);
  const next = channels[(at + by + channels.length) % channels.length];
  if (next) go({ channel: next.id, tab: 'messages' });
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select');
}
