import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Notices } from './parts/notices.tsx';
import { ChooseUserProvider } from './state/chosen-user.ts';
import { follow } from './state/live.ts';
import { type Page, PageProvider } from './state/page.ts';
import { useStore } from './state/store.ts';
import { WorkspacePage } from './workspace-page.tsx';

/** The demo: one person's workspace, live. */
export function App({ page, firstUser }: { page: Page; firstUser: string | undefined }): JSX.Element {
  const [user, setUser] = useState(firstUser);
  const ready = useStore(page.live, ({ model }) => model !== undefined);
  useEffect(() => follow(page.live, user), [user]);
  return (
    <PageProvider value={page}>
      <ChooseUserProvider value={setUser}>
        {ready ? <WorkspacePage /> : <p class="opening">Opening the workspace …</p>}
        <Notices />
      </ChooseUserProvider>
    </PageProvider>
  );
}
