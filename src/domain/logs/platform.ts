import { figureOf, type PlatformLine, platformJson } from './platform-json.ts';

/** Nothing that Lambda itself writes is longer; of a longer line only this much is looked at. */
const LONGEST = 2000;
const ID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

// The longer names come first, so that none is found within another.
const FIGURE =
  /(Billed Restore Duration|Billed Duration|Init Duration|Restore Duration|Duration|Memory Size|Max Memory Used|Status|Error Type): ([\w.]{1,80})/g;
const START = new RegExp(`^START RequestId: (${ID})\\b`);
const END = new RegExp(`^END RequestId: (${ID})\\b`);
const REPORT = new RegExp(`^REPORT RequestId: (${ID})\\b`);
const EXIT = new RegExp(`^RequestId: (${ID}) (?:Error: )?([^\\n]{1,300})`);
const TIMED_OUT = new RegExp(
  `^\\d{4}-\\d\\d-\\d\\dT[\\d:.]{8,15}Z (${ID}) (Task timed out after [\\d.]{1,12} seconds)`,
);
const INIT = /^(?:INIT_START|INIT_REPORT|RESTORE_START|RESTORE_REPORT) /;
const SERVICE = /^(?:EXTENSION|TELEMETRY|LOGS)\tName: |^XRAY TraceId: /;

/** Reads a line that Lambda itself wrote, in text or JSON; undefined of any other. Never throws; takes linear time. */
export function readPlatformLine(text: string): PlatformLine | undefined {
  switch (text[0]) {
    case '{':
      return platformJson(text);
    case 'S':
      return ofRun('start', START, text);
    case 'E':
      return ofRun('end', END, text) ?? service(text);
    case 'R':
      return report(text) ?? exit(text) ?? init(text);
    case 'I':
      return init(text);
    case 'T':
    case 'L':
    case 'X':
      return service(text);
    case '2':
      return timedOut(text);
    default:
      return undefined;
  }
}

function ofRun(kind: 'start' | 'end', pattern: RegExp, text: string): PlatformLine | undefined {
  const requestId = pattern.exec(text)?.[1];
  return requestId ? { kind, requestId } : undefined;
}

function report(text: string): PlatformLine | undefined {
  const requestId = REPORT.exec(text)?.[1];
  if (!requestId) return undefined;
  const figures = new Map<string, string>();
  for (const [, name = '', value = ''] of text.slice(0, LONGEST).matchAll(FIGURE)) figures.set(name, value);
  const number = (name: string) => figureOf(Number(figures.get(name)));
  const status = figures.get('Status');
  const errorType = figures.get('Error Type');
  return {
    kind: 'report',
    requestId,
    durationMs: number('Duration'),
    billedMs: number('Billed Duration'),
    memoryMb: number('Memory Size'),
    usedMb: number('Max Memory Used'),
    // A start from a snapshot is a cold start too.
    initMs: number('Init Duration') ?? number('Restore Duration'),
    ...(status ? { status } : {}),
    ...(errorType ? { errorType } : {}),
  };
}

/** `RequestId: … Error: Runtime exited …`, `RequestId: … Process exited before completing request`. */
function exit(text: string): PlatformLine | undefined {
  const [, requestId, error] = EXIT.exec(text) ?? [];
  return requestId && error ? { kind: 'exit', requestId, error } : undefined;
}

function timedOut(text: string): PlatformLine | undefined {
  const [, requestId, error] = TIMED_OUT.exec(text) ?? [];
  return requestId && error ? { kind: 'timeout', requestId, error } : undefined;
}

function init(text: string): PlatformLine | undefined {
  return INIT.test(text) ? { kind: 'init', requestId: undefined } : undefined;
}

function service(text: string): PlatformLine | undefined {
  return SERVICE.test(text) ? { kind: 'other', requestId: undefined } : undefined;
}
