import { UserError } from '../domain/errors.ts';
import { looksLikeError } from '../domain/logs/filter.ts';
import { findTarget } from '../domain/logs/find-target.ts';
import { groupInvocations } from '../domain/logs/invocation.ts';
import type { LogLine } from '../domain/logs/line.ts';
import { readLogName } from '../domain/logs/log-name.ts';
import { type LogQuestion, parseLogQuestion } from '../domain/logs/question.ts';
import { namesInGroup, readable } from '../domain/logs/shared-group.ts';
import { statsOf } from '../domain/logs/stats.ts';
import type { LogAnswer, LogChoice, LogFollow, LogReport } from './log-report.ts';
import { type Asker, type LogRights, type RightsDeps, rightsOf } from './log-rights.ts';
import type { Clock, Functions, Inventory, Ledger, LogProgress, LogSource, LogTarget } from './ports.ts';
import { readAndExplain, type SilenceTeller } from './read-and-explain.ts';

/** Hides secrets in lines that follow one another; gives as many lines in the same order. */
export type RedactLines = (lines: readonly LogLine[]) => {
  readonly lines: readonly LogLine[];
  readonly hidden: number;
};

export interface SearchDeps extends RightsDeps {
  readonly logs: LogSource;
  readonly functions: Functions;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly redact: RedactLines;
  readonly explain: SilenceTeller;
}

/** What a search is told, and what it tells. */
export interface SearchOn {
  readonly signal?: AbortSignal;
  readonly progress?: (at: LogProgress) => void;
}

/** A question with the function it is about, found and allowed. */
export interface FoundOne {
  readonly kind: 'one';
  readonly target: LogTarget;
  readonly question: LogQuestion;
  readonly rights: LogRights;
  readonly missing: readonly string[];
}

/** Who may see one function of a group would see the lines of the others. */
const SHARED = 'its log group is shared with functions whose logs are not allowed here.';

/** Answers `/logs`. Default deny; every refusal is logged. Throws a UserError that says what to do. */
export async function searchLogs(deps: SearchDeps, text: string, asker: Asker, on: SearchOn = {}): Promise<LogAnswer> {
  const found = await findFunction(deps, text, asker);
  return found.kind === 'choice' ? found : answerOf(deps, found, on);
}

async function answerOf(deps: SearchDeps, found: FoundOne, on: SearchOn): Promise<LogReport | LogFollow> {
  const { target, question, rights } = found;
  if (question.ask.what === 'follow') return { kind: 'follow', target, question, zone: rights.person.zone };
  return reportLogs(deps, found, on);
}

/** Reads the words and finds the function among those that the asker may see, near misses too. */
export async function findFunction(deps: SearchDeps, text: string, asker: Asker): Promise<FoundOne | LogChoice> {
  // Who asks decides in which zone the words are read.
  const { name } = readLogName(/^\S*/.exec(text.trim())?.[0] ?? '');
  const rights = await rightsOf(deps, asker, name);
  const question = parseLogQuestion(text, deps.clock(), rights.person.zone);
  const look = async (fresh: boolean) => {
    const inventory = await deps.functions.inventory(fresh);
    const targets = readable(inventory.targets, rights.allows);
    return { inventory, found: findTarget(targets, question.name, question.place) };
  };
  let { inventory, found } = await look(false);
  // It may have been made since.
  if (found.kind === 'near' || found.kind === 'none') ({ inventory, found } = await look(true));
  const missing = wordsOf(inventory);
  if (found.kind === 'exact') return { kind: 'one', target: found.target, question, rights, missing };
  if (found.kind === 'several') {
    const names = await deps.ledger.accountNames();
    const targets = found.targets.map((target) => ({ target, accountName: names.get(target.account ?? '') }));
    return { kind: 'choice', question, rest: restOf(text), targets, missing };
  }
  // What is near may be seen; what may not be seen is refused before it is told whether it is there.
  if (found.kind === 'near') throw new UserError(notFound(question.name, found.names, missing));
  rights.demand(question.name);
  if (inventory.targets.some(({ name: known }) => known === question.name)) throw rights.refuse(question.name, SHARED);
  throw new UserError(notFound(question.name, [], missing));
}

/** A target that is known by something else than its name, and what is asked of it. */
export interface Directed {
  readonly matches: (target: LogTarget) => boolean;
  readonly ask: (target: LogTarget, now: Date, zone: string) => LogQuestion;
}

/** Answers for a function that was picked, or that a button speaks of. Rights are asked for anew. */
export async function searchTarget(
  deps: SearchDeps,
  to: Directed,
  asker: Asker,
  on: SearchOn = {},
): Promise<LogReport | LogFollow> {
  return answerOf(deps, await findDirected(deps, to, asker), on);
}

/** As findFunction, for a target that is known. Throws a UserError where it is gone, or may not be seen. */
export async function findDirected(deps: SearchDeps, { matches, ask }: Directed, asker: Asker): Promise<FoundOne> {
  const inventory = await deps.functions.inventory();
  const target = inventory.targets.find(matches);
  if (!target) throw new UserError('I do not find that function any more. Ask again with its name.');
  const rights = await rightsOf(deps, asker, target.name);
  rights.demand(target.name);
  if (!namesInGroup(inventory.targets, target).every(rights.allows)) throw rights.refuse(target.name, SHARED);
  const question = ask(target, deps.clock(), rights.person.zone);
  return { kind: 'one', target, question, rights, missing: wordsOf(inventory) };
}

async function reportLogs(deps: SearchDeps, found: FoundOne, on: SearchOn): Promise<LogReport> {
  const { target, question, rights, missing } = found;
  const { filter, ask } = question;
  const zone = rights.person.zone;
  const { read, all, silence } = await readAndExplain(deps, { target, question, zone }, on);
  const wanted = filter.kind === 'errors' ? read.lines.filter(({ text }) => looksLikeError(text)) : read.lines;
  const { lines, hidden } = deps.redact(wanted);
  const grouped = ask.what === 'lines' ? { invocations: [], loose: lines } : groupInvocations(lines);
  const isWhole = filter.kind === 'all' && ask.what === 'invocations' && grouped.invocations.length > 0;
  return {
    kind: 'report',
    target,
    accountName: (await deps.ledger.accountNames()).get(target.account ?? ''),
    question,
    ...grouped,
    // Of lines that a filter chose the reports are missing.
    stats: isWhole ? statsOf(grouped.invocations) : undefined,
    linesRead: read.lines.length,
    linesWithout: filter.kind === 'all' ? undefined : all?.lines.length,
    linesWithoutCut: all?.cut !== undefined,
    cut: read.cut,
    readFrom: read.readFrom,
    hidden,
    silence,
    missing,
    now: deps.clock(),
    zone,
  };
}

function wordsOf({ missing }: Inventory): string[] {
  return missing.map(
    ({ place: { account, region }, reason }) => `${account ?? 'the own account'} ${region}: ${reason}`,
  );
}

/** The question without its first word. */
function restOf(text: string): string {
  return text.trim().replace(/^\S+\s*/, '');
}

function notFound(name: string, near: readonly string[], missing: readonly string[]): string {
  const elsewhere = missing.length ? ` Not all could be looked at: ${missing.join('; ')}.` : '';
  return near.length
    ? `I find no function "${name}" that you may see here. Did you mean ${near.map((one) => `\`/logs ${one}\``).join(', ')}?${elsewhere}`
    : `I find no function "${name}" with a log group in the Regions of \`logs.regions\`.${elsewhere}`;
}
