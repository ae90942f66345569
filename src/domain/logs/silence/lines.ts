import type { Cause } from './causes.ts';
import { changeLines, type SilenceLine } from './change-lines.ts';
import { notCheckedWords, notItWords } from './checked.ts';
import { type Fact, known, type Load } from './facts.ts';
import { isCollapsed, type Picture } from './picture.ts';
import { durationWords, instantWords, rateWords, spanWords } from './words.ts';

/** What was looked at, in the order in which it helps. */
export function linesOf(picture: Picture, causes: readonly Cause[]): SilenceLine[] {
  return [
    line('Also', alsoWords(causes)),
    line('Last line', lastLineWords(picture)),
    line('Newest event', newestEventWords(picture)),
    line('Again', againWords(picture)),
    line('Invoked', invokedWords(picture)),
    line('Duration', durationLine(picture)),
    ...changeLines(picture),
    line('Not it', notItWords(picture)),
    line('Not checked', notCheckedWords(picture)),
  ].filter(({ text }) => text !== '');
}

function line(label: string, text: string | undefined): SilenceLine {
  return { label, text: text ?? '' };
}

function alsoWords([first, ...others]: readonly Cause[]): string {
  const reasons = new Set(others.flatMap(({ because }) => because ?? []));
  if (first?.because) reasons.delete(first.because);
  return first?.isFinding ? [...reasons].join(' ') : '';
}

function lastLineWords({ facts, own }: Picture): string {
  const { zone, lastOwn, lookedBackTo, isSampled } = facts;
  const samples = isSampled ? ', by samples' : '';
  if (own) {
    const gap = own.usualGapMs;
    const usual = gap === undefined ? 'usual gap unknown' : `usual gap ≤ ${spanWords(gap, true)}`;
    return `${instantWords(own.at, zone, true)}${samples}; ${usual}`;
  }
  return 'unknown' in lastOwn ? '' : `none of its own since ${instantWords(lookedBackTo, zone)}${samples}`;
}

/** The newest event of any kind, where the platform writes nothing either. */
function newestEventWords({ facts, own }: Picture): string {
  const at = known(facts.logGroup)?.lastEventAt;
  if (!at || facts.platformLines || (own && at.getTime() - own.at.getTime() < 60_000)) return '';
  return instantWords(at, facts.zone, true);
}

function againWords({ facts }: Picture): string {
  return facts.againAt ? `it writes again: ${instantWords(facts.againAt, facts.zone, true)}` : '';
}

/** `58 an hour, usual 60 · errors 0 · throttles 0 · trigger enabled`. */
function invokedWords({ facts, activity }: Picture): string {
  const parts = [...(activity ? loadWords(activity.now, activity.usual) : []), ...triggerWords(facts.triggers)];
  const limit = known(facts.settings)?.reservedConcurrency;
  const peak = activity?.now.concurrencyMax;
  if (limit !== undefined && peak !== undefined && peak >= limit)
    parts.push(`concurrency ${peak} of ${limit}: at its limit`);
  return parts.join(' · ');
}

function loadWords(now: Load, usual: Load | undefined): string[] {
  const rate = rateWords(now.invocations, now.hours);
  const before = usual ? rateWords(usual.invocations, usual.hours) : 'unknown';
  // In one unit a word is enough.
  const short = before.endsWith(' an hour') && (rate.endsWith(' an hour') || rate === '0');
  const pair = short
    ? `${rate === '0' ? '0 an hour' : rate}, usual ${before.replace(' an hour', '')}`
    : `${rate}, usual ${before}`;
  const errors = usual?.errors ? ` (usual ${rateWords(usual.errors, usual.hours)})` : '';
  return [pair, `errors ${now.errors}${errors}`, `throttles ${now.throttles}`];
}

function triggerWords(fact: Fact<readonly { what: string; enabled: boolean | undefined }[]>): string[] {
  const triggers = known(fact);
  if (!triggers) return [];
  if (!triggers.length) return ['no trigger found'];
  const off = triggers.filter(({ enabled }) => enabled === false).map(({ what }) => what);
  const on = triggers.filter(({ enabled }) => enabled).length;
  return [
    ...(off.length ? [`trigger ${off.join(', ')} disabled`] : []),
    ...(on ? [on > 1 ? `${on} triggers enabled` : 'trigger enabled'] : []),
  ];
}

function durationLine({ activity }: Picture): string {
  const now = activity?.now.durationP50;
  if (!activity || now === undefined) return '';
  const before = activity.usual?.durationP50;
  const usual = before === undefined ? 'usual unknown' : `usual ${durationWords(before)}`;
  return `p50 ${durationWords(now)}, ${usual}${isCollapsed(activity.now, activity.usual) ? ': it returns before doing its work' : ''}`;
}
