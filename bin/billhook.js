#!/usr/bin/env node
import { createRequire } from 'node:module';
import { setFlagsFromString } from 'node:v8';

// Before anything else is loaded: on an older Node better-sqlite3 ends the process with a segmentation fault and no word.
const { engines } = createRequire(import.meta.url)('../package.json');
const numbers = (version) => version.match(/\d+/g).map(Number);
const [major, minor] = numbers(process.versions.node);
const [leastMajor, leastMinor] = numbers(engines.node);

if (major < leastMajor || (major === leastMajor && minor < leastMinor)) {
  console.error(
    `Billhook needs Node ${engines.node} and this is Node ${process.versions.node}. Install a newer one (https://nodejs.org), or run it with the one that comes with a clone: npm start, npm run demo, npx billhook.`,
  );
  process.exitCode = 1;
} else {
  // Node 24 lets what is young grow to 64 MB and more, in each thread, and what is old to twice what is needed: a bot
  // that mostly waits would hold 400 MB. Set here, as every way of starting it, and its worker, comes through here.
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--heap-growing-percent=30');
  await import('../dist/main.js');
}
