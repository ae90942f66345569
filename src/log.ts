import { type Logger, pino } from 'pino';

/** The structured log, one JSON object a line on standard error, so that standard output stays the command's own. */
export function createLog(level: string): Logger {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ fd: 2, sync: false }),
  );
}
