import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { devNull } from 'node:os';
import path from 'node:path';
import type { Organisation } from '../../../src/demo/organisation.ts';

/** The AWS CLI as it is installed. */
export interface AwsCli {
  /** `aws-cli/2.9.19`. */
  readonly version: string;
  /** Runs it to its end; gives what it wrote, and how long that took, ms. Throws in its own words where it fails. */
  run(...args: string[]): Promise<{ out: string; ms: number }>;
}

/** The first `aws` on the PATH that has `logs tail`: that came with version 2. Undefined where there is none. */
export async function findAwsCli({ env }: Organisation): Promise<AwsCli | undefined> {
  // Nothing of the one who runs the bench: no profile, no pager, no endpoint.
  const own = {
    ...(process.env.HOME ? { HOME: process.env.HOME } : {}),
    PATH: process.env.PATH ?? '',
    AWS_ACCESS_KEY_ID: env.AWS_ACCESS_KEY_ID ?? '',
    AWS_SECRET_ACCESS_KEY: env.AWS_SECRET_ACCESS_KEY ?? '',
    AWS_REGION: env.AWS_REGION ?? '',
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_PAGER: '',
  };
  for (const folder of own.PATH.split(path.delimiter)) {
    const command = path.join(folder, 'aws');
    if (!(await canRun(command))) continue;
    const run = (...args: string[]) => runToEnd(command, args, own);
    // A shim may stand there that runs nothing.
    const { out } = await run('--version').catch(() => ({ out: '' }));
    const version = /^aws-cli\/(\d+)\S*/.exec(out);
    if (Number(version?.[1]) >= 2) return { version: version?.[0] ?? '', run };
  }
  return undefined;
}

async function canRun(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}

async function runToEnd(command: string, args: readonly string[], env: Readonly<Record<string, string>>) {
  const begun = performance.now();
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, err]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  const [code] = await once(child, 'close');
  const ms = performance.now() - begun;
  if (code !== 0) throw new Error(`aws ${args.join(' ')} ended with ${code}: ${Buffer.concat(err)}`);
  return { out: Buffer.concat(out).toString(), ms };
}
