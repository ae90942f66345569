/** A line of `logs.allow`: in these channels, or for members of these user groups, these functions. */
export interface Allowance {
  readonly channels: readonly string[];
  readonly usergroups: readonly string[];
  readonly functions: readonly string[];
}

/** Whether a name fits a pattern in which `*` stands for any part. */
export function fits(name: string, pattern: string): boolean {
  const parts = pattern.split('*');
  if (parts.length === 1) return name === pattern;
  const [first = '', last = ''] = [parts[0], parts.at(-1)];
  if (!name.startsWith(first) || !name.endsWith(last) || name.length < first.length + last.length) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = name.indexOf(part, at);
    if (found < 0 || found + part.length > name.length - last.length) return false;
    at = found + part.length;
  }
  return true;
}

/**
 * Whether a function's logs may be shown: to someone who asks in a channel, as a member of user groups.
 * Default deny. Where a line names channels and user groups, both must hold.
 */
export function mayRead(
  allow: readonly Allowance[],
  asked: { readonly functionName: string; readonly channel: string; readonly isMember: (usergroup: string) => boolean },
): boolean {
  return allow.some(
    ({ channels, usergroups, functions }) =>
      functions.some((pattern) => fits(asked.functionName, pattern)) &&
      (channels.length === 0 || channels.includes(asked.channel)) &&
      (usergroups.length === 0 || usergroups.some(asked.isMember)) &&
      channels.length + usergroups.length > 0,
  );
}
