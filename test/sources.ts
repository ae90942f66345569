import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A source file: its path below src/ with forward slashes, and its text. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

const ROOT = fileURLToPath(new URL('../src/', import.meta.url));

/** Every TypeScript file under src/. */
export function readSources(): Source[] {
  return readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => ({ path: file.replaceAll('\\', '/'), text: readFileSync(join(ROOT, file), 'utf8') }));
}

const SPECIFIERS = [
  /\b(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]/g,
  /\bimport\s*\(\s*['"]([^'"]+)['"]/g,
  /^\s*import\s+['"]([^'"]+)['"]/gm,
];

/** What a file imports or exports again: files of ours as paths below src/, packages by their names. */
export function importsOf({ path, text }: Source): string[] {
  return SPECIFIERS.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1] as string)).map((from) =>
    from.startsWith('.') ? posix.join(posix.dirname(path), from) : from,
  );
}

/** What the browser runs: built apart from all else. */
const PAGE = 'demo/page';

/** Whether an import is of a file of ours. */
export function isOurs(name: string): boolean {
  return /\.(tsx?|css)$/.test(name);
}

/** The folder below src/ in which a file lies; '' for the files at the root. The page is a layer of its own. */
export function layerOf(path: string): string {
  if (path.startsWith(`${PAGE}/`)) return PAGE;
  return path.includes('/') ? (path.split('/')[0] as string) : '';
}

/** `@aws-sdk/client-sts` of `@aws-sdk/client-sts/dist/x`. */
export function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** The text without its comments. */
export function codeOf({ text }: Source): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}
