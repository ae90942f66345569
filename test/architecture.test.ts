import { describe, expect, test } from 'vitest';
import { codeOf, importsOf, isOurs, layerOf, packageOf, readSources, type Source } from './sources.ts';

/** What a folder may import: folders of ours beside itself, and packages (`*` ends a beginning). */
interface Rule {
  readonly folders: readonly string[];
  readonly packages: readonly string[];
  /** Single files beyond the folders. */
  readonly files?: readonly string[];
}

/** The table of the design. */
const TABLE: Readonly<Record<string, Rule>> = {
  domain: { folders: [], packages: ['fastest-levenshtein', 're2js'] },
  usecases: { folders: ['domain'], packages: ['node:*'] },
  aws: { folders: ['domain', 'usecases'], packages: ['node:*', '@aws-sdk/*', '@smithy/*'] },
  store: { folders: ['domain', 'usecases'], packages: ['node:*', 'better-sqlite3', 'drizzle-orm'] },
  slack: { folders: ['domain', 'usecases'], packages: ['node:*', '@slack/*'] },
  http: { folders: ['domain', 'usecases'], packages: ['node:*', 'prom-client'] },
  jobs: { folders: ['domain', 'usecases'], packages: ['node:*', 'node-cron'] },
  // cborg: newer clients of CloudWatch speak CBOR, and AWS's own codec would share its faults with the client it is held to.
  demo: { folders: ['domain'], packages: ['node:*', 'cborg', 'ws', 'zod'] },
  'demo/page': { folders: ['domain'], packages: ['preact', 'echarts', 'vite'], files: ['demo/server/protocol.ts'] },
};
/** Folders and files that may import everything of ours. */
const FREE = ['', 'workers'];
const MOST_LINES = 320;

const allows = (patterns: readonly string[], name: string) =>
  patterns.some((one) => (one.endsWith('*') ? name.startsWith(one.slice(0, -1)) : name === one));

/** The imports of a file that the table does not allow, each as `file → import`. */
function breachesOf(source: Source): string[] {
  const layer = layerOf(source.path);
  if (FREE.includes(layer)) return [];
  const rule = TABLE[layer];
  if (!rule) return [`${source.path} lies in a folder that the design does not know`];
  return importsOf(source)
    .filter((name) =>
      isOurs(name)
        ? ![layer, ...rule.folders].includes(layerOf(name)) && !rule.files?.includes(name)
        : !allows(rule.packages, name.startsWith('node:') ? name : packageOf(name)),
    )
    .map((name) => `${source.path} → ${name}`);
}

const sources = readSources();
const code = (folder: string) => sources.filter(({ path }) => layerOf(path) === folder);

describe('the reader of imports', () => {
  test('sees every form of them', () => {
    const text = `import { a,
  type B } from '../domain/a.ts';
import type { C } from "pino";
export * from './c.ts';
export { d } from './d.ts';
import './e.ts';
const f = await import('./f.ts');
import g, { h } from '@slack/bolt/dist/x';`;
    expect(importsOf({ path: 'slack/x.ts', text }).sort()).toEqual(
      ['@slack/bolt/dist/x', 'domain/a.ts', 'pino', 'slack/c.ts', 'slack/d.ts', 'slack/e.ts', 'slack/f.ts'].sort(),
    );
  });

  test.each([
    ['domain/a.ts', '../usecases/b.ts'],
    ['domain/a.ts', '../config.ts'],
    ['domain/a.ts', 'node:fs'],
    ['domain/a.ts', 'zod'],
    ['usecases/a.ts', '../store/b.ts'],
    ['usecases/a.ts', 'pino'],
    ['aws/a.ts', '../slack/b.ts'],
    ['store/deep/a.ts', '../../aws/b.ts'],
    ['slack/a.ts', '../bot.ts'],
    ['slack/a.ts', '@aws-sdk/client-sts'],
    ['demo/a.ts', '../store/b.ts'],
    ['demo/a.ts', '../usecases/b.ts'],
    ['demo/a.ts', '@slack/web-api'],
    ['demo/server/a.ts', '../page/b.ts'],
    ['demo/page/a.tsx', '../workspace/index.ts'],
    ['demo/page/a.tsx', 'node:fs'],
    ['helpers/a.ts', '../domain/b.ts'],
  ])('reports %s importing %s', (path, from) => {
    expect(breachesOf({ path, text: `import { x } from '${from}';` })).toHaveLength(1);
  });

  test.each([
    ['domain/logs/a.ts', '../day.ts'],
    ['usecases/a.ts', '../domain/b.ts'],
    ['aws/a.ts', '@aws-sdk/client-sts'],
    ['demo/workspace/a.ts', 'ws'],
    ['demo/page/a.tsx', '../server/protocol.ts'],
    ['demo/page/a.tsx', './styles/a.css'],
    ['main.ts', './slack/a.ts'],
    ['workers/a.ts', '../store/b.ts'],
  ])('lets %s import %s', (path, from) => {
    expect(breachesOf({ path, text: `import { x } from '${from}';` })).toEqual([]);
  });
});

test('every folder imports what the table of the design allows, and nothing else', () => {
  expect(sources.length).toBeGreaterThan(100);
  expect(sources.flatMap(breachesOf)).toEqual([]);
});

test('every import of ours is of a file that is there', () => {
  const paths = new Set(sources.map(({ path }) => path));
  const missing = sources.flatMap((source) =>
    importsOf(source)
      .filter((name) => name.endsWith('.ts') && !paths.has(name))
      .map((name) => `${source.path} → ${name}`),
  );
  expect(missing).toEqual([]);
});

test('only files at the root import the files at the root', () => {
  const others = sources.filter(({ path }) => !FREE.includes(layerOf(path)));
  expect(others.flatMap(importsOf).filter((name) => name.endsWith('.ts') && layerOf(name) === '')).toEqual([]);
});

test.each(['domain', 'usecases'])('%s asks no clock of its own', (folder) => {
  const asking = /\bDate\.now\(|\bnew Date\(\s*\)|\bDate\(\)|\bperformance\.now\(|\bprocess\.hrtime|\bMath\.random\(/;
  expect(code(folder).filter((source) => asking.test(codeOf(source)))).toEqual([]);
  expect(asking.test('const at = new Date();') && asking.test('Date.now()')).toBe(true);
});

test('nothing is exported by default', () => {
  const own = sources.filter(({ path }) => !path.endsWith('.config.ts'));
  expect(own.filter((source) => /^\s*export default\b|\bas default\b/m.test(codeOf(source)))).toEqual([]);
});

test(`no file is longer than ${MOST_LINES} lines`, () => {
  const long = sources.map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }));
  expect(long.filter(({ lines }) => lines > MOST_LINES)).toEqual([]);
});
