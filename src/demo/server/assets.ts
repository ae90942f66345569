import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** What the page's build wrote. */
const FOLDER = fileURLToPath(new URL('../../../dist/page', import.meta.url));

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Nothing may be fetched from anywhere else, whatever a message carries. */
const POLICY = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'";

/** Sends a file of the page; any path without an ending is the page itself. Gives false where there is no such file. */
export async function sendAsset(response: ServerResponse, pathname: string): Promise<boolean> {
  const name = path.extname(pathname) ? pathname : '/index.html';
  const file = path.join(FOLDER, path.normalize(name));
  if (!file.startsWith(FOLDER)) return false;
  const content = await readFile(file).catch(() => undefined);
  if (!content) return false;
  const hashed = pathname.startsWith('/assets/');
  response.writeHead(200, {
    'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream',
    'cache-control': hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
    'content-security-policy': POLICY,
  });
  response.end(content);
  return true;
}
