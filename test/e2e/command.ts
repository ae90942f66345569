import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import type { Organisation } from '../../src/demo/organisation.ts';

/** The command as it is installed. */
export const COMMAND = fileURLToPath(new URL('../../bin/billhook.js', import.meta.url));

/** How a command ended, and what it said. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the command in an environment of its own and waits for its end. */
export async function billhook(env: Readonly<Record<string, string>>, ...args: string[]): Promise<Ended> {
  const child = spawn(process.execPath, [COMMAND, ...args], {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString();
  });
  await once(child, 'close');
  return { code: child.exitCode, out, err };
}

/** Runs the command in an organisation, at the time that is there. */
export function runIn(company: Organisation, ...args: string[]): Promise<Ended> {
  return billhook(atTime(company), ...args);
}

/** An organisation's environment, its clock included. */
export function atTime({ env, now }: Organisation): Record<string, string> {
  return { ...env, BILLHOOK_CLOCK: now().toISOString() };
}

/** Changes the organisation's billhook.yml; the next process that starts reads it. */
export async function resettle({ folder }: Organisation, change: (settings: string) => string): Promise<void> {
  const file = path.join(folder, 'billhook.yml');
  await writeFile(file, change(await readFile(file, 'utf8')));
}

/** Reads the organisation's database from outside, as any tool may. */
export function look<Row>({ folder }: Organisation, sql: string): Row[] {
  const database = new Database(path.join(folder, 'billhook.db'), { readonly: true });
  try {
    return database.prepare<[], Row>(sql).all();
  } finally {
    database.close();
  }
}
