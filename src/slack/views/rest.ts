import type { Incident } from '../../domain/incident.ts';
import { section, sectionWithButton, type View, view } from '../blocks.ts';
import { mrkdwn, safe } from '../mrkdwn.ts';
import { SHOW } from './controls.ts';
import { type Names, sinceLine } from './facts.ts';

const MOST_SHOWN = 20;

/** The incidents of one run beyond those that have messages of their own: each by name, with a button that posts it. */
export function restView(incidents: readonly Incident[], names: Names): View {
  const count = incidents.length;
  const first = mrkdwn`${count} more ${count === 1 ? 'incident was' : 'incidents were'} found in this run`;
  const more = count - MOST_SHOWN;
  return view(
    mrkdwn`${safe(first)}; \`/cost incidents\` lists them.`,
    section(mrkdwn`${safe(first)}${count ? ':' : '.'}`),
    ...incidents.slice(0, MOST_SHOWN).map((incident) =>
      sectionWithButton(sinceLine(incident, names), {
        text: `Show #${incident.id}`,
        actionId: SHOW,
        value: String(incident.id),
      }),
    ),
    more > 0 ? section(mrkdwn`and ${more} more: \`/cost incidents\``) : undefined,
  );
}
