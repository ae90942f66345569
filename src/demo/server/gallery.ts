import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { GalleryItem } from './protocol.ts';

const COMMAND = fileURLToPath(new URL('../../../bin/billhook.js', import.meta.url));

/** One of each kind of message, as the bot's own command prints them: the demo knows nothing of the bot's views. */
export async function readGallery(): Promise<readonly GalleryItem[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [COMMAND, 'samples'], { maxBuffer: 10_000_000 });
  return JSON.parse(stdout) as GalleryItem[];
}
