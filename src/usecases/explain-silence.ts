import { UserError } from '../domain/errors.ts';
import { known, type SilenceFacts } from '../domain/logs/silence/facts.ts';
import { isOwnLine } from '../domain/logs/silence/own-lines.ts';
import { explain, type Silence } from '../domain/logs/silence.ts';
import type { LogWindow } from '../domain/logs/window.ts';
import { type AboutDeps, aboutFunction, type Hours, NOTHING_ABOUT } from './about-function.ts';
import { attemptFact } from './attempt-fact.ts';
import type { LogRead, LogSource, LogTarget } from './log-ports.ts';
import { type LookBackQuestion, lookBack } from './look-back.ts';
import { createOwnLines } from './own-lines.ts';
import type { Clock } from './ports.ts';
import { readHours } from './read-activity.ts';

export interface SilenceDeps extends AboutDeps {
  readonly logs: LogSource;
  readonly clock: Clock;
}

export interface SilenceQuestion {
  readonly target: LogTarget;
  readonly window: Pick<LogWindow, 'from' | 'to'>;
  /** The asker's. */
  readonly zone: string;
  /** The window's lines without any filter; or, where they could not be read, why. */
  readonly read: LogRead | UserError;
  readonly signal?: AbortSignal | undefined;
}

const LAMBDA_GROUPS = '/aws/lambda/';
/** A window that ended so long ago may have an end to its silence. */
const PAST_MS = 10 * 60_000;
const NOT_ASKED = { unknown: undefined };

/**
 * Why a function says nothing. Each fact can fail by itself, and is told as not checked then. Undefined where it wrote something
 * itself in the window, where the search was cancelled, and where what refused the read explains itself best.
 */
export async function explainSilence(deps: SilenceDeps, question: SilenceQuestion): Promise<Silence | undefined> {
  const { target, read } = question;
  if (!(read instanceof UserError) && (read.cut === 'cancelled' || read.lines.some(isOwnLine))) return undefined;
  const logGroup = await attemptFact(deps.log, () => deps.logs.describe(target));
  if (read instanceof UserError && ('unknown' in logGroup || logGroup.value?.logClass === 'STANDARD')) return undefined;
  const facts = await gather(deps, question, logGroup);
  return question.signal?.aborted ? undefined : explain(facts);
}

async function gather(
  deps: SilenceDeps,
  { target, window: asked, zone, read, signal }: SilenceQuestion,
  logGroup: SilenceFacts['logGroup'],
): Promise<SilenceFacts> {
  const { log, logs, metrics } = deps;
  const now = deps.clock();
  const lines = read instanceof UserError ? undefined : read;
  const window = { from: lines?.readFrom ?? asked.from, to: asked.to };
  const subject = functionOf(target);
  const hours = subject ? await attemptFact(log, () => readHours(metrics, subject, window)) : NOT_ASKED;
  const own = createOwnLines(logs, target, signal);
  const back = lines ? await attemptFact(log, () => lookBack(own, lookBackOf(window, logGroup, hours))) : NOT_ASKED;
  const lastOwn = 'value' in back ? { value: back.value.last } : back;
  const begins = known(lastOwn)?.at ?? window.from;
  const [about, again] = await Promise.all([
    subject ? aboutFunction(deps, { subject, window, begins, now, hours }) : NOTHING_ABOUT,
    lines && now.getTime() - window.to.getTime() > PAST_MS
      ? attemptFact(log, () => own.newest({ from: window.to, to: now }))
      : NOT_ASKED,
  ]);
  return {
    ...about,
    name: subject?.name ?? target.name,
    group: target.group,
    isFunction: subject !== undefined,
    zone,
    now,
    window,
    platformLines: lines?.lines.length,
    isTraced: lines && (await isTraced(deps, target, lines, window, known(about.activity)?.from)),
    logGroup,
    lastOwn,
    lookedBackTo: known(back)?.to ?? window.from,
    isSampled: known(back)?.isSampled ?? false,
    againAt: known(again)?.at,
  };
}

function lookBackOf(
  { from, to }: Pick<LogWindow, 'from' | 'to'>,
  logGroup: SilenceFacts['logGroup'],
  hours: Hours,
): LookBackQuestion {
  const called = known(hours)?.filter(({ invocations }) => invocations > 0);
  return {
    before: from,
    until: to,
    lastEventAt: known(logGroup)?.lastEventAt,
    activeHours: called?.map(({ at }) => at),
  };
}

/** The function a target is of: of a group that Lambda's list has no function to, the one that is gone. */
function functionOf(target: LogTarget): LogTarget | undefined {
  if (target.kind !== 'group') return target;
  if (!target.group.startsWith(LAMBDA_GROUPS)) return undefined;
  return { ...target, kind: 'function', name: target.group.slice(LAMBDA_GROUPS.length) };
}

/** Whether any line is there of the time of which metrics tell, which begins before a short window. */
async function isTraced(
  { log, logs }: SilenceDeps,
  target: LogTarget,
  read: LogRead,
  window: { readonly from: Date; readonly to: Date },
  from: Date | undefined,
): Promise<boolean | undefined> {
  if (read.lines.length > 0) return true;
  if (read.cut || !from) return undefined;
  if (from >= window.from) return false;
  const earlier = await attemptFact(log, () =>
    logs.read({ target, window: { from, to: window.to }, pattern: undefined, most: 1 }),
  );
  const found = known(earlier);
  return found && found.lines.length > 0;
}
