import type { JSX } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { BlocksView } from '../blocks/index.tsx';
import { objects } from '../json.ts';
import { useModel, usePage } from '../state/page.ts';
import { type Surface, SurfaceProvider } from '../surface.ts';

/** The bot's Home tab. The bot hears that it was opened. */
export function Home(): JSX.Element {
  const { act } = usePage();
  const user = useModel(({ you }) => you);
  const home = useModel((model) => model.home);
  useEffect(() => {
    void act({ do: 'open-home', user });
  }, [user]);
  const viewId = home?.id ?? '';
  const surface = useMemo<Surface>(
    () => ({ act: (action) => void act({ do: 'click-view', user, viewId, ...action }) }),
    [user, viewId],
  );
  return (
    <section
      class="home"
      aria-label="Home"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
      tabIndex={0}
    >
      {home ? (
        <SurfaceProvider value={surface}>
          <BlocksView blocks={objects(home.payload.blocks)} />
        </SurfaceProvider>
      ) : (
        <p class="beginning">Billhook has no Home tab yet.</p>
      )}
    </section>
  );
}
