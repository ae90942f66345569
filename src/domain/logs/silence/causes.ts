import { isLevelRaised } from './differences.ts';
import { isGone, known } from './facts.ts';
import { likely, sentence } from './likely.ts';
import { isCollapsed, isUncalledAsUsual, isWithinGap, type Picture, silentWords } from './picture.ts';
import { spanWords } from './words.ts';

/** A reason for a silence, as the headline says it. */
export interface Cause {
  /** What is seen. */
  readonly says: string;
  /** What it comes from, as far as can be said; a sentence. */
  readonly because: string | undefined;
  readonly isFinding: boolean;
}

/** Of each kind one at most, the most telling first; never empty. What comes later in the list matters less where an earlier one holds. */
export function causesOf(picture: Picture): readonly Cause[] {
  const found = CAUSES.flatMap((cause) => cause(picture) ?? []);
  return found.length ? found : [unknownCause(picture)];
}

type FindCause = (picture: Picture) => Cause | undefined;

const CAUSES: readonly FindCause[] = [
  unreadable,
  functionGone,
  groupMissing,
  nothingArrives,
  asUsual,
  throttled,
  notInvoked,
  failsAtOnce,
  returnsEarly,
  lessLogged,
  runsSilently,
];

function unreadable({ facts }: Picture): Cause | undefined {
  const logClass = known(facts.logGroup)?.logClass;
  if (logClass === undefined || logClass === 'STANDARD') return undefined;
  const says = `The lines of ${facts.name} cannot be read here: its log group has the class ${logClass}.`;
  const because =
    logClass === 'INFREQUENT_ACCESS'
      ? 'CloudWatch Logs Insights in the console can.'
      : 'It passes them on and does not keep them to be searched.';
  return { says, because, isFinding: true };
}

function functionGone(picture: Picture): Cause | undefined {
  const { facts } = picture;
  if (!facts.isFunction || !isGone(facts.settings)) return undefined;
  const says = `${facts.name} ${silentWords(picture)}: there is no such function any more.`;
  return { says, because: likely(picture, /^DeleteFunction(\d|$)/, true), isFinding: true };
}

function groupMissing(picture: Picture): Cause | undefined {
  const { facts, runs } = picture;
  if (!isGone(facts.logGroup)) return undefined;
  if (!facts.isFunction) return { says: `There is no log group ${facts.group}.`, because: undefined, isFinding: true };
  if (!runs) {
    const says = `${facts.name} has no log group: ${facts.group} comes with its first run.`;
    return { says, because: likely(picture, /^DeleteLogGroup/, true), isFinding: true };
  }
  const says = `${facts.name} runs, but its log group ${facts.group} does not exist.`;
  const because = 'Its role may not create it (logs:CreateLogGroup), or it was deleted.';
  return { says, because: likely(picture, /^DeleteLogGroup/, true) ?? because, isFinding: true };
}

/** Runs by its metrics, and not a line of the platform's either. */
function nothingArrives(picture: Picture): Cause | undefined {
  const { facts, activity } = picture;
  if (facts.isTraced !== false || !activity?.now.invocations) return undefined;
  const says = `${facts.name} runs, but nothing of it reaches ${facts.group}.`;
  const because = 'It logs elsewhere, its system log level is raised, or its role may not write (logs:PutLogEvents).';
  return { says, because: likely(picture, /^UpdateFunctionConfiguration|Role|Policy/) ?? because, isFinding: true };
}

function asUsual(picture: Picture): Cause | undefined {
  const { facts, own, runs } = picture;
  const quiet = (why: string): Cause => ({
    says: `${facts.name} ${silentWords(picture)}; quiet, as usual: ${why}.`,
    because: undefined,
    isFinding: false,
  });
  if (isWithinGap(picture)) return quiet(`its gaps reach ${spanWords(own?.usualGapMs ?? 0, true)}`);
  if (own && isUncalledAsUsual(picture)) return quiet('nothing calls it at these hours');
  if (!isGone(facts.lastOwn) || (picture.activity?.usual?.invocations && !runs)) return undefined;
  const back = spanWords(facts.window.to.getTime() - facts.lookedBackTo.getTime());
  const wrote = facts.isSampled ? `no line of its own in samples of the last ${back}` : undefined;
  const says = runs
    ? `${facts.name} runs, and has written ${wrote ?? `no line of its own in the last ${back}`}.`
    : `${facts.name} has written ${wrote ?? `nothing in the last ${back}`}${runs === false ? ', nor run in this window' : ''}.`;
  return { says, because: undefined, isFinding: false };
}

