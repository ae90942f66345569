import { isJson, type Json } from '../json.ts';

/** One broken rule: where (a JSON pointer such as `/blocks/0/text`) and what Slack says of it. */
export interface Breach {
  readonly pointer: string;
  readonly message: string;
}

/** Looks at one value and notes what is wrong with it. */
export type Rule = (value: unknown, pointer: string, breaches: Breach[]) => void;

/** The fields of one kind of object. Any other field is refused; `also` sees the object once its fields are sound. */
export interface Fields {
  readonly required?: Readonly<Record<string, Rule>>;
  readonly optional?: Readonly<Record<string, Rule>>;
  readonly also?: (value: Json, refuse: (message: string, field?: string) => void) => void;
}

interface Size {
  readonly min?: number;
  readonly max?: number;
}

const noFields: Readonly<Record<string, Rule>> = {};

/** Text of `min` (1 unless told) to `max` characters. */
export function string({ min = 1, max = Number.POSITIVE_INFINITY, pattern }: Size & { pattern?: RegExp } = {}): Rule {
  return (value, pointer, breaches) => {
    if (typeof value !== 'string') breaches.push({ pointer, message: 'must be a string' });
    else if (value.length < min) breaches.push({ pointer, message: `must be more than ${min - 1} characters` });
    else if (value.length > max) breaches.push({ pointer, message: `must be less than ${max + 1} characters` });
    else if (pattern && !pattern.test(value)) breaches.push({ pointer, message: `must match ${pattern.source}` });
  };
}

/** A finite number from `min` to `max`; a whole one if `whole`. */
export function number({ min, max, whole = false }: Size & { whole?: boolean } = {}): Rule {
  return (value, pointer, breaches) => {
    if (typeof value !== 'number' || !Number.isFinite(value)) breaches.push({ pointer, message: 'must be a number' });
    else if (whole && !Number.isInteger(value)) breaches.push({ pointer, message: 'must be an integer' });
    else if (min !== undefined && value < min) breaches.push({ pointer, message: `must be at least ${min}` });
    else if (max !== undefined && value > max) breaches.push({ pointer, message: `must be at most ${max}` });
  };
}

export const boolean: Rule = (value, pointer, breaches) => {
  if (typeof value !== 'boolean') breaches.push({ pointer, message: 'must be a boolean' });
};

export function oneOf(...allowed: readonly (string | number)[]): Rule {
  return (value, pointer, breaches) => {
    if (!allowed.some((one) => one === value))
      breaches.push({ pointer, message: `must be one of: ${allowed.join(', ')}` });
  };
}

/** A list of `min` (1 unless told) to `max` items that each keep `item`. */
export function list(item: Rule, { min = 1, max = Number.POSITIVE_INFINITY }: Size = {}): Rule {
  return (value, pointer, breaches) => {
    if (!Array.isArray(value)) return void breaches.push({ pointer, message: 'must be an array' });
    if (value.length < min) breaches.push({ pointer, message: `no fewer than ${min} items allowed` });
    if (value.length > max) breaches.push({ pointer, message: `no more than ${max} items allowed` });
    for (const [index, one] of value.entries()) item(one, `${pointer}/${index}`, breaches);
  };
}

/** An object with exactly these fields. */
export function object({ required = noFields, optional = noFields, also }: Fields): Rule {
  return (value, pointer, breaches) => {
    if (!isJson(value)) return void breaches.push({ pointer, message: 'must be an object' });
    const before = breaches.length;
    for (const field of Object.keys(required))
      if (value[field] === undefined) breaches.push({ pointer, message: `missing required field: ${field}` });
    for (const [field, one] of Object.entries(value)) {
      if (one === undefined) continue;
      const rule = ownRule(required, field) ?? ownRule(optional, field);
      if (rule) rule(one, `${pointer}/${field}`, breaches);
      else breaches.push({ pointer, message: `invalid additional property: ${field}` });
    }
    if (also && breaches.length === before)
      also(value, (message, field) => breaches.push({ pointer: field ? `${pointer}/${field}` : pointer, message }));
  };
}

/** An object whose `type` says which fields it has. */
export function kinds(table: Readonly<Record<string, Fields>>): Rule {
  const rules = new Map<string, Rule>();
  for (const [type, fields] of Object.entries(table))
    rules.set(type, object({ ...fields, required: { type: oneOf(type), ...fields.required } }));
  return (value, pointer, breaches) => {
    if (!isJson(value)) return void breaches.push({ pointer, message: 'must be an object' });
    if (value.type === undefined) return void breaches.push({ pointer, message: 'missing required field: type' });
    const rule = rules.get(String(value.type));
    if (rule) rule(value, pointer, breaches);
    else breaches.push({ pointer: `${pointer}/type`, message: `unsupported type: ${String(value.type)}` });
  };
}

/** Some rows of a table, by name. */
export function pick<Name extends string>(
  table: Readonly<Record<Name, Fields>>,
  ...names: readonly Name[]
): Record<string, Fields> {
  return Object.fromEntries(names.map((name) => [name, table[name]]));
}

function ownRule(rules: Readonly<Record<string, Rule>>, field: string): Rule | undefined {
  return Object.hasOwn(rules, field) ? rules[field] : undefined;
}
