/** Texts of which each line that looks like an error has one; CloudWatch tells upper from lower case. */
const TEXTS: readonly string[] = [
  ...['ERROR', 'Error', 'error', '=err', 'err=', 'err:', '"err', '"ERR', 'FATAL', 'Fatal', 'fatal'],
  ...['CRITICAL', 'Critical', 'critical', '"crit', '=crit', '[crit', 'SEVERE', 'Severe', 'severe', 'PANIC', 'panic'],
  ...['EMERG', 'emerg', '"level":50', '"level": 50', '"level":60', '"level": 60'],
  ...['Exception', 'exception', 'EXCEPTION', 'stackTrace', 'stack_trace', 'Traceback', 'errorCode', 'error_code'],
  ...['Unhandled', 'unhandled', 'UNHANDLED', 'Uncaught', 'uncaught', 'ERR!', 'failed to', 'Failed to', 'FAILED to'],
  ...['unable to', 'Unable to', 'timed out', 'Timed out', 'Timedout', 'ETIMEDOUT', 'deadline exceeded', 'OutOfMemory'],
  ...[
    'out of memory',
    'Out of memory',
    'Status: timeout',
    'Status: failure',
    '"status":"timeout"',
    '"status": "timeout"',
  ],
  ...['"status":"failure"', '"status": "failure"', 'Runtime.', 'Extension.Crash', 'signal: ', 'SIGSEGV', 'SIGKILL'],
  ...['SIGABRT', 'segmentation fault', 'Segmentation fault', 'core dumped', 'connection refused', 'Connection refused'],
  ...['AccessDenied', 'Access denied', 'access denied'],
];

/** A pattern in CloudWatch's language that finds every line of which `looksLikeError` holds, and some more. */
export const ERROR_PATTERN = TEXTS.map((text) =>
  /^\w+$/.test(text) ? `?${text}` : `?"${text.replaceAll('"', '\\"')}"`,
).join(' ');

// Every quantifier below is bounded, so that each rule takes linear time.

