import type { Organisation } from '../../../src/demo/organisation.ts';
import type { Message, WorkspaceEvent } from '../../../src/demo/workspace/index.ts';
import { ASKER } from './company.ts';
import { nextEvent } from './next-event.ts';

/** An answer to `/logs`, and the file that holds the whole of it. Times from the request's sending, ms. */
export interface Asked {
  readonly answer: string;
  readonly answerMs: number;
  readonly file: string;
  /** Until both were there. */
  readonly wholeMs: number;
}

/** Asks `/logs … lines` as Slack does, signed and over HTTP, and waits for the answer at its response_url and for the file. */
export async function askLogs({ workspace }: Organisation, text: string): Promise<Asked> {
  const begun = performance.now();
  const [delivery, answer, file] = await Promise.all([
    workspace.slash({ ...ASKER, command: '/logs', text }),
    nextEvent(workspace, answerIn),
    nextEvent(workspace, directMessageIn),
  ]);
  if (!delivery.acked) throw new Error(`/logs ${text} was not acknowledged`);
  return {
    answer: answer.found,
    answerMs: answer.at - begun,
    file: await contentOf(file.found),
    wholeMs: Math.max(answer.at, file.at) - begun,
  };
}

/** The words of the private answer; word of a search that is under way is none. */
function answerIn(event: WorkspaceEvent): string | undefined {
  if (event.type !== 'private-posted') return undefined;
  const words = JSON.stringify(event.message);
  return words.includes(' lines, newest last') ? words : undefined;
}

function directMessageIn(event: WorkspaceEvent): Message | undefined {
  return event.type === 'message-posted' && event.channel.startsWith('D') ? event.message : undefined;
}

async function contentOf({ files }: Message): Promise<string> {
  const url = files?.[0]?.url_private;
  if (typeof url !== 'string') throw new Error('a message came without its file');
  return (await fetch(url)).text();
}
