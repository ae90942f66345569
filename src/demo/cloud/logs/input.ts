import { allProblems, brokenBy, outOf, problem, type TextRule } from '../constraints.ts';
import { AwsFailure } from '../failure.ts';

/** Reads members of a request one by one; `check` then refuses all that break their rules at once, as AWS does. */
export interface InputReader {
  text(member: string, rule: TextRule): string | undefined;
  texts(member: string, rule: TextRule, most: number): readonly string[] | undefined;
  whole(member: string, min: number, max?: number): number | undefined;
  flag(member: string): boolean | undefined;
  has(member: string): boolean;
  /** Throws InvalidParameterException in AWS's words if a rule was broken. */
  check(): void;
}

/** A reader of a request's JSON. A member of the wrong type throws SerializationException at once; null counts as absent. */
export function readInput(input: unknown): InputReader {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) throw wrongType('request', 'structure');
  const values = new Map<string, unknown>(Object.entries(input));
  const problems: string[] = [];
  const checkText = (member: string, value: string, rule: TextRule) => {
    for (const constraint of brokenBy(value, rule)) problems.push(problem(member, value, constraint));
  };
  return {
    has: (member) => (values.get(member) ?? undefined) !== undefined,
    text(member, rule) {
      const value = values.get(member) ?? undefined;
      if (value === undefined) return undefined;
      if (typeof value !== 'string') throw wrongType(member, 'String');
      checkText(member, value, rule);
      return value;
    },
    texts(member, rule, most) {
      const value = values.get(member) ?? undefined;
      if (value === undefined) return undefined;
      if (!isTexts(value)) throw wrongType(member, 'List of Strings');
      for (const constraint of brokenBy(value, { min: 1, max: most }))
        problems.push(problem(member, `[${value}]`, constraint));
      for (const item of value) checkText(member, item, rule);
      return value;
    },
    whole(member, min, max = Number.MAX_SAFE_INTEGER) {
      const value = values.get(member) ?? undefined;
      if (value === undefined) return undefined;
      if (typeof value !== 'number' || !Number.isInteger(value)) throw wrongType(member, 'Integer');
      for (const constraint of outOf(value, min, max)) problems.push(problem(member, value, constraint));
      return value;
    },
    flag(member) {
      const value = values.get(member) ?? undefined;
      if (value !== undefined && typeof value !== 'boolean') throw wrongType(member, 'Boolean');
      return value;
    },
    check() {
      if (problems.length > 0) throw new AwsFailure('InvalidParameterException', allProblems(problems));
    },
  };
}

/** The refusal of a request whose members do not go together. */
export function invalid(message: string): AwsFailure {
  return new AwsFailure('InvalidParameterException', message);
}

/** The refusal of a nextToken that this request was not given. */
export function invalidToken(): AwsFailure {
  return invalid('The specified nextToken is invalid.');
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function wrongType(member: string, type: string): AwsFailure {
  return new AwsFailure('SerializationException', `${member} can not be converted to a ${type}`);
}
