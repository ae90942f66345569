/** What AWS's model says of a string, or of how many items a list has. */
export interface TextRule {
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly oneOf?: readonly string[];
}

/** The constraints that a text or a list breaks, in AWS's words. */
export function brokenBy(value: string | readonly unknown[], { min, max, pattern, oneOf }: TextRule): string[] {
  const broken: string[] = [];
  if (max !== undefined && value.length > max) broken.push(`have length less than or equal to ${max}`);
  if (min !== undefined && value.length < min) broken.push(`have length greater than or equal to ${min}`);
  if (typeof value !== 'string') return broken;
  if (pattern && !new RegExp(`^(?:${pattern})$`, pattern.includes('\\p{') ? 'u' : '').test(value))
    broken.push(`satisfy regular expression pattern: ${pattern}`);
  if (oneOf && !oneOf.includes(value)) broken.push(`satisfy enum value set: [${oneOf.join(', ')}]`);
  return broken;
}

/** The constraints that a number breaks, in AWS's words. */
export function outOf(value: number, min: number, max: number): string[] {
  if (value < min) return [`have value greater than or equal to ${min}`];
  return value > max ? [`have value less than or equal to ${max}`] : [];
}

/** One breach, as AWS words it. */
export function problem(member: string, value: unknown, constraint: string): string {
  const shown = value === undefined || value === null ? 'null' : `'${String(value)}'`;
  return `Value ${shown} at '${member}' failed to satisfy constraint: Member must ${constraint}`;
}

/** All breaches of a request in one message. */
export function allProblems(problems: readonly string[]): string {
  return `${problems.length} validation error${problems.length > 1 ? 's' : ''} detected: ${problems.join('; ')}`;
}
