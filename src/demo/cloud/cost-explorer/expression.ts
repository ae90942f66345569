import type { LineItem } from '../../scenario/types.ts';
import { invalid } from '../failure.ts';
import { dimensionOf } from './dimensions.ts';
import type { Members } from './input.ts';
import { list, oneOf, optionalText, structure, text } from './input.ts';
import { ACTIVE_TAG, tagOf } from './tags.ts';

/** Whether a line passes a filter. */
export type Filter = (line: LineItem) => boolean;

const ROOTS = ['Or', 'And', 'Not', 'Dimensions', 'Tags', 'CostCategories'] as const;
const MATCH_OPTIONS = [
  'EQUALS',
  'ABSENT',
  'STARTS_WITH',
  'ENDS_WITH',
  'CONTAINS',
  'CASE_SENSITIVE',
  'CASE_INSENSITIVE',
  'GREATER_THAN_OR_EQUAL',
] as const;

/** A filter from an Expression. No expression lets everything pass. Throws a ValidationException in AWS's words. */
export function filterOf(expression: unknown): Filter {
  return expression === undefined || expression === null ? () => true : compile(expression, 'filter');
}

function compile(expression: unknown, member: string): Filter {
  const members = structure(expression, member);
  const roots = ROOTS.filter((root) => members[root] !== undefined && members[root] !== null);
  const [root] = roots;
  if (!root || roots.length > 1)
    throw invalid(
      'Expression has zero or more than one roots. Only one root operator is allowed for each expression: "and", "or", "not", "tag" or "dimensionValue"',
    );
  switch (root) {
    case 'And': {
      const filters = operands(members.And, 'And', member);
      return (line) => filters.every((filter) => filter(line));
    }
    case 'Or': {
      const filters = operands(members.Or, 'Or', member);
      return (line) => filters.some((filter) => filter(line));
    }
    case 'Not': {
      const filter = compile(members.Not, `${member}.not`);
      return (line) => !filter(line);
    }
    case 'Dimensions':
      return dimensionFilter(structure(members.Dimensions, `${member}.dimensions`), `${member}.dimensions`);
    case 'Tags':
      return keyedFilter(structure(members.Tags, `${member}.tags`), `${member}.tags`, tagOf);
    case 'CostCategories':
      // The organisation has no cost categories, so that every line is without one.
      return keyedFilter(
        structure(members.CostCategories, `${member}.costCategories`),
        `${member}.costCategories`,
        () => () => '',
      );
  }
}

function operands(value: unknown, name: 'And' | 'Or', member: string): Filter[] {
  const expressions = list(value, `${member}.${name.toLowerCase()}`);
  if (expressions.length < 2) throw invalid(`${name} expression must have at least 2 operands`);
  return expressions.map((expression, i) => compile(expression, `${member}.${name.toLowerCase()}.${i + 1}.member`));
}

function dimensionFilter(members: Members, member: string): Filter {
  const read = dimensionOf(text(members.Key, `${member}.key`), `${member}.key`);
  const values = valuesOf(members, member);
  matchOptionsOf(members, member, ['EQUALS', 'CASE_SENSITIVE']);
  if (values.size === 0) throw invalid('Dimensions must have at least one value');
  return (line) => values.has(read(line));
}

/** A filter on a tag or cost category. Without values it matches what lacks the key, as documented. */
function keyedFilter(members: Members, member: string, reader: (key: string) => (line: LineItem) => string): Filter {
  const key = optionalText(members.Key, `${member}.key`);
  const values = valuesOf(members, member);
  const options = matchOptionsOf(members, member, ['EQUALS', 'ABSENT', 'CASE_SENSITIVE']);
  const absent = options.includes('ABSENT');
  if (absent && values.size > 0) throw invalid('Values must be empty where MatchOptions has ABSENT');
  if (key === undefined && values.size > 0) throw invalid('Key must be given where there are values');
  const read = reader(key ?? ACTIVE_TAG);
  return values.size === 0 ? (line) => read(line) === '' : (line) => values.has(read(line));
}

function valuesOf(members: Members, member: string): ReadonlySet<string> {
  if (members.Values === undefined || members.Values === null) return new Set();
  return new Set(list(members.Values, `${member}.values`).map((value) => text(value, `${member}.values`)));
}

function matchOptionsOf(members: Members, member: string, allowed: readonly string[]): readonly string[] {
  if (members.MatchOptions === undefined || members.MatchOptions === null) return [];
  const options = list(members.MatchOptions, `${member}.matchOptions`).map((option) =>
    oneOf(option, `${member}.matchOptions`, MATCH_OPTIONS),
  );
  const refused = options.find((option) => !allowed.includes(option));
  if (refused) throw invalid(`MatchOption ${refused} is not supported here. Valid values are ${allowed.join(', ')}`);
  return options;
}
