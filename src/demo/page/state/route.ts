/** What the middle of the page shows: `#/CHANNEL`, `#/CHANNEL/TS`, `#/CHANNEL/thread/TS`, `#/CHANNEL/home`. */
export interface Route {
  readonly channel: string;
  readonly tab: 'messages' | 'home';
  /** A message to be brought into sight. */
  readonly ts?: string;
  /** The parent of the thread that is open. */
  readonly thread?: string;
}

/** The route of an address's hash. */
export function routeOf(hash: string): Route {
  const [channel = '', second, third] = hash.replace(/^#\/?/, '').split('/');
  if (second === 'home') return { channel, tab: 'home' };
  if (second === 'thread' && third) return { channel, tab: 'messages', thread: third };
  return second ? { channel, tab: 'messages', ts: second } : { channel, tab: 'messages' };
}

/** The hash of a route. */
export function hashOf({ channel, tab, ts, thread }: Route): string {
  const rest = tab === 'home' ? '/home' : thread ? `/thread/${thread}` : ts ? `/${ts}` : '';
  return `#/${channel}${rest}`;
}
