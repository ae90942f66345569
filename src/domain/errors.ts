/** A failure the person in Slack or at the terminal can act on: shown as written. Any other error is logged whole and shown as one apology. */
export class UserError extends Error {
  override readonly name = 'UserError';
}

/** The words of whatever was thrown. */
export function reasonOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
