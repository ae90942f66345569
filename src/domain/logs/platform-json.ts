/** What a line of Lambda's own tells. Times in milliseconds, memory in MB. */
export interface PlatformLine {
  /** `exit`: the runtime ended in mid-run. `done`: the run ended; its report follows. `other`: of extensions and tracing. */
  readonly kind: 'init' | 'start' | 'end' | 'done' | 'report' | 'exit' | 'timeout' | 'other';
  readonly requestId: string | undefined;
  readonly durationMs?: number | undefined;
  readonly billedMs?: number | undefined;
  readonly memoryMb?: number | undefined;
  readonly usedMb?: number | undefined;
  readonly initMs?: number | undefined;
  /** As Lambda says it: `success`, `error`, `failure`, `timeout`. */
  readonly status?: string;
  /** `Runtime.OutOfMemory`, `Runtime.ExitError` and the like. */
  readonly errorType?: string;
  /** What it failed with, in words. */
  readonly error?: string;
}

/** Lambda's own lines are short; a function's may be 256 KB and mention the words. */
const LONGEST = 20_000;
/** Eleven days in milliseconds; Lambda ends a run after 15 minutes. */
const MOST = 1e9;
const ID = /^[\w-]{8,64}$/;
const KINDS: ReadonlyMap<string, PlatformLine['kind']> = new Map([
  ['platform.initStart', 'init'],
  ['platform.initRuntimeDone', 'init'],
  ['platform.initReport', 'init'],
  ['platform.restoreStart', 'init'],
  ['platform.restoreRuntimeDone', 'init'],
  ['platform.restoreReport', 'init'],
  ['platform.start', 'start'],
  ['platform.runtimeDone', 'done'],
  ['platform.end', 'end'],
  ['platform.report', 'report'],
]);

/** Reads a line in Lambda's JSON format, `{"time", "type": "platform.…", "record"}`; undefined of any other text. Never throws. */
export function platformJson(text: string): PlatformLine | undefined {
  if (text.length > LONGEST || !text.includes('"platform.')) return undefined;
  const { type, record } = parsed(text) ?? {};
  if (typeof type !== 'string' || !type.startsWith('platform.')) return undefined;
  const fields = isRecord(record) ? record : {};
  const metrics = isRecord(fields.metrics) ? fields.metrics : {};
  const kind = KINDS.get(type) ?? 'other';
  const requestId = textOf(fields.requestId);
  const status = textOf(fields.status);
  const errorType = textOf(fields.errorType);
  return {
    kind,
    requestId: requestId !== undefined && ID.test(requestId) ? requestId : undefined,
    ...(kind === 'report'
      ? {
          durationMs: figureOf(metrics.durationMs),
          billedMs: figureOf(metrics.billedDurationMs),
          memoryMb: figureOf(metrics.memorySizeMB),
          usedMb: figureOf(metrics.maxMemoryUsedMB),
          initMs: figureOf(metrics.initDurationMs) ?? figureOf(metrics.restoreDurationMs),
        }
      : {}),
    ...(status ? { status } : {}),
    ...(errorType ? { errorType } : {}),
  };
}

/** The object that a text is in JSON; undefined of anything else. */
export function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A text that says something. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Whether a value is an object with fields. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A figure that Lambda can have written; anything else would be no instant and no duration. */
export function figureOf(value: unknown): number | undefined {
  return typeof value === 'number' && value >= 0 && value <= MOST ? value : undefined;
}
