import type { LineItem } from '../../scenario/types.ts';
import { invalid } from '../failure.ts';
import { dimensionOf } from './dimensions.ts';
import { list, structure, text } from './input.ts';
import { tagOf } from './tags.ts';

/** AWS allows no more. */
const MOST_GROUPS = 2;

/** A GroupDefinition and the key it gives a line. */
export interface Grouping {
  readonly Type: string;
  readonly Key: string;
  keyOf(line: LineItem): string;
}

/** The groupings of a request; none where it has none. Throws a ValidationException in AWS's words. */
export function groupingsOf(value: unknown): readonly Grouping[] {
  if (value === undefined || value === null) return [];
  const definitions = list(value, 'groupBy');
  if (definitions.length > MOST_GROUPS) throw invalid(`GroupBy allows at most ${MOST_GROUPS} group definitions`);
  const groupings = definitions.map((definition, i) => groupingOf(definition, `groupBy.${i + 1}.member`));
  if (new Set(groupings.map(({ Type, Key }) => `${Type} ${Key}`)).size < groupings.length)
    throw invalid('GroupBy must not name the same group twice');
  return groupings;
}

/** The lines of each group, by its keys, in the order of the keys. */
export function groupLines(lines: readonly LineItem[], groupings: readonly Grouping[]) {
  const groups = new Map<string, { keys: readonly string[]; lines: LineItem[] }>();
  for (const line of lines) {
    const keys = groupings.map((grouping) => grouping.keyOf(line));
    const id = keys.join('\n');
    const group = groups.get(id);
    if (group) group.lines.push(line);
    else groups.set(id, { keys, lines: [line] });
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

function groupingOf(value: unknown, member: string): Grouping {
  const members = structure(value, member);
  const Type = text(members.Type, `${member}.type`);
  const Key = text(members.Key, `${member}.key`);
  switch (Type) {
    case 'DIMENSION':
      return { Type, Key, keyOf: dimensionOf(Key, `${member}.key`) };
    case 'TAG':
      return { Type, Key, keyOf: prefixed(Key, tagOf(Key)) };
    case 'COST_CATEGORY':
      return { Type, Key, keyOf: prefixed(Key, () => '') };
    default:
      throw invalid('Group Definition type is invalid.');
  }
}

/** Values of tags and cost categories bear their key: `team$payments`, and `team$` where there is none. */
function prefixed(key: string, read: (line: LineItem) => string): (line: LineItem) => string {
  if (key === '') throw invalid('Group Definition key is invalid.');
  return (line) => `${key}$${read(line)}`;
}
