import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Json } from '../../server/protocol.ts';
import { imageAddress } from '../addresses.ts';
import { text } from '../json.ts';

/** An image with its words; the words alone where it cannot be loaded. */
export function Image({ element }: { element: Json }): JSX.Element {
  const [failed, setFailed] = useState(false);
  const address = imageAddress(element);
  const alt = text(element.alt_text);
  if (failed || !address) return <span class="image-missing">Image not loaded: {alt}</span>;
  return <img src={address} alt={alt} title={alt} loading="lazy" onError={() => setFailed(true)} />;
}
