import { addDays, startOf } from '../domain/day.ts';
import { UserError } from '../domain/errors.ts';
import { functionAccounts } from '../domain/functions-of.ts';
import type { Incident } from '../domain/incident.ts';
import { risesOf } from '../domain/logs/rise.ts';
import { namesInGroup, readable } from '../domain/logs/shared-group.ts';
import type { LogAnswer, LogChoice } from './log-report.ts';
import { type Asker, channelSees, rightsOf } from './log-rights.ts';
import type { FunctionMetrics, LogTarget } from './ports.ts';
import { type SearchDeps, type SearchOn, searchTarget } from './search-logs.ts';

export interface IncidentLogsDeps extends SearchDeps {
  readonly metrics: FunctionMetrics;
}

/** Metrics are asked for so many functions of an account at most; each is a request. */
const MOST_FUNCTIONS = 60;
const MOST_CHOICES = 10;
const SLOT_MINUTES = 5;
/** What is looked at before the rise and after it. */
const BEFORE_MS = 5 * 60_000;
const AFTER_MS = 10 * 60_000;

export interface IncidentLogs {
  readonly answer: LogAnswer;
  /** Whether everyone in the incident's channel may see it. */
  readonly everyone: boolean;
}

/**
 * The lines of the function that an incident is most likely of, around the moment in which it rose: the one whose invocations and
 * duration grew most since the day before. Where none stands out, those that could be it.
 */
export async function logsOfIncident(
  deps: IncidentLogsDeps,
  incident: Incident,
  asker: Asker,
  on: SearchOn = {},
): Promise<IncidentLogs> {
  const targets = await functionsOf(deps, incident, asker);
  const from = startOf(addDays(incident.finding.since, -1));
  const to = new Date(Math.min(startOf(addDays(incident.finding.since, 2)).getTime(), deps.clock().getTime()));
  const asked = targets.slice(0, MOST_FUNCTIONS);
  const series = (
    await Promise.allSettled(
      asked.map(async (target) => ({ target, slots: await deps.metrics.series(target, { from, to }, SLOT_MINUTES) })),
    )
  ).flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const rises = risesOf(series, startOf(incident.finding.since), incident.finding.perDay < 0 ? 'drop' : 'rise');
  const [first] = rises;
  // Of those that were not looked at any could be the one.
  const unseen = targets.filter((one) => !series.some(({ target }) => target === one));
  if (!first?.standsOut || unseen.length > 0) {
    const likely = first ? [...rises.map(({ target }) => target), ...unseen] : targets;
    const since = first?.at ?? startOf(incident.finding.since);
    return { answer: await choiceOf(deps, incident, likely, since), everyone: false };
  }
  const { target, at } = first;
  const answer = await searchTarget(
    deps,
    {
      matches: (one) => JSON.stringify(one) === JSON.stringify(target),
      ask: ({ name }) => ({ ...around(at, deps.clock()), name, place: undefined }),
    },
    asker,
    on,
  );
  const { channel } = incident;
  const names = namesInGroup((await deps.functions.inventory()).targets, target);
  const everyone = channel !== undefined && names.every((name) => channelSees(deps.allow, channel, name));
  return { answer, everyone };
}

/** The functions of the incident's accounts that the asker may see. */
async function functionsOf(deps: IncidentLogsDeps, incident: Incident, asker: Asker): Promise<LogTarget[]> {
  const accounts = functionAccounts(incident.finding);
  const { targets } = await deps.functions.inventory();
  const there = targets.filter(
    ({ kind, account }) => kind === 'function' && (account === undefined || accounts.includes(account)),
  );
  if (there.length === 0)
    throw new UserError(
      `I find no function in the accounts of #${incident.id}. Check logs.regions and aws.accountRole.`,
    );
  const rights = await rightsOf(deps, asker, `#${incident.id}`);
  const allowed = readable(there, rights.allows);
  // Not by its name: who may see nothing is told of nothing.
  if (allowed.length === 0)
    throw rights.refuse(
      `any function of #${incident.id}`,
      `none of them is allowed here. See logs.allow in ${deps.configFile}.`,
    );
  return allowed;
}

function around(at: Date, now: Date) {
  const from = new Date(at.getTime() - BEFORE_MS);
  const to = new Date(Math.min(at.getTime() + AFTER_MS, now.getTime()));
  return {
    window: { from, to, label: 'the minutes in which it changed' },
    filter: { kind: 'all', pattern: undefined, words: '' },
    ask: { what: 'invocations' },
  } as const;
}

async function choiceOf(
  deps: IncidentLogsDeps,
  incident: Incident,
  likely: readonly LogTarget[],
  at: Date,
): Promise<LogChoice> {
  const names = await deps.ledger.accountNames();
  const { window, filter, ask } = around(at, deps.clock());
  return {
    kind: 'choice',
    question: { name: `#${incident.id}`, place: undefined, window, filter, ask },
    rest: `${window.from.toISOString()}/${window.to.toISOString()}`,
    targets: likely.slice(0, MOST_CHOICES).map((target) => ({ target, accountName: names.get(target.account ?? '') })),
    missing: [],
  };
}
