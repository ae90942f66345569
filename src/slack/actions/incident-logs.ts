import type { WebClient } from '@slack/web-api';
import type { Incident } from '../../domain/incident.ts';
import type { IncidentLogs } from '../../usecases/incident-logs.ts';
import type { Asker } from '../../usecases/log-rights.ts';
import type { SearchOn } from '../../usecases/search-logs.ts';
import { actions, section, view } from '../blocks.ts';
import { readRef } from '../incident-ref.ts';
import type { LogsDesk } from '../logs-desk.ts';
import { mention, mrkdwn } from '../mrkdwn.ts';
import { sendView } from '../send.ts';
import { INCIDENT_LOGS } from '../views/controls.ts';
import { LOGS_FOLLOW_HERE, targetRef } from '../views/logs/refs.ts';
import type { Action } from './action.ts';
import { askerOf } from './logs.ts';

export interface IncidentLogsDeps {
  readonly client: WebClient;
  readonly desk: LogsDesk;
  readonly read: (id: number) => Promise<Incident>;
  readonly search: (incident: Incident, asker: Asker, on: SearchOn) => Promise<IncidentLogs>;
}

/** The button Logs on an alert: in its thread where the whole channel may see them, else privately. */
export function incidentLogsAction({ client, desk, read, search }: IncidentLogsDeps): Action {
  return {
    id: INCIDENT_LOGS,
    slow: true,
    async run(click, tell) {
      const id = readRef(click.blockId)?.id ?? Number(click.value);
      const incident = await read(id);
      const asker = askerOf(click);
      const { answer, everyone } = await desk.searching(`#${id}`, click.user, tell, (on) =>
        search(incident, asker, on),
      );
      if (answer.kind === 'follow') return undefined;
      const { channel, messageTs: thread } = click;
      // Those who may see it are those of the incident's own channel.
      const isThere = everyone && channel !== undefined && channel === incident.channel;
      if (!isThere || answer.kind === 'choice' || thread === undefined) return desk.show(answer, asker);
      const shown = desk.show(answer, asker, { channel, thread });
      const follow = actions({ text: 'Follow here', actionId: LOGS_FOLLOW_HERE, value: targetRef(answer.target) });
      const asked = mrkdwn`${mention(click.user)} asked for the logs of #${id}.`;
      await sendView(client, channel, view(asked, section(asked), ...shown.blocks, follow), { thread });
      return undefined;
    },
  };
}
