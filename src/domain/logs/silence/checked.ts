import { lateTrailWords, unreadTrailWords } from './change-lines.ts';
import { isEnvironmentNew } from './differences.ts';
import { type Fact, isGone, known } from './facts.ts';
import type { Picture } from './picture.ts';

/** What was looked at and found in order. */
export function notItWords(picture: Picture): string {
  const { facts } = picture;
  const group = known(facts.logGroup);
  const isReadable = group?.logClass === 'STANDARD' && facts.platformLines !== undefined;
  const same = unchangedWords(picture);
  return [...(isReadable ? ['log group present and readable'] : []), ...(same ? [`${same} unchanged`] : [])].join('; ');
}

/** What the changes around the beginning left alone: by our snapshots, or as CloudTrail has no event of it. */
function unchangedWords({ facts, changes, own }: Picture): string {
  if (!own || !facts.isFunction) return '';
  const around = [...changes.near, ...changes.later];
  const { isTold } = changes;
  const isChanged = (events: RegExp) => around.some(({ trail }) => trail && events.test(trail.event));
  const seen = around.flatMap(({ compared }) => ('before' in compared ? [compared.difference] : []));
  // A snapshot from before the last line, and the settings as they are now or a later one.
  const isSeen = facts.snapshots.some(({ takenAt }) => takenAt <= own.at) && seen.length === around.length;
  const stays = (isOther: boolean, events: RegExp) => (isSeen ? !isOther : isTold && !isChanged(events));
  const names = [
    stays(
      seen.some((one) => one && isEnvironmentNew(one)),
      /FunctionConfiguration|Stack/,
    ) && 'environment',
    stays(
      seen.some((one) => one?.logLevel),
      /FunctionConfiguration|Stack/,
    ) && 'log level',
    stays(
      seen.some((one) => one?.isCodeNew),
      /FunctionCode|Stack/,
    ) && 'code',
    isTold && !isChanged(/Concurrency/) && 'concurrency',
  ];
  return names.filter(Boolean).join(', ');
}

const NOT_CHECKED = {
  logGroup: 'its log group',
  lastOwn: 'its last lines',
  activity: 'invocations, errors and durations',
  settings: 'its settings as they are now',
  changes: 'changes and who made them',
  triggers: 'its triggers',
} as const;

/** What was not looked at, and why. */
export function notCheckedWords(picture: Picture): string {
  const { facts } = picture;
  const keys = Object.keys(NOT_CHECKED) as (keyof typeof NOT_CHECKED)[];
  const failed = keys.flatMap((key) => {
    const fact: Fact<unknown> = facts[key];
    return 'unknown' in fact && fact.unknown !== undefined ? [`${NOT_CHECKED[key]} (${fact.unknown})`] : [];
  });
  const triggers = known(facts.triggers) ?? [];
  const schedules = triggers.filter(({ enabled }) => enabled === undefined).map(({ what }) => what);
  const trail = [unreadTrailWords(picture), lateTrailWords(picture)].filter((words) => words !== undefined);
  return [
    ...failed,
    ...(schedules.length ? [`whether ${schedules.join(', ')} is enabled (needs events:DescribeRule)`] : []),
    ...(triggers.some(({ what }) => /^queue\b/.test(what)) ? ['queue depth (needs sqs:GetQueueAttributes)'] : []),
    ...(facts.isTraced === false && !isGone(facts.logGroup)
      ? ['whether its role may write logs (needs iam:SimulatePrincipalPolicy)']
      : []),
    ...trail,
  ].join('; ');
}
