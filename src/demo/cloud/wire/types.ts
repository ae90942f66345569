import { z } from 'zod';
import { AwsFailure } from '../failure.ts';

/** Readers of the simple types of AWS's models, as one protocol writes them. A member that is null counts as absent. */
export interface WireTypes {
  readonly text: z.ZodType<string | undefined>;
  readonly whole: z.ZodType<number | undefined>;
  readonly flag: z.ZodType<boolean | undefined>;
  readonly instant: z.ZodType<Date | undefined>;
  list<Item>(item: z.ZodType<Item>): z.ZodType<Item[] | undefined>;
}

/** What a protocol writes for each type, where the member is there. `emptyList` is what it has in place of one. */
interface Written {
  readonly text: z.ZodType<string>;
  readonly whole: z.ZodType<number>;
  readonly flag: z.ZodType<boolean>;
  readonly instant: z.ZodType<Date>;
  readonly emptyList?: string;
}

/** The readers of a protocol, by what it writes. */
export function wireTypes({ text, whole, flag, instant, emptyList }: Written): WireTypes {
  return {
    text: optional(text),
    whole: optional(whole),
    flag: optional(flag),
    instant: optional(instant),
    list: (item) => {
      const list = z.array(item);
      return optional(
        emptyList === undefined ? list : z.preprocess((value) => (value === emptyList ? [] : value), list),
      );
    },
  };
}

/**
 * A reader of an operation's input in any protocol. Unknown members are left out; it throws SerializationException, which
 * names the member, where one is not of its type.
 */
export function inputReader<Input>(shape: (types: WireTypes) => z.ZodType<Input>) {
  const schemas = new Map<WireTypes, z.ZodType<Input>>();
  return (input: unknown, types: WireTypes): Input => {
    const schema = schemas.get(types) ?? shape(types);
    schemas.set(types, schema);
    const { success, data, error } = schema.safeParse(input);
    if (success) return data;
    const [issue] = error.issues;
    throw new AwsFailure(
      'SerializationException',
      `${placeOf(issue?.path ?? [])} is not of its type: ${issue?.message}`,
    );
  };
}

function optional<T>(schema: z.ZodType<T>): z.ZodType<T | undefined> {
  return schema.nullish().transform((value) => value ?? undefined);
}

/** As AWS counts: `MetricDataQueries.member.1.Id`. */
function placeOf(path: readonly PropertyKey[]): string {
  return path.map((step) => (typeof step === 'number' ? `member.${step + 1}` : String(step))).join('.') || 'The input';
}
