import { defineConfig } from 'vite';

/** The page, built into dist/page; the demo's server hands it out. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../../../dist/page',
    emptyOutDir: true,
    sourcemap: false,
    target: 'es2023',
    cssTarget: ['chrome125', 'firefox125', 'safari18'],
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
  },
});
