export type Theme = 'light' | 'dark';

const KEY = 'billhook-theme';

/** `?theme=` first, then what was chosen before, then what the system prefers. */
export function firstTheme(): Theme {
  const asked = new URLSearchParams(location.search).get('theme') ?? remembered();
  if (asked === 'light' || asked === 'dark') return asked;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

/** Puts a theme on the page. */
export function applyTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
}

/** Keeps a choice for the next visit. */
export function rememberTheme(theme: Theme): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // A browser that keeps nothing: the choice lasts for this visit.
  }
}

function remembered(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
