import { parsed, textOf } from './platform-json.ts';

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/**
 * How runtimes begin a line in text format: an instant, the request id, mostly a level; Python has the level first, in brackets.
 * Outside of an invocation Node writes `undefined` in place of the id.
 */
const PREFIX =
  /^(?:\[[A-Z]{3,10}\]\s)?\d{4}-\d\d-\d\d[T ][\d:.,]{8,15}Z?[\t ]([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})[\t ]/;
/** Where the request id stands in JSON: of the runtimes for Node and Python, for Java, and of Powertools. */
const FIELDS = ['requestId', 'AWSRequestId', 'function_request_id'] as const;
/** A line of a stack trace that CloudWatch took for an event of its own: indented, or one of Java's or Python's headings. */
const CONTINUES =
  /^(?:\s+\S|Traceback \(most recent call last\):|Caused by: |During handling of the above|The above exception was |\.\.\. \d+ more)/;

/** Whether a line goes on with the one before. */
export function continues(text: string): boolean {
  return CONTINUES.test(text);
}

/** The request id that a line of a function's own carries; undefined without one. Never throws; takes linear time. */
export function ownRequestId(text: string): { readonly id: string; readonly isSure: boolean } | undefined {
  const first = text[0];
  if (first === '{') return jsonRequestId(text);
  if (first !== '[' && first !== '2') return undefined;
  const id = PREFIX.exec(text)?.[1];
  return id ? { id, isSure: true } : undefined;
}

function jsonRequestId(text: string): { id: string; isSure: boolean } | undefined {
  // Most lines without an id are told apart without reading their JSON.
  if (!FIELDS.some((field) => text.includes(`"${field}"`))) return undefined;
  const line = parsed(text);
  for (const field of FIELDS) {
    const id = textOf(line?.[field]);
    // An application's own field may bear the commonest name, with the id of some other request.
    if (id && ID.test(id)) return { id, isSure: field !== 'requestId' };
  }
  return undefined;
}
