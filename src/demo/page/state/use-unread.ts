import { useEffect } from 'preact/hooks';
import { useModel, usePage } from './page.ts';

/** Marks channels in which something came while another was shown. */
export function useUnread(current: string): void {
  const { ui, show } = usePage();
  const latest = useModel((model) => model.latest);
  const came = latest?.channel;
  useEffect(() => {
    const { unread } = ui.get();
    if (came && came !== current && !unread.has(came)) show({ unread: new Set([...unread, came]) });
  }, [latest]);
  useEffect(() => {
    const { unread } = ui.get();
    if (unread.has(current)) show({ unread: new Set([...unread].filter((id) => id !== current)) });
  }, [current]);
}
