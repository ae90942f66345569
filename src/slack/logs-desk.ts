import type { WebClient } from '@slack/web-api';
import { dayOf, formatDay } from '../domain/day.ts';
import type { LogQuestion } from '../domain/logs/question.ts';
import type { LogAnswer, LogChoice, LogFollow, LogReport } from '../usecases/log-report.ts';
import type { Asker } from '../usecases/log-rights.ts';
import type { Log, LogTarget } from '../usecases/ports.ts';
import type { Directed, SearchOn } from '../usecases/search-logs.ts';
import { section, type View, view } from './blocks.ts';
import type { Tell } from './commands/command.ts';
import { type FilePlace, sendTextFile } from './log-file.ts';
import { words } from './mrkdwn.ts';
import { createSearches, type Searches } from './searches.ts';
import { choiceView } from './views/logs/choice.ts';
import { searchingView } from './views/logs/searching.ts';
import { snippetText } from './views/logs/snippet.ts';
import { logsMessage } from './views/logs.ts';

export interface DeskDeps {
  readonly client: WebClient;
  readonly log: Log;
  readonly search: (text: string, asker: Asker, on: SearchOn) => Promise<LogAnswer>;
  readonly searchTarget: (to: Directed, asker: Asker, on: SearchOn) => Promise<LogReport | LogFollow>;
  readonly follow: (wish: LogFollow, asker: Asker) => Promise<View>;
}

/** Where questions about logs are answered: privately, with word of how far a long search is, and the whole as a file where it is long. */
export interface LogsDesk {
  readonly searches: Searches;
  ask(text: string, asker: Asker, tell: Tell): Promise<View>;
  askTarget(to: Directed, name: string, asker: Asker, tell: Tell): Promise<View>;
  /** Runs a search of another kind in the same manner; gives its answer as it is. */
  searching<Result>(name: string, user: string, tell: Tell, work: (on: SearchOn) => Promise<Result>): Promise<Result>;
  /** How an answer looks; where it does not fit, the whole follows as a file. */
  show(answer: LogReport | LogChoice, asker: Asker, place?: FilePlace): View;
}

export function createLogsDesk({ client, log, search, searchTarget, follow }: DeskDeps): LogsDesk {
  const searches = createSearches();
  const desk: LogsDesk = {
    searches,
    searching: (name, user, tell, work) =>
      searches.run({ user, tell, looks: (id, at) => searchingView({ kind: 'searching', name, ...at }, id) }, work),
    async ask(text, asker, tell) {
      const name = text.trim().split(/\s+/)[0] ?? '';
      const answer = await desk.searching(name, asker.user, tell, (on) => search(text, asker, on));
      return answer.kind === 'follow' ? follow(answer, asker) : desk.show(answer, asker);
    },
    async askTarget(to, name, asker, tell) {
      const answer = await desk.searching(name, asker.user, tell, (on) => searchTarget(to, asker, on));
      return answer.kind === 'follow' ? follow(answer, asker) : desk.show(answer, asker);
    },
    show(answer, asker, place = { user: asker.user }) {
      if (answer.kind === 'choice') return choiceView(answer);
      const message = logsMessage(answer);
      if (message.needsFile) void sendWhole(answer, asker, place);
      return message.view;
    },
  };
  return desk;

  async function sendWhole(report: LogReport, { user, channel }: Asker, place: FilePlace): Promise<void> {
    const failure = await sendTextFile(client, log, place, fileOf(report));
    if (failure === undefined) return;
    // Not by the response_url: its few uses may be spent.
    const text = `The whole result could not be sent as a file: ${failure}`;
    await client.chat
      .postEphemeral({ channel, user, ...view(words(text), section(words(text))) })
      .catch((err: unknown) => log.warn({ err }, 'That a file could not be sent could not be said'));
  }
}

function fileOf(report: LogReport) {
  const { target, question, now } = report;
  return {
    name: `${target.name.replaceAll(/[^\w.-]+/g, '-').replace(/^-/, '')}-${question.window.from.toISOString().slice(0, 16).replace(':', '')}Z.txt`,
    title: `${target.name}, ${question.window.label}, as of ${formatDay(dayOf(now))}`,
    text: snippetText(report),
  };
}

/** A question for lines of a target in a window, one by one. */
export function linesIn(window: Pick<LogQuestion['window'], 'from' | 'to'>, label: string): Directed['ask'] {
  return ({ name }: LogTarget) => ({
    name,
    place: undefined,
    window: { ...window, label },
    filter: { kind: 'all', pattern: undefined, words: '' },
    ask: { what: 'lines' },
  });
}
