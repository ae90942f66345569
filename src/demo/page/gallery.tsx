import type { JSX } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { GalleryItem, PageMessage, Snapshot } from '../server/protocol.ts';
import { type Names, NamesProvider } from './names.ts';
import { Message } from './parts/message.tsx';
import { Notices } from './parts/notices.tsx';
import { fetchGallery, fetchSnapshot } from './state/api.ts';
import { type Page, PageProvider, useUi } from './state/page.ts';

/** One of each kind of message the bot can post. Nothing in it can be clicked to effect. */
export function Gallery({ page }: { page: Page }): JSX.Element {
  const [items, setItems] = useState<readonly GalleryItem[]>();
  const [snapshot, setSnapshot] = useState<Snapshot>();
  const [failed, setFailed] = useState('');
  useEffect(() => {
    fetchGallery().then(setItems, (error: unknown) => setFailed(String(error)));
    // For the names alone; without them ids are shown.
    fetchSnapshot(undefined).then(setSnapshot, () => undefined);
  }, []);
  const still = useMemo<Page>(() => ({ ...page, act: () => explain(page) }), [page]);
  const names = useMemo<Names>(() => namesOf(snapshot), [snapshot]);
  return (
    <PageProvider value={still}>
      <NamesProvider value={names}>
        <main id="main" class="gallery">
          <header>
            <h1>Every message Billhook can post</h1>
            <a href="/">Back to the workspace</a>
            <ThemeButton page={page} />
          </header>
          {failed ? (
            <p class="undrawable" role="alert">
              {failed}
            </p>
          ) : null}
          {items?.map((item) => (
            <Item key={item.name} item={item} at={snapshot?.clock.now ?? ''} />
          ))}
        </main>
        <Notices />
      </NamesProvider>
    </PageProvider>
  );
}

function Item({ item: { name, text, blocks }, at }: { item: GalleryItem; at: string }): JSX.Element {
  const message: PageMessage = {
    ts: name,
    channel: '',
    user: BOT,
    threadTs: undefined,
    text,
    blocks,
    edited: false,
    isPrivate: false,
    files: [],
    reactions: [],
    at: at || new Date(0).toISOString(),
  };
  return (
    <section class="gallery-item" aria-label={name} data-testid="gallery-item">
      <h2>{name}</h2>
      <Message message={message} follows={false} replies={0} />
    </section>
  );
}

function ThemeButton({ page }: { page: Page }): JSX.Element {
  const theme = useUi((ui) => ui.theme);
  return (
    <button type="button" class="button" onClick={page.switchTheme}>
      {theme === 'dark' ? 'Light theme' : 'Dark theme'}
    </button>
  );
}

const BOT = 'bot';

function namesOf(snapshot: Snapshot | undefined): Names {
  const bot = { id: BOT, name: 'billhook', realName: 'Billhook', role: 'app', isBot: true };
  const users = new Map((snapshot?.users ?? []).map((user) => [user.id, user]));
  return { you: '', users: users.set(BOT, bot), channels: snapshot?.channels ?? [] };
}

async function explain(page: Page) {
  page.show({ notice: 'The gallery only shows: nothing was sent.' });
  return { ok: true };
}
