import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Organisation, SETTINGS } from '../../src/demo/organisation.ts';
import { atTime, COMMAND } from './command.ts';
import { ask, startCompany } from './rig.ts';

/** All that the day's cap lets through. */
const REQUESTS = 40;

/** The command in its organisation, with its pipes cut as soon as standard error has said `words`. */
async function cutAfter(company: Organisation, words: string, ...args: string[]): Promise<ChildProcess> {
  const child = spawn(process.execPath, [COMMAND, ...args], {
    env: atTime(company),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let said = '';
  for await (const chunk of child.stderr ?? []) {
    said += chunk;
    if (said.includes(words)) break;
  }
  expect(said).toContain(words);
  child.stderr?.destroy();
  child.stdout?.destroy();
  return child;
}

async function codeOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.exitCode;
}

// Told in order: what is asked of the bot was read by the command before.
describe('a process whose output nobody reads any more', { timeout: 120_000 }, () => {
  let company: Organisation;
  const running: ChildProcess[] = [];
  beforeAll(async () => {
    const settings = SETTINGS.replace('costs: {', `costs: { requestsPerDay: ${REQUESTS},`);
    company = await startCompany({ now: new Date('2026-11-17T10:00:00Z'), settings });
  });
  afterAll(async () => {
    for (const child of running) child.kill('SIGKILL');
    await company?.close();
  });
  const cut = async (words: string, ...args: string[]) => {
    const child = await cutAfter(company, words, ...args);
    running.push(child);
    return child;
  };

  it('reads all that it is to read, where it is a command that runs once', async () => {
    const child = await cut('\n', 'sync');
    expect(await codeOf(child)).toBe(0);
    expect(company.cloud.requests.filter(({ service }) => service === 'ce')).toHaveLength(REQUESTS);
  });

  it('answers as before, where it is the bot, and ends in good order at SIGTERM', async () => {
    const bot = await cut('Billhook is ready', 'start');
    for (const service of ['lambda', 's3', 'lamda']) await ask(company, 'dana', 'ops', '/cost', service);
    bot.kill('SIGTERM');
    expect(await codeOf(bot)).toBe(0);
  });

  it('ends in good order, where it is a bot that has had nothing to say since', async () => {
    const bot = await cut('Billhook is ready', 'start');
    bot.kill('SIGTERM');
    expect(await codeOf(bot)).toBe(0);
  });

  it('ends in good order, where it is a bot whose parent has gone', async () => {
    const bot = await cut('Billhook is ready', 'start', '--follow');
    bot.disconnect();
    expect(await codeOf(bot)).toBe(0);
  });
});
