import type { PageEvent } from '../../server/protocol.ts';
import { fetchSnapshot } from './api.ts';
import { after, type Model, modelOf } from './model.ts';
import type { Store } from './store.ts';

/** How long to wait before a connection that was refused is tried again. */
const AGAIN_MS = 1000;

/** What the page has of the server: nothing yet, all, or what it knew before the connection broke. */
export interface Live {
  readonly model: Model | undefined;
  readonly connection: 'opening' | 'live' | 'lost';
}

/**
 * Follows the workspace as one person sees it, until the returned function is called. Each time the connection opens the snapshot
 * is fetched; events that come meanwhile are applied after it, so nothing is missed.
 */
export function follow(store: Store<Live>, user: string | undefined): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waiting: PageEvent[] | undefined;
  let round = 0;

  async function refresh(): Promise<void> {
    const mine = ++round;
    waiting = [];
    try {
      const snapshot = await fetchSnapshot(user);
      if (mine !== round) return;
      store.set({ model: waiting.reduce(after, modelOf(snapshot)), connection: 'live' });
      waiting = undefined;
    } catch {
      if (mine === round) retry();
    }
  }

  function take(event: PageEvent): void {
    if (event.type === 'reset') return void refresh();
    const { model, connection } = store.get();
    if (waiting) waiting.push(event);
    else if (model) store.set({ model: after(model, event), connection });
  }

  function retry(): void {
    source?.close();
    store.set({ ...store.get(), connection: 'lost' });
    timer = setTimeout(open, AGAIN_MS);
  }

  function open(): void {
    const opened = new EventSource(`/api/events${user ? `?user=${encodeURIComponent(user)}` : ''}`);
    source = opened;
    opened.onopen = () => void refresh();
    opened.onmessage = ({ data }) => take(JSON.parse(String(data)) as PageEvent);
    opened.onerror = () => {
      if (opened.readyState === EventSource.CLOSED) retry();
      else store.set({ ...store.get(), connection: 'lost' });
    };
  }

  open();
  return () => {
    round++;
    clearTimeout(timer);
    source?.close();
  };
}