/** What fails a run whatever the line's level: written by Lambda, or by a runtime that gives up. */
const SURE: readonly RegExp[] = [
  /Task timed out|\bSandbox\.Timedout|\bExtension\.Crash|UnhandledPromiseRejection|\bTraceback \(most recent/,
  /\bRuntime\.(?:ExitError|OutOfMemory|Unknown|HandlerNotFound|\w{2,40}(?:Error|Exception|Rejection)\b)/,
  /\bsignal: (?:killed|segmentation|aborted|bus error)|\bSIG(?:SEGV|KILL|ABRT)\b|\b[Ss]egmentation fault/,
  /OutOfMemory|\b[Oo]ut of memory\b|\bpanic: |\bpanicked at\b/,
  /^REPORT RequestId: .{0,400}\bStatus: (?:timeout|error|failure)/s,
  /^\s{0,9}\{.{0,200}"type":\s?"platform\.(?:report|runtimeDone|initReport)".{0,2000}"status":\s?"(?:timeout|error|failure)"/s,
];

const LEVEL_KEY = '"@?(?:level|lvl|severity|levelname|level_name|log_?level|log\\.level)\\\\?"\\s{0,3}:\\s{0,3}\\\\?"';
const LEVEL_FIELD = '\\b(?:level|lvl|severity)=["\']?';
const FAILED = '(?:error|err|fatal|critical|crit|severe|panic|emerg|emergency)';
const FINE = '(?:info|information|debug|trace|verbose|notice)';
const SAYS_ERROR = new RegExp(
  `${LEVEL_KEY}${FAILED}\\\\?"|${LEVEL_FIELD}${FAILED}\\b|"level":\\s?[56]0\\b|^.{0,80}\\[${FAILED}\\]`,
  'i',
);
const SAYS_FINE = new RegExp(
  `${LEVEL_KEY}${FINE}\\\\?"|${LEVEL_FIELD}${FINE}\\b|"level":\\s?[123]0\\b|^.{0,80}\\[${FINE}\\]|^${FINE}:`,
  'i',
);
/** The first of these is the line's level; it is group 1 where all is well. */
const LEVEL_WORD = /\b(?:ERROR|FATAL|CRITICAL|SEVERE|PANIC|EMERG|WARN(?:ING)?|(INFO|DEBUG|TRACE|NOTICE))\b/;

/** A value that says there was none: `0`, `null`, `""`. */
const NOTHING = [
  '\\\\?["\']?0+(?:\\.0+)?%?(?=["\'\\s,;}\\])]|$)',
  '\\\\?["\']?(?:null|none|nil|<nil>|undefined|false|no|n/a)(?=\\\\?["\']?\\s{0,2}(?:[,;}\\])|\\n]|$|\\w{1,40}[=:]))',
  '\\\\?"\\\\?"|\'\'|\\{\\s?\\}|\\[\\s?\\]',
].join('|');
const NAMES_VALUE = '\\\\?["\']?\\s{0,2}[:=]\\s{0,3}';
const NOT_NEGATED = '(?<!\\b(?:no|not|without|zero|0|any|if|on)\\s{1,2})';
const NOT_SETTING = '(?<!level(?: is| to| set to)?["\']?\\s?[:=]?\\s?["\']?)';
const NOT_COUNTED = `(?!(?:\\s(?:count|rate|total)s?)?${NAMES_VALUE}(?:${NOTHING}))`;

/** What speaks of an error in a line whose level does not say that all is well. */
const LIKELY: readonly RegExp[] = [
  new RegExp(
    `${NOT_NEGATED}(?<!LOG_LEVEL["']?\\s?[:=]\\s?["']?)${NOT_SETTING}\\b(?:ERROR|FATAL|CRITICAL|SEVERE|PANIC|EMERG)\\b${NOT_COUNTED}`,
  ),
  new RegExp(`${NOT_NEGATED}\\b[A-Z_]\\w{0,80}(?:Error|Exception)\\b${NOT_COUNTED}`),
  new RegExp(`${NOT_NEGATED}\\b(?:error|err|exception)${NAMES_VALUE}(?!${NOTHING})[^\\s]`, 'i'),
  new RegExp(
    `\\b(?:error_?(?:type|message|name|code)|stack_?trace)${NAMES_VALUE}(?!${NOTHING})[^\\s]|"errors\\\\?"\\s{0,3}:\\s{0,3}(?!${NOTHING})[^\\s]`,
    'i',
  ),
  new RegExp(`${NOT_NEGATED}\\b(?:error|exception)\\s(?:occurred|thrown|while|when|in|from|during)\\b`, 'i'),
  new RegExp(
    `${NOT_NEGATED}\\b(?:error|exception)\\s(?!handling|reporting|tracking|logging|monitoring)\\w{2,20}ing\\b`,
    'i',
  ),
  new RegExp(
    `${NOT_NEGATED}\\b(?:unhandled|uncaught|fatal|internal|server|unexpected|unknown|connection)\\s(?:error|exception|rejection|promise)\\b${NOT_COUNTED}`,
    'i',
  ),
  new RegExp(`\\b(?:with|raised|caught|threw|got) (?:an? )?(?:error|exception)\\b${NOT_COUNTED}`, 'i'),
  /(?<!\b(?:never|not|if it|if) )\b(?:[Ff]ailed|FAILED|[Uu]nable) to [a-z]/,
  /\bERR!|\bcore dumped\b|\b[Cc]onnection refused\b|\bAccessDenied\b|\b[Aa]ccess denied\b/,
  /\bError \[|(?<!\b(?:not|never|no) )\b[Tt]imed out\b|\bETIMEDOUT\b|\bdeadline exceeded\b/,
];

/**
 * Whether a line tells of an error, a time-out, lack of memory or an exception, in text or JSON. A line whose own level is
 * INFO or below does so only where a run must have failed. Takes time linear in the line's length.
 */
export function looksLikeError(text: string): boolean {
  if (SURE.some((rule) => rule.test(text)) || SAYS_ERROR.test(text)) return true;
  if (SAYS_FINE.test(text) || LEVEL_WORD.exec(text)?.[1] !== undefined) return false;
  return LIKELY.some((rule) => rule.test(text));
}
