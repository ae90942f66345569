import type { JSX } from 'preact';
import { text } from '../json.ts';
import type { BlockProps } from './block.ts';

/** A file kept elsewhere. */
export function FileBlock({ block }: BlockProps): JSX.Element {
  return <p class="block file-card">Remote file {text(block.external_id)}</p>;
}
