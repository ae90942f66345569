import type { FileReady } from './blocks/check-blocks.ts';
import type { Json } from './json.ts';
import type { State } from './state.ts';
import type { StoredFile } from './types.ts';

/** How long after its upload Slack still works on a file, ms: blocks that show it meanwhile are refused. */
export const PROCESSING_MS = 150;

/** Whether a file is through: an upload is not usable at once. */
export function isReady(file: StoredFile): boolean {
  return file.readyAt !== undefined && Date.now() >= file.readyAt;
}

/** Says of a `slack_file` reference whether it can be shown. */
export function fileReady(state: State): FileReady {
  return (reference) => {
    const id = typeof reference.id === 'string' ? reference.id : String(reference.url).split('/').at(-2);
    const file = state.files.get(id ?? '');
    return file !== undefined && isReady(file);
  };
}

/** A file as the Web API shows it; its kind is not known before it is ready. */
export function fileJson(file: StoredFile, baseUrl: string): Json {
  const ready = isReady(file);
  return {
    id: file.id,
    name: file.name,
    title: file.title,
    size: file.length,
    filetype: file.name.split('.').at(-1) ?? '',
    mimetype: ready ? mimeType(file.name) : '',
    url_private: `${baseUrl}/files/${file.id}/${encodeURIComponent(file.name)}`,
    permalink: `${baseUrl}/files/${file.id}/${encodeURIComponent(file.name)}`,
    ...(file.altText ? { alt_txt: file.altText } : {}),
  };
}

export function mimeType(name: string): string {
  const known: Record<string, string> = { png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', gif: 'image/gif' };
  return known[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'text/plain';
}
