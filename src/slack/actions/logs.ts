import { UserError } from '../../domain/errors.ts';
import { parseLogQuestion } from '../../domain/logs/question.ts';
import type { Asker } from '../../usecases/log-rights.ts';
import type { Directed } from '../../usecases/search-logs.ts';
import { section, view } from '../blocks.ts';
import { type LogsDesk, linesIn } from '../logs-desk.ts';
import { mrkdwn } from '../mrkdwn.ts';
import {
  LOGS_BEFORE_SILENCE,
  LOGS_CANCEL,
  LOGS_CONSOLE,
  LOGS_PICK,
  LOGS_PLATFORM_LINES,
  readAsk,
  readRest,
  targetRef,
} from '../views/logs/refs.ts';
import type { Action, Click } from './action.ts';

/** Clicks in answers to `/logs`. Each is a question of its own: rights are asked for anew. */
export function logsActions(desk: LogsDesk): Action[] {
  return [
    {
      id: LOGS_PICK,
      slow: true,
      run: (click, tell) => {
        const rest = readRest(click.blockId);
        if (rest === undefined || click.chosen === undefined) throw stale();
        return desk.askTarget(picked(click.chosen, rest), 'the one you picked', askerOf(click), tell);
      },
    },
    { id: LOGS_CANCEL, run: async (click) => cancelled(desk.searches.cancel(click.value, click.user)) },
    {
      id: LOGS_BEFORE_SILENCE,
      slow: true,
      run: (click, tell) => asked(desk, click, 'the last lines before silence', tell),
    },
    {
      id: LOGS_PLATFORM_LINES,
      slow: true,
      run: (click, tell) => asked(desk, click, 'the window of the question', tell),
    },
    // A button with an address is a click all the same.
    { id: LOGS_CONSOLE, run: async () => undefined },
  ];
}

/** Who clicked, as one who asks in the channel of the message. */
export function askerOf({ user, channel = '', channelName = '' }: Click): Asker {
  return { user, channel, channelName };
}

function picked(ref: string, rest: string): Directed {
  return {
    matches: (target) => targetRef(target) === ref,
    ask: ({ name }, now, zone) => parseLogQuestion(`${name} ${rest}`, now, zone),
  };
}

async function asked(desk: LogsDesk, click: Click, label: string, tell: Parameters<Action['run']>[1]) {
  const ask = readAsk(click.value);
  if (!ask) throw stale();
  const directed = {
    matches: (target: Parameters<typeof targetRef>[0]) => targetRef(target) === ask.target,
    ask: linesIn(ask, label),
  };
  return desk.askTarget(directed, label, askerOf(click), tell);
}

function cancelled(was: boolean) {
  const text = was ? mrkdwn`Cancelled: what was read so far is shown.` : mrkdwn`That search is over already.`;
  return view(text, section(text));
}

function stale(): UserError {
  return new UserError('That message is from another version of Billhook. Ask again with `/logs`.');
}
