import type { LogLine } from '../line.ts';
import { readPlatformLine } from '../platform.ts';

/** What the platform's own lines have in them, in text and in JSON. */
const PLATFORM = [
  'START RequestId: ',
  'END RequestId: ',
  'REPORT RequestId: ',
  'INIT_START Runtime',
  'INIT_REPORT Init',
  'RESTORE_START Runtime',
  'RESTORE_REPORT Restore',
  'Error: Runtime exited',
  'Runtime.ExitError',
  'Runtime.InvalidEntrypoint',
  'Process exited before completing request',
  'Task timed out after ',
  // Of extensions. CloudWatch does not say what it makes of the tabs between their fields.
  'Events: [INVOKE',
  'Events: [SHUTDOWN',
  'Types: [Platform',
  'Types: [platform',
  'Types: [Function',
  'Types: [function',
  'Types: [Extension',
  'Types: [extension',
  'XRAY TraceId: ',
  'platform.start',
  'platform.end',
  'platform.runtimeDone',
  'platform.report',
  'platform.init',
  'platform.restore',
  'platform.fault',
  'platform.extension',
  'platform.telemetry',
  'platform.logs',
];

/** Asks CloudWatch for what a function wrote itself, in its pattern language; what slips through is to be told apart by isOwnLine. */
export const OWN_LINES = PLATFORM.map((phrase) => `-"${phrase}"`).join(' ');

/** Whether a function wrote a line itself. */
export function isOwnLine({ text }: LogLine): boolean {
  return readPlatformLine(text) === undefined;
}
