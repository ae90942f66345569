import type { Json } from '../server/protocol.ts';
import { object, text } from './json.ts';

/** Where an image can be had: the web, or a file of the workspace. */
export function imageAddress(element: Json): string | undefined {
  const url = text(element.image_url);
  if (url) return fileAddress(url);
  const file = object(element.slack_file);
  if (!file) return undefined;
  return file.url ? fileAddress(text(file.url)) : `/files/${encodeURIComponent(text(file.id))}`;
}

/** Files of the workspace are asked of this page's own server, which has them all; any other address stays. */
export function fileAddress(address: string): string | undefined {
  const url = URL.canParse(address, location.href) ? new URL(address, location.href) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) return undefined;
  return url.pathname.startsWith('/files/') ? url.pathname : url.href;
}
