import { isMap, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import { z } from 'zod';
import { SENSITIVITIES } from './domain/detection/sensitivity.ts';
import { faultOf } from './domain/logs/redaction/own-pattern.ts';
import { micros } from './domain/money.ts';
import { isZone } from './domain/zone.ts';

const channel = z
  .string('a channel such as "#cloud-costs" or its id')
  .regex(/^(#[^\s#]+|[CGD][A-Z0-9]{6,})$/, 'a channel such as "#cloud-costs" or its id; a name needs its # and quotes');
const dollars = (what: string) =>
  z.number(`${what}, as a number`).nonnegative(`${what}, not below 0`).transform(micros);
const weekday = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], 'mon, tue, wed, thu, fri, sat or sun');
const daysOfWeek = z.union(
  [z.literal('weekdays'), z.literal('daily'), z.array(weekday).min(1, 'at least one day, such as [mon]')],
  'weekdays, daily, or a list such as [mon, thu]',
);
const timeOfDay = z
  .string('a time in quotes, such as "09:00"')
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time in quotes, such as "09:00"');
const accountId = z
  .string('an account id of 12 digits, in quotes')
  .regex(/^\d{12}$/, 'an account id of 12 digits, in quotes');
const roleArn = z
  .string()
  .regex(
    /^arn:aws[\w-]*:iam::(\d{12}|\{account\}):role\/\S+$/,
    'a role such as "arn:aws:iam::111111111111:role/billhook-cost"',
  );

const payer = z.strictObject({
  name: z.string().min(1),
  role: roleArn,
  externalId: z.string().optional(),
});

const allowance = z
  .strictObject({
    channels: z.array(channel).default([]),
    usergroups: z.array(z.string().regex(/^S[A-Z0-9]{6,}$/, 'the id of a user group, such as S0123ABCD')).default([]),
    functions: z.array(z.string().min(1)).min(1, 'at least one function name; "*" stands for any part'),
  })
  .refine((entry) => entry.channels.length + entry.usergroups.length > 0, 'at least one channel or user group');

const hidePattern = z.strictObject({
  name: z
    .string('what its finds are called, such as customer number')
    .regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,39}$/u, 'a name of letters, digits, blanks and hyphens, 40 at most'),
  pattern: z.string('a pattern in quotes, such as "CUST-\\\\d{6}"').superRefine((pattern, context) => {
    const fault = faultOf(pattern);
    if (fault) context.addIssue({ code: 'custom', message: fault });
  }),
});

const sensitivity = z.enum(SENSITIVITIES, 'low, normal or high');

const override = z
  .strictObject({
    account: accountId.optional(),
    service: z.string().min(1, 'a service as the bill names it, such as "AWS Glue"').optional(),
    minImpact: dollars('an amount a day').optional(),
    sensitivity: sensitivity.optional(),
  })
  .refine(({ account, service }) => account ?? service, 'for an account or a service, or both')
  .refine((one) => one.minImpact !== undefined || one.sensitivity, 'a minImpact or a sensitivity, or both');

