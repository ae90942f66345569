import { UserError } from '../../domain/errors.ts';
import type { IncidentList } from '../../usecases/list-incidents.ts';
import type { CostQuestion, CostReport } from '../../usecases/report-costs.ts';
import { section, view } from '../blocks.ts';
import { mrkdwn } from '../mrkdwn.ts';
import { costView } from '../views/cost.ts';
import { incidentsView } from '../views/incidents.ts';
import type { Command } from './command.ts';

const PERIODS: ReadonlyMap<string, CostQuestion['days']> = new Map([
  ['7d', 7],
  ['14d', 14],
  ['30d', 30],
  ['90d', 90],
]);

/** The word that asks for incidents instead of a service. */
const INCIDENTS = 'incidents';

/** `/cost [service] [7d|14d|30d|90d]`: all services and 14 days where nothing is said. `/cost incidents` lists incidents. */
export function costCommand(
  report: (question: CostQuestion) => Promise<CostReport>,
  list: () => Promise<IncidentList>,
  zone: string,
): Command {
  const usage = mrkdwn`\`/cost\` the last 14 settled days, all services
\`/cost lambda\` one service, by account; short names such as \`s3\` or \`ec2\` will do
\`/cost lambda 30d\` another period: \`7d\`, \`14d\`, \`30d\` or \`90d\`
\`/cost incidents\` what is open, snoozed or expected, who has it, and what could not be delivered
Only you see the answer. It comes from Billhook's ledger and asks AWS nothing.`;
  return {
    name: '/cost',
    help: view(mrkdwn`How to ask for costs`, section(mrkdwn`*How to ask for costs*`), section(usage)),
    run: async ({ text }) =>
      asksForIncidents(text)
        ? incidentsView(await list(), zone)
        : costView(await report(parseCostQuestion(text)), zone),
  };
}

/** Whether someone asks for incidents; throws a UserError where more is said than that. */
export function asksForIncidents(text: string): boolean {
  const [first = '', ...rest] = text.trim().split(/\s+/);
  if (first.toLowerCase() !== INCIDENTS) return false;
  if (rest.length === 0) return true;
  throw new UserError(`I don't know "${rest.join(' ')}" after \`incidents\`. It stands alone: \`/cost incidents\`.`);
}

/** Reads the words of `/cost`; throws a UserError that names the wrong one. */
export function parseCostQuestion(text: string): CostQuestion {
  const words = text.trim().split(/\s+/).filter(Boolean);
  const last = words.at(-1) ?? '';
  const days = PERIODS.get(last.toLowerCase());
  if (days) words.pop();
  else if (/^\d+\w*$/.test(last))
    throw new UserError(
      `I don't know the period "${last}". Try \`7d\`, \`14d\`, \`30d\` or \`90d\`, such as \`/cost lambda 30d\`.`,
    );
  return { service: words.length ? words.join(' ') : undefined, days: days ?? 14 };
}
