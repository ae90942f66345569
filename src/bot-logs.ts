import { setTimeout as sleep } from 'node:timers/promises';
import type { WebClient } from '@slack/web-api';
import type { Config } from './config.ts';
import { parseLogQuestion } from './domain/logs/question.ts';
import { createRedactor } from './domain/logs/redact.ts';
import { namesInGroup } from './domain/logs/shared-group.ts';
import { type ChannelIds, channelsOf, type Services } from './services.ts';
import type { Action } from './slack/actions/action.ts';
import { type FollowHere, followActions } from './slack/actions/follow.ts';
import { incidentLogsAction } from './slack/actions/incident-logs.ts';
import { logsActions } from './slack/actions/logs.ts';
import { followAnswerView } from './slack/follow-answer.ts';
import { createFollowMessages } from './slack/follow-messages.ts';
import { createLogsDesk, type LogsDesk } from './slack/logs-desk.ts';
import { followView } from './slack/views/logs/follow.ts';
import { targetRef } from './slack/views/logs/refs.ts';
import { readIncident } from './usecases/act-on-incident.ts';
import { createFollows, type Follows } from './usecases/follow-logs.ts';
import { createFollowRights } from './usecases/follow-rights.ts';
import { logsOfIncident } from './usecases/incident-logs.ts';
import type { Directory, LogTarget } from './usecases/ports.ts';
import { type Directed, findDirected, searchLogs, searchTarget } from './usecases/search-logs.ts';

/** All of `/logs` in Slack, wired. */
export interface BotLogs {
  readonly desk: LogsDesk;
  readonly follows: Follows;
  readonly actions: readonly Action[];
}

export interface BotLogsDeps {
  readonly client: WebClient;
  readonly directory: Directory;
  readonly ids: () => ChannelIds;
  readonly graceMs: number;
}

export function createBotLogs(config: Config, services: Services, deps: BotLogsDeps): BotLogs {
  const { client, directory, ids, graceMs } = deps;
  const { log, clock, realClock, outbox } = services;
  const rights = () => ({ directory, log, allow: channelsOf(config, ids()).allow, configFile: config.file });
  const redact = createRedactor(config.logs.redact);
  const search = () => ({ ...services, ...rights(), redact, explain: services.explainSilence });
  // Who follows one function of a group follows them all.
  const namesOf = async (target: LogTarget) => namesInGroup((await services.functions.inventory()).targets, target);
  const follows = createFollows({
    ...services,
    messages: createFollowMessages(client, log, followView),
    rights: createFollowRights(rights, namesOf),
    redact,
    // Alerts and their edits go first.
    busy: async () => {
      const due = await outbox.nextDue(graceMs);
      return due !== undefined && due <= realClock();
    },
    wait: (ms, signal) => sleep(ms, undefined, { signal }),
  });
  const desk = createLogsDesk({
    client,
    log,
    search: (text, asker, on) => searchLogs(search(), text, asker, on),
    searchTarget: (to, asker, on) => searchTarget(search(), to, asker, on),
    follow: async ({ target, question, zone }, asker) =>
      followAnswerView(await follows.start({ target, question, asker, zone, thread: undefined }), clock()),
  });
  const followHere: FollowHere = async (ref, asker, thread) => {
    const directed: Directed = {
      matches: (target) => targetRef(target) === ref,
      ask: ({ name }, now, zone) => parseLogQuestion(`${name} follow`, now, zone),
    };
    const { target, question, rights: known } = await findDirected(search(), directed, asker);
    const { zone } = known.person;
    return followAnswerView(await follows.start({ target, question, asker, zone, thread }), clock());
  };
  return {
    desk,
    follows,
    actions: [
      ...logsActions(desk),
      ...followActions(follows, followHere),
      incidentLogsAction({
        client,
        desk,
        read: (id) => readIncident(services, id),
        search: (incident, asker, on) => logsOfIncident(search(), incident, asker, on),
      }),
    ],
  };
}
