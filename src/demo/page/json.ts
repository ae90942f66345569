import type { Json } from '../server/protocol.ts';

/** Whether a value is an object with named fields. */
export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object, or undefined where it is none. */
export function object(value: unknown): Json | undefined {
  return isJson(value) ? value : undefined;
}

/** The objects of a list; empty where it is none. */
export function objects(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isJson) : [];
}

/** The text, or an empty one. */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The words of a text object (`plain_text` or `mrkdwn`). */
export function words(value: unknown): string {
  return text(object(value)?.text);
}
