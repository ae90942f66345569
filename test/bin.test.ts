import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const COMMAND = fileURLToPath(new URL('../bin/billhook.js', import.meta.url));
const { engines } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  readonly engines: { readonly node: string };
};
const [major = 0, minor = 0] = engines.node.match(/\d+/g)?.map(Number) ?? [];

/** Runs `billhook --help` in a process that takes itself for another version of Node. */
async function helpOn(version: string): Promise<{ code: number; out: string; err: string }> {
  const pretend = `Object.defineProperty(process.versions, 'node', { value: '${version}' });`;
  const args = ['--import', `data:text/javascript,${encodeURIComponent(pretend)}`, COMMAND, '--help'];
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, args);
    return { code: 0, out: stdout, err: stderr };
  } catch (thrown) {
    const { code, stdout, stderr } = thrown as { code: number; stdout: string; stderr: string };
    return { code, out: stdout, err: stderr };
  }
}

test.each(['18.20.8', '20.20.2', `${major}.${minor - 1}.9`])(
  'on Node %s the command loads nothing and says what it needs',
  async (version) => {
    const { code, out, err } = await helpOn(version);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toBe(
      `Billhook needs Node ${engines.node} and this is Node ${version}. Install a newer one (https://nodejs.org), or run it with the one that comes with a clone: npm start, npm run demo, npx billhook.\n`,
    );
  },
);

test.each([`${major}.${minor}.0`, `${major + 1}.0.0`, '26.1.0'])('on Node %s it runs', async (version) => {
  const { code, out, err } = await helpOn(version);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain('Usage: billhook');
});

test.skipIf(!existsSync('/dev/full'))('output that is lost on a full disk is a failure, told in words', async () => {
  const full = openSync('/dev/full', 'w');
  const child = spawn(process.execPath, [COMMAND, 'samples'], { stdio: ['ignore', full, 'pipe'] });
  closeSync(full);
  const [err, [code]] = await Promise.all([text(child.stderr as Readable), once(child, 'close')]);
  expect({ code, err }).toEqual({
    code: 1,
    err: expect.stringMatching(/^Standard output cannot be written: ENOSPC.*\n$/),
  });
});
