import type { Breach } from './blocks/rules.ts';
import type { Json } from './json.ts';

/** A refusal, with Slack's error code and what stands beside it in the answer. */
export class SlackError extends Error {
  override readonly name = 'SlackError';
  readonly code: string;
  readonly detail: Json;

  constructor(code: string, detail: Json = {}) {
    super(code);
    this.code = code;
    this.detail = detail;
  }
}

/** A refusal that says which rules were broken and where, as Slack words it. */
export function refusal(code: string, breaches: readonly Breach[]): SlackError {
  const messages = breaches.map(({ message, pointer }) => `[ERROR] ${message} [json-pointer:${pointer}]`);
  return new SlackError(code, { response_metadata: { messages } });
}
