/** Where lines are written. */
interface InGroup {
  readonly name: string;
  readonly account: string | undefined;
  readonly region: string;
  readonly group: string;
}

const keyOf = ({ account, region, group }: InGroup) => `${account ?? ''} ${region} ${group}`;

/** The names of all that write to the log group of a target, itself among them: who reads one reads all. */
export function namesInGroup(targets: readonly InGroup[], target: InGroup): string[] {
  const key = keyOf(target);
  return [...new Set([target.name, ...targets.filter((one) => keyOf(one) === key).map(({ name }) => name)])];
}

/** The targets whose whole log group may be read. */
export function readable<Target extends InGroup>(
  targets: readonly Target[],
  allows: (name: string) => boolean,
): Target[] {
  const barred = new Set(targets.filter(({ name }) => !allows(name)).map(keyOf));
  return targets.filter((target) => !barred.has(keyOf(target)));
}
