import { AwsFailure } from '../failure.ts';
import { broken } from './refusal.ts';

/** The members of a structure. */
export type Members = Readonly<Record<string, unknown>>;

/** A structure; throws SerializationException on anything else. */
export function structure(value: unknown, member: string): Members {
  if (!isMembers(value)) throw wrongType(member, 'a structure');
  return value;
}

/** A list; throws SerializationException on anything else. */
export function list(value: unknown, member: string): readonly unknown[] {
  if (!Array.isArray(value)) throw wrongType(member, 'a list');
  return value;
}

/** A text that must be there. */
export function text(value: unknown, member: string): string {
  if (value === undefined || value === null) throw broken(value, member, 'not be null');
  if (typeof value !== 'string') throw wrongType(member, 'a string');
  return value;
}

/** A text that may be left out. */
export function optionalText(value: unknown, member: string): string | undefined {
  return value === undefined || value === null ? undefined : text(value, member);
}

/** One of the values of an enumeration. */
export function oneOf<T extends string>(value: unknown, member: string, values: readonly T[]): T {
  const given = text(value, member);
  const known = values.find((candidate) => candidate === given);
  if (!known) throw broken(given, member, `satisfy enum value set: [${values.join(', ')}]`);
  return known;
}

/** A whole number of at least `least` that may be left out. */
export function optionalCount(value: unknown, member: string, least: number, most: number): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value)) throw wrongType(member, 'an integer');
  if (value < least) throw broken(value, member, `have value greater than or equal to ${least}`);
  if (value > most) throw broken(value, member, `have value less than or equal to ${most}`);
  return value;
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function wrongType(member: string, type: string): AwsFailure {
  return new AwsFailure('SerializationException', `${member} is not ${type}`);
}
