import type { Asker, LogReport } from '../../usecases/search-logs.ts';
import { section, view } from '../blocks.ts';
import { mrkdwn } from '../mrkdwn.ts';
import { logsView } from '../views/logs.ts';
import type { Command } from './command.ts';

/** `/logs <function> [15m|2h|1d] [filter]`. */
export function logsCommand(search: (text: string, asker: Asker) => Promise<LogReport>): Command {
  const usage = mrkdwn`\`/logs orders-poller\` its newest lines of the last 15 minutes
\`/logs orders-poller 2h\` of another window: minutes, hours or days, such as \`15m\`, \`2h\`, \`1d\`
\`/logs orders-poller 2h ERROR -health\` lines with ERROR and without health; a "quoted phrase", \`?a ?b\` for either, or \`{ $.level = "ERROR" }\` for JSON
Only you see the answer. Which functions may be read where stands under \`logs.allow\` in billhook.yml.`;
  return {
    name: '/logs',
    help: view(mrkdwn`How to read logs`, section(mrkdwn`*How to read logs*`), section(usage)),
    run: async ({ text, user, channel, channelName }) => logsView(await search(text, { user, channel, channelName })),
  };
}
