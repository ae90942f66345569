import { UserError } from '../domain/errors.ts';
import { type Allowance, mayRead } from '../domain/logs/allow.ts';
import type { Directory, Log, Person } from './ports.ts';

/** Who asks for logs, and where. */
export interface Asker {
  readonly user: string;
  readonly channel: string;
  readonly channelName: string;
}

export interface RightsDeps {
  readonly directory: Directory;
  readonly log: Log;
  readonly allow: readonly Allowance[];
  /** The configuration's file, to name in a refusal. */
  readonly configFile: string;
}

/** What one person may see in one place, as it stands now. */
export interface LogRights {
  readonly person: Person;
  allows(functionName: string): boolean;
  /** Throws a UserError with the line that is missing, and logs the refusal. */
  demand(functionName: string): void;
  /** Logs a refusal of another kind, and gives what is thrown for it. */
  refuse(functionName: string, why: string): UserError;
}

/** Asks Slack who someone is and what groups they are in. Throws a UserError where they may see no logs at all. Default deny. */
export async function rightsOf(deps: RightsDeps, asker: Asker, functionName: string): Promise<LogRights> {
  const person = await deps.directory.person(asker.user, asker.channel);
  if (person.barred !== undefined) throw refused(deps, asker, functionName, person.barred);
  const groups = [...new Set(deps.allow.flatMap(({ usergroups }) => usergroups))];
  const memberships = new Map<string, boolean>();
  for (const group of groups) memberships.set(group, await deps.directory.isInGroup(asker.user, group));
  const allows = (name: string) =>
    mayRead(deps.allow, {
      functionName: name,
      channel: asker.channel,
      isMember: (group) => memberships.get(group) ?? false,
    });
  return {
    person,
    allows,
    demand(name) {
      if (!allows(name)) throw refused(deps, asker, name, missingLine(deps, asker, name));
    },
    refuse: (name, why) => refused(deps, asker, name, why),
  };
}

/** Whether everyone in a channel may see a function's logs: a line that names the channel and no user group. */
export function channelSees(allow: readonly Allowance[], channel: string, functionName: string): boolean {
  return mayRead(allow, { functionName, channel, isMember: () => false });
}

function missingLine({ configFile }: RightsDeps, { channel, channelName }: Asker, functionName: string): string {
  // Slack does not tell the name of a private channel or a direct message; its id will do in billhook.yml.
  const place = /^(privategroup|directmessage|mpdm-.*)$/.test(channelName) ? channel : `#${channelName}`;
  const line = `- { channels: ["${place}"], functions: ["${functionName}"] }`;
  return `nobody has allowed its logs here. Add this line under \`logs.allow\` in ${configFile}:\n\`${line}\``;
}

function refused(deps: RightsDeps, { user, channel }: Asker, functionName: string, why: string): UserError {
  deps.log.warn({ user, channel, functionName, why }, 'Logs refused');
  return new UserError(`I may not show the logs of ${functionName}: ${why}`);
}
