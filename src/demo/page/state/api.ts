import type { Deed, Done, GalleryItem, Snapshot } from '../../server/protocol.ts';

/** All that one person's page shows; the server's first person where none is named. Throws where it does not answer. */
export async function fetchSnapshot(user: string | undefined): Promise<Snapshot> {
  const query = user ? `?user=${encodeURIComponent(user)}` : '';
  return (await fetchJson(`/api/state${query}`)) as Snapshot;
}

/** One of each kind of message. Throws where the server does not answer. */
export async function fetchGallery(): Promise<readonly GalleryItem[]> {
  const body = await fetchJson('/api/gallery');
  return body as readonly GalleryItem[];
}

/** Does what a person did; what went wrong comes back in words. */
export async function sendDeed(deed: Deed): Promise<Done> {
  try {
    const response = await fetch('/api/do', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(deed),
    });
    return (await response.json()) as Done;
  } catch {
    return { ok: false, error: 'The demo does not answer. Is it still running?' };
  }
}

async function fetchJson(address: string): Promise<unknown> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} answered ${response.status}`);
  return response.json();
}
