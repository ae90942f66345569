import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Organisation } from '../../../src/demo/organisation.ts';
import type { Target } from './slack-command.ts';

const BARE_APP = fileURLToPath(new URL('./bare-app.ts', import.meta.url));

/** The bare Bolt app as a process in the same workspace. */
export interface BareApp extends Target {
  end(): Promise<void>;
}

export async function startBareApp({ env, workspace: { signingSecret } }: Organisation): Promise<BareApp> {
  const child = fork(BARE_APP, { env });
  const ended = once(child, 'exit');
  const [message] = await Promise.race([
    once(child, 'message'),
    ended.then(() => {
      throw new Error('the bare app did not come up');
    }),
  ]);
  return {
    url: new URL(`http://127.0.0.1:${message.port}/slack/events`),
    signingSecret,
    async end() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
