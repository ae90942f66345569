import { LOG_FILTERS, LOG_OPTIONS, LOG_WINDOWS, type LogForm } from '../../domain/logs/log-words.ts';
import { lines, section, view } from '../blocks.ts';
import type { LogsDesk } from '../logs-desk.ts';
import { type Mrkdwn, mrkdwn, unescapeText } from '../mrkdwn.ts';
import type { Command } from './command.ts';

/** `/logs <function> [window] [filter…] [options]`. */
export function logsCommand(desk: LogsDesk): Command {
  const forms = (title: string, list: readonly LogForm[]): Mrkdwn =>
    lines([mrkdwn`*${title}*`, ...list.map(({ form, meaning }) => mrkdwn`\`${form}\` ${meaning}`)]);
  return {
    name: '/logs',
    help: view(
      mrkdwn`How to read logs`,
      section(mrkdwn`*\`/logs <function> [window] [filter…] [option]\`*, such as \`/logs orders-poller 2h errors\`
A part of the name will do; what follows it may stand in any order. Without a window: the last 15 minutes.`),
      section(forms('Windows, in your time zone', LOG_WINDOWS)),
      section(forms('Filters, as CloudWatch reads them', LOG_FILTERS)),
      section(forms('Options', Object.values(LOG_OPTIONS))),
      section(
        mrkdwn`Only you see the answer; secrets are hidden. Which functions may be read where stands under \`logs.allow\` in billhook.yml.`,
      ),
    ),
    // Slack escapes what is typed.
    run: ({ text, ...asker }, tell) => desk.ask(unescapeText(text as Mrkdwn), asker, tell),
  };
}
