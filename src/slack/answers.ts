import { RespondError, type RespondFn } from '@slack/bolt';
import { reasonOf, UserError } from '../domain/errors.ts';
import type { Log } from '../usecases/ports.ts';
import { section, type View, view } from './blocks.ts';
import type { Tell } from './commands/command.ts';
import { stepsDown } from './ladder.ts';
import { type Mrkdwn, mrkdwn, unescapeText, words } from './mrkdwn.ts';

const busyText = mrkdwn`I have too many questions at once. Please ask again in a minute.`;

/** Said where too much waits to be done. */
export const busy = view(busyText, section(busyText));

/** Answers privately with what came out, or with the failure in words. Looks that Slack refuses are stepped down. */
export async function answer(respond: RespondFn, log: Log, run: () => Promise<View | undefined>): Promise<void> {
  const told = await run().catch((thrown: unknown) => apology(thrown, log));
  if (!told) return;
  for (const { text, blocks } of stepsDown(told)) {
    try {
      await respond({ response_type: 'ephemeral', replace_original: false, text, blocks });
      return;
    } catch (thrown) {
      const status = thrown instanceof RespondError ? thrown.statusCode : undefined;
      log.warn({ err: thrown, status }, 'An answer was not taken');
      // Only a refusal is about the looks; an answer that was lost may have been shown, and is not said twice.
      if (status === undefined || status >= 500 || status === 404) break;
    }
  }
  log.error({ text: told.text }, 'An answer could not be delivered');
}

/** Of the five uses of a response_url, so many are for how far an answer is; the others are for the answer and its plainer looks. */
const MOST_TOLD = 2;

/**
 * Says how far an answer is; what cannot be said is not missed. Never in the place of an original: that of a click may be an alert
 * which everyone sees.
 */
export function telling(respond: RespondFn, log: Log): Tell {
  let told = 0;
  return async ({ text, blocks }) => {
    if (told++ >= MOST_TOLD) return;
    try {
      await respond({ response_type: 'ephemeral', replace_original: false, text, blocks });
    } catch (thrown) {
      log.warn({ err: thrown }, 'How far an answer is could not be said');
    }
  };
}

function apology(thrown: unknown, log: Log): View {
  const text = failureWords(thrown, log);
  return view(text, section(text));
}

/** What a person is told of a failure; what is not theirs to mend is logged whole. */
function failureWords(thrown: unknown, log: Log): Mrkdwn {
  if (thrown instanceof UserError) return words(thrown.message);
  log.error({ err: thrown }, 'A question could not be answered');
  return mrkdwn`Sorry, that failed, and the reason is in my log (${reasonOf(thrown).slice(0, 100)}). Nothing was changed.`;
}

/** As plain text, for a form. */
export function plainFailure(thrown: unknown, log: Log): string {
  return unescapeText(failureWords(thrown, log));
}
