import { UserError } from '../domain/errors.ts';
import { type Allowance, mayRead } from '../domain/logs/allow.ts';
import { type LogQuestion, parseLogQuestion } from '../domain/logs/question.ts';
import { redact } from '../domain/logs/redact.ts';
import { nearest } from '../domain/names.ts';
import type { Clock, Directory, Log, LogGroup, LogLine, LogSource } from './ports.ts';

export interface LogReport {
  readonly functionName: string;
  readonly group: LogGroup;
  readonly question: LogQuestion;
  readonly from: Date;
  readonly to: Date;
  /** The newest lines, oldest first, with their secrets hidden. */
  readonly lines: readonly LogLine[];
  /** Whether these are all lines of the window that match. */
  readonly complete: boolean;
  readonly hidden: number;
  readonly zone: string;
}

export interface SearchDeps {
  readonly logs: LogSource;
  readonly directory: Directory;
  readonly clock: Clock;
  readonly log: Log;
  readonly allow: readonly Allowance[];
  /** The configuration's file, to name in a refusal. */
  readonly configFile: string;
}

export interface Asker {
  readonly user: string;
  readonly channel: string;
  readonly channelName: string;
}

/** A message carries about so many lines; more would be cut by Slack. */
export const MOST_LINES = 60;

/** Answers `/logs`: the newest lines of a function's log group. Default deny; every refusal is logged. */
export async function searchLogs(deps: SearchDeps, text: string, asker: Asker): Promise<LogReport> {
  const question = parseLogQuestion(text);
  const person = await deps.directory.person(asker.user, asker.channel);
  if (person.barred !== undefined) throw refused(deps, asker, question.functionName, person.barred);
  await permit(deps, asker, question.functionName);
  const group = await groupOf(deps, question.functionName);
  const to = deps.clock();
  const from = new Date(to.getTime() - question.windowMs);
  const read = await deps.logs.newest(group, from, to, question.pattern, MOST_LINES);
  let hidden = 0;
  const lines = read.lines.map((line) => {
    const clean = redact(line.text);
    hidden += clean.hidden;
    return { ...line, text: clean.text };
  });
  return {
    functionName: question.functionName,
    group,
    question,
    from,
    to,
    lines,
    complete: read.complete,
    hidden,
    zone: person.zone,
  };
}

async function permit(deps: SearchDeps, asker: Asker, functionName: string): Promise<void> {
  const groups = [...new Set(deps.allow.flatMap(({ usergroups }) => usergroups))];
  const memberships = new Map<string, boolean>();
  for (const group of groups) memberships.set(group, await deps.directory.isInGroup(asker.user, group));
  const allowed = mayRead(deps.allow, {
    functionName,
    channel: asker.channel,
    isMember: (group) => memberships.get(group) ?? false,
  });
  if (allowed) return;
  // Slack does not tell the name of a private channel or a direct message; its id will do in billhook.yml.
  const place = /^(privategroup|directmessage|mpdm-.*)$/.test(asker.channelName)
    ? asker.channel
    : `#${asker.channelName}`;
  const line = `- { channels: ["${place}"], functions: ["${functionName}"] }`;
  throw refused(
    deps,
    asker,
    functionName,
    `nobody has allowed its logs here. Add this line under \`logs.allow\` in ${deps.configFile}:\n\`${line}\``,
  );
}

function refused(deps: SearchDeps, asker: Asker, functionName: string, why: string): UserError {
  deps.log.warn({ user: asker.user, channel: asker.channel, functionName, why }, 'Logs refused');
  return new UserError(`I may not show the logs of ${functionName}: ${why}`);
}

async function groupOf(deps: SearchDeps, functionName: string): Promise<LogGroup> {
  const groups = await deps.logs.groupsOf(functionName);
  const [group, ...others] = groups;
  if (group && others.length === 0) return group;
  if (group) {
    const places = groups.map(({ account, region }) => `${account ?? 'this account'} ${region}`).join(', ');
    throw new UserError(
      `${functionName} exists ${groups.length} times: ${places}. Narrow logs.regions or the accounts in ${deps.configFile}.`,
    );
  }
  const near = nearest(functionName, await deps.logs.functionNames());
  throw new UserError(
    near.length
      ? `I find no function "${functionName}" with a log group. Did you mean ${near.map((name) => `\`/logs ${name}\``).join(', ')}?`
      : `I find no function "${functionName}" with a log group in the Regions of \`logs.regions\`.`,
  );
}