function throttled(picture: Picture): Cause | undefined {
  const { facts, activity, runs } = picture;
  const limit = known(facts.settings)?.reservedConcurrency;
  if (runs || (limit !== 0 && !activity?.now.throttles)) return undefined;
  const says = `${facts.name} ${silentWords(picture)}: every call of it is throttled.`;
  const because = limit === 0 ? 'Its reserved concurrency is 0.' : undefined;
  return { says, because: join(because, likely(picture, /Concurrency/)), isFinding: true };
}

const CALLERS = /EventSourceMapping|Permission|Concurrency|Alias|FunctionUrl|Rule|Schedule/;

function notInvoked(picture: Picture): Cause | undefined {
  const { facts, runs } = picture;
  const isLikely = runs === undefined && facts.isFunction && facts.platformLines === 0;
  if (runs !== false && !isLikely) return undefined;
  const why = isLikely ? 'as Lambda wrote of no run either, nothing seems to invoke it' : 'nothing invokes it';
  return {
    says: `${facts.name} ${silentWords(picture)}: ${why}.`,
    because: notInvokedBecause(picture),
    isFinding: true,
  };
}

function notInvokedBecause(picture: Picture): string | undefined {
  const { triggers, settings } = picture.facts;
  const off = (known(triggers) ?? []).filter(({ enabled }) => enabled === false);
  if (off.length)
    return join(`Its trigger ${off.map(({ what }) => what).join(', ')} is disabled.`, likely(picture, CALLERS));
  const state = known(settings)?.state;
  if (state === 'Inactive' || state === 'Failed') return `Lambda says that its state is ${state}.`;
  return likely(picture, CALLERS) ?? likely(picture, /./);
}

/** Nearly every run ends in an error, and none wrote a line before. */
function failsAtOnce(picture: Picture): Cause | undefined {
  const { facts, activity, runs } = picture;
  if (!runs || !activity?.now.invocations) return undefined;
  const { errors, invocations } = activity.now;
  if (errors < invocations * 0.9) return undefined;
  const says = `${facts.name} fails before its first line: ${errors} of ${invocations} runs end in an error; it ${silentWords(picture)}.`;
  return { says, because: likely(picture), isFinding: true };
}

function returnsEarly(picture: Picture): Cause | undefined {
  const { activity, runs } = picture;
  if (!runs || !activity || !isCollapsed(activity.now, activity.usual)) return undefined;
  return runsBut(picture, likely(picture, /^UpdateFunction/) ?? likely(picture));
}

function lessLogged(picture: Picture): Cause | undefined {
  if (!picture.runs) return undefined;
  const level = picture.changes.near.findLast(
    ({ compared }) => 'before' in compared && compared.difference && isLevelRaised(compared.difference),
  );
  return level && runsBut(picture, sentence('Likely', level, picture));
}

function runsSilently(picture: Picture): Cause | undefined {
  return picture.runs ? runsBut(picture, likely(picture, /^UpdateFunction/) ?? likely(picture)) : undefined;
}

function runsBut(picture: Picture, because: string | undefined): Cause {
  const { facts, isPast } = picture;
  const says = `${facts.name} ${isPast ? 'ran' : 'runs'} but ${silentWords(picture)}.`;
  return { says, because, isFinding: true };
}

function unknownCause(picture: Picture): Cause {
  const says = `${picture.facts.name} ${silentWords(picture)}.`;
  return { says, because: likely(picture), isFinding: true };
}

function join(...sentences: readonly (string | undefined)[]): string | undefined {
  return sentences.filter(Boolean).join(' ') || undefined;
}
