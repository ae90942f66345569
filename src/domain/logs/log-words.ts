/** A form that `/logs` understands, and what it does: for the parser and for help. No markup in either. */
export interface LogForm {
  readonly form: string;
  readonly meaning: string;
}

/** Options by their word. */
export const LOG_OPTIONS = {
  errors: { form: 'errors', meaning: 'lines that look like errors, time-outs, out of memory or exceptions' },
  lines: { form: 'lines', meaning: 'one by one instead of by invocation' },
  follow: { form: 'follow', meaning: 'new lines as they come, for 10 minutes' },
  request: { form: 'request ID', meaning: 'one invocation in full, looked for in the last day' },
  all: { form: 'all', meaning: 'every line, as without a filter' },
} as const satisfies Readonly<Record<string, LogForm>>;

export type LogOption = keyof typeof LOG_OPTIONS;

/** The window of a question without one; of `request` the second. */
export const DEFAULT_WINDOW = '15m';
export const REQUEST_WINDOW = '1d';

/** Windows, in the asker's time zone. */
export const LOG_WINDOWS: readonly LogForm[] = [
  { form: '15m', meaning: 'the last minutes, hours (2h) or days (1d); 7d at most' },
  { form: '14:05', meaning: 'the ten minutes around the latest 14:05; 14:05±1h or 14:05+-1h for more' },
  { form: '14:00-14:30', meaning: 'between two times, over midnight too' },
  {
    form: 'yesterday 14:05',
    meaning: 'a time of yesterday, today, mon to sun, or 2026-11-17; a day alone is the whole of it',
  },
  { form: '2026-11-17T14:05Z', meaning: 'the ten minutes around an instant; two of them for what lies between' },
];

/** Filters, in CloudWatch's language: words are case-sensitive. */
export const LOG_FILTERS: readonly LogForm[] = [
  { form: 'ERROR payment', meaning: 'lines with both words' },
  { form: '"timed out"', meaning: 'a phrase; windows and options in quotes are text' },
  { form: '-health', meaning: 'without a word' },
  { form: '?ERROR ?WARN', meaning: 'with either word; not beside others' },
  { form: '%status 5\\d\\d%', meaning: 'a regular expression; alone' },
  { form: '{ $.level = "ERROR" }', meaning: 'fields of JSON lines; alone' },
];
