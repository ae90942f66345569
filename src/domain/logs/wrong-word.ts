const LONGEST_SHOWN = 60;

/** A word in quotes for a refusal, cut where it is long; as code where it has quotes of its own. */
export function named(word: string): string {
  const shown = word.length > LONGEST_SHOWN ? `${word.slice(0, LONGEST_SHOWN)}…` : word;
  return shown.includes('"') && !shown.includes('`') ? `\`${shown}\`` : `"${shown}"`;
}