/** billhook.yml: every key, its default, and the words that name a fault. */
const schema = z.strictObject({
  timezone: z.string().refine(isZone, 'a time zone such as Europe/Berlin').default('UTC'),
  channels: z.strictObject({ alerts: channel, digest: channel.optional() }, 'channels: { alerts: "#cloud-costs" }'),
  digest: z
    .strictObject({
      at: timeOfDay.default('09:00'),
      days: daysOfWeek.default('weekdays'),
    })
    .prefault({}),
  aws: z
    .strictObject({
      payers: z.array(payer).default([]),
      accountRole: roleArn
        .refine((arn) => arn.includes('{account}'), 'a role with {account} in the place of the account id')
        .optional(),
    })
    .prefault({}),
  costs: z
    .strictObject({
      metric: z.enum(['unblended', 'amortized', 'net_amortized'], 'unblended, amortized or net_amortized').optional(),
      teamBy: z
        .union(
          [
            z.strictObject({ tag: z.string().min(1) }),
            z.strictObject({ category: z.string().min(1) }),
            z.literal('accounts'),
          ],
          '{ tag: team }, { category: Team } or accounts',
        )
        .default('accounts'),
      backfillBudget: dollars('a budget in dollars').default(micros(10)),
      requestsPerDay: z.int('a whole number of requests').min(1, 'at least 1').default(100),
    })
    .prefault({}),
  alerts: z
    .strictObject({
      minImpact: dollars('an amount a day').default(micros(25)),
      sensitivity: sensitivity.default('normal'),
      remindAbove: dollars('an amount a day').default(micros(250)),
      escalateTo: z
        .string('the id of a person or of a user group')
        .regex(/^[UWS][A-Z0-9]{6,}$/, 'the id of a person such as U0123ABCD, or of a user group such as S0123ABCD')
        .optional(),
      awsFeedback: z.boolean('true or false').default(false),
      overrides: z.array(override).default([]),
    })
    .prefault({}),
  workingHours: z
    .strictObject({
      days: daysOfWeek.default('weekdays'),
      from: timeOfDay.default('09:00'),
      to: timeOfDay.default('17:00'),
    })
    .refine(
      ({ from, to }) => from < to,
      'hours whose end comes after their beginning, such as { from: "09:00", to: "17:00" }',
    )
    .prefault({}),
  teams: z
    .record(
      z.string(),
      z.strictObject({
        channel: channel.optional(),
        accounts: z.array(accountId).default([]),
        monthlyBudget: dollars('a budget a month').optional(),
      }),
    )
    .default({}),
  logs: z
    .strictObject({
      regions: z
        .array(z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'a Region such as us-east-1'))
        .min(1, 'at least one Region')
        .default(['us-east-1']),
      allow: z.array(allowance).default([]),
      redact: z.array(hidePattern).max(20, 'a list of 20 patterns at most').default([]),
    })
    .prefault({}),
});

export type Settings = z.output<typeof schema>;

type Path = readonly PropertyKey[];

/** The line on which the value, or the key, at a path stands; the parent's line where it is missing. */
function lineOf(document: ReturnType<typeof parseDocument>, lines: LineCounter, path: Path, key?: string): number {
  for (let depth = path.length; depth >= 0; depth--) {
    const node = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
    if (key !== undefined && depth === path.length && isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && item.key.value === key);
      if (isScalar(pair?.key) && pair.key.range) return lines.linePos(pair.key.range[0]).line;
    }
    const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined;
    if (Array.isArray(range)) return lines.linePos(Number(range[0])).line;
  }
  return 1;
}

const written = (path: Path) =>
  path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '') || 'the file';

/** The file as plain values; the error, where a `*` that lacks its quotes stands for an alias that is not there. */
function plainOf(document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS();
  } catch (thrown) {
    if (thrown instanceof ReferenceError) return thrown;
    throw thrown;
  }
}

function lineOfAlias(document: ReturnType<typeof parseDocument>, lines: LineCounter): number {
  let at = 0;
  visit(document, {
    Alias(_, alias) {
      if (alias.resolve(document)) return undefined;
      at = alias.range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return lines.linePos(at).line;
}

/** Words for a fault whose key has none of its own. */
function wordsFor(code: string, expected: unknown): string {
  if (code === 'too_small') return 'something, not empty';
  if (expected === 'array') return 'a list, such as [a, b]';
  return expected === 'string' ? 'a text' : 'a group of settings, such as { key: value }';
}

/**
 * Reads billhook.yml. Gives the settings, or every fault at once, each as `line 7: digest.at: a time in quotes, such as "09:00"`.
 * An unknown key is a fault: a misspelt one would else be silently ignored.
 */
export function readSettings(text: string): { settings: Settings } | { faults: string[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  if (document.errors.length)
    return {
      faults: document.errors.map(
        (error) => `line ${lines.linePos(error.pos[0]).line}: ${error.message.split('\n')[0]}`,
      ),
    };
  const value = plainOf(document);
  if (value instanceof ReferenceError)
    return { faults: [`line ${lineOfAlias(document, lines)}: ${value.message}; quote a "*"`] };
  const result = schema.safeParse(value ?? {}, { error: ({ code, expected }) => wordsFor(code, expected) });
  if (result.success) return { settings: result.data };
  const faults = result.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map(
          (key) => `line ${lineOf(document, lines, issue.path, key)}: ${written([...issue.path, key])}: unknown key`,
        )
      : [`line ${lineOf(document, lines, issue.path)}: ${written(issue.path)}: must be ${issue.message}`],
  );
  return { faults };
}
