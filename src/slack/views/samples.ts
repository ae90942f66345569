import { addDays } from '../../domain/day.ts';
import type { Incident } from '../../domain/incident.ts';
import type { LateData } from '../../domain/message.ts';
import type { View } from '../blocks.ts';
import { alertView } from './alert.ts';
import { costView } from './cost.ts';
import { dayOneView } from './day-one.ts';
import { detailsView } from './details.ts';
import { digestView } from './digest.ts';
import { homeView } from './home.ts';
import { incidentsView } from './incidents.ts';
import { lateDataView } from './late-data.ts';
import { logSamples } from './logs/samples.ts';
import { noteView } from './note.ts';
import { restView } from './rest.ts';
import { at, dropped, moved, NAMES, NOTES, open, STATES, TODAY, timeline, withAws, ZONE } from './sample-incidents.ts';
import { dayOne, digest, list, report } from './sample-reports.ts';

const late: LateData = {
  newest: addDays(TODAY, -5),
  reason: 'AWS denies ce:GetCostAndUsage',
  noticedAt: at('06:40').toISOString(),
  overAt: undefined,
};

/** One of each kind of message the bot can post, by name: for the gallery, for doctor, and to see a change in looks at a glance. */
export function samples(): ReadonlyMap<string, View> {
  const alert = (incident: Incident) => alertView({ incident, accountNames: NAMES, zone: ZONE });
  const facts = { incident: open, accountNames: NAMES };
  return new Map<string, View>([
    ...Object.entries(STATES).map(([state, incident]) => [`Alert, ${state}`, alert(incident)] as const),
    ['Alert, a drop', alert(dropped)],
    ['Alert, cost that moved', alert(moved)],
    ['Alert, that AWS has too', alert(withAws)],
    ['Details', detailsView({ ...facts, timeline, zone: ZONE })],
    ...Object.entries(NOTES).map(([name, note]) => [`Note, ${name}`, noteView({ ...facts, note })] as const),
    ['The rest of a run', restView([open, { ...dropped, id: 315 }], NAMES)],
    ['Late bill', lateDataView(late, ZONE)],
    ['Late bill, there again', lateDataView({ ...late, overAt: at('12:30').toISOString() }, ZONE)],
    ['Digest', digestView(digest, ZONE)],
    [
      'Digest, after a failed read',
      digestView(
        {
          ...digest,
          covered: [],
          soFar: undefined,
          incidents: [],
          movers: [],
          troubles: ['account/service could not be read: AWS is throttling ce:GetCostAndUsage'],
        },
        ZONE,
      ),
    ],
    ['Day one', dayOneView(dayOne)],
    ['/cost', costView(report, ZONE)],
    ['/cost incidents', incidentsView(list, ZONE)],
    ['/cost incidents, none', incidentsView({ ...list, active: [], feedback: [], troubles: [] }, ZONE)],
    ...logSamples(),
    ['Home', homeView([STATES.acknowledged, STATES.snoozed, dropped], NAMES, ZONE)],
  ]);
}
