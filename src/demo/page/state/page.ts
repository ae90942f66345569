import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Deed, Done } from '../../server/protocol.ts';
import { sendDeed } from './api.ts';
import type { Live } from './live.ts';
import type { Model } from './model.ts';
import { hashOf, type Route, routeOf } from './route.ts';
import { createStore, type Store, useStore } from './store.ts';
import { applyTheme, firstTheme, rememberTheme, type Theme } from './theme.ts';

/** What the page shows of itself. */
export interface Ui {
  readonly route: Route;
  /** Counts visits, so that going where one is already still brings the message into sight. */
  readonly visit: number;
  /** Which drawer is open where there is no room for both. */
  readonly drawer: 'none' | 'sidebar' | 'panel';
  readonly theme: Theme;
  readonly showsHelp: boolean;
  /** What went wrong, in words. */
  readonly notice: string | undefined;
  /** Channels with something new. */
  readonly unread: ReadonlySet<string>;
}

/** The page's stores and what can be done with them. */
export interface Page {
  readonly live: Store<Live>;
  readonly ui: Store<Ui>;
  go(route: Route): void;
  show(change: Partial<Ui>): void;
  switchTheme(): void;
  /** Does a deed and shows what went wrong. */
  act(deed: Deed): Promise<Done>;
}

const PageContext = createContext<Page | undefined>(undefined);

/** Gives the page to what is drawn inside. */
export const PageProvider = PageContext.Provider;

export function createPage(): Page {
  const live = createStore<Live>({ model: undefined, connection: 'opening' });
  const theme = firstTheme();
  applyTheme(theme);
  const ui = createStore<Ui>({
    route: routeOf(location.hash),
    visit: 0,
    drawer: 'none',
    theme,
    showsHelp: false,
    notice: undefined,
    unread: new Set(),
  });
  const show = (change: Partial<Ui>) => ui.set({ ...ui.get(), ...change });
  const land = (route: Route) => show({ route, visit: ui.get().visit + 1, drawer: 'none' });
  addEventListener('popstate', () => land(routeOf(location.hash)));
  return {
    live,
    ui,
    show,
    go(route) {
      if (hashOf(route) !== location.hash) history.pushState(null, '', hashOf(route));
      land(route);
    },
    switchTheme() {
      const next = ui.get().theme === 'dark' ? 'light' : 'dark';
      applyTheme(next);
      rememberTheme(next);
      show({ theme: next });
    },
    async act(deed) {
      const done = await sendDeed(deed);
      if (!done.ok) show({ notice: done.error ?? 'That did not work.' });
      return done;
    },
  };
}

export function usePage(): Page {
  const page = useContext(PageContext);
  if (!page) throw new Error('there is no page around this component');
  return page;
}

/** A part of what the page shows of itself. */
export function useUi<Part>(select: (ui: Ui) => Part): Part {
  return useStore(usePage().ui, select);
}

/** A part of the workspace. Only inside what is drawn once there is a workspace. */
export function useModel<Part>(select: (model: Model) => Part): Part {
  return useStore(usePage().live, ({ model }) => {
    if (!model) throw new Error('there is no workspace yet');
    return select(model);
  });
}
