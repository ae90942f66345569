import { type Logger, pino } from 'pino';
import { createLogDestination } from './log-destination.ts';

/** The structured log, one JSON object a line on standard error, so that standard output stays the command's own. */
export function createLog(level: string): Logger {
  // Asking Node for its stream, not for the number 2, is what makes a pipe one that does not block.
  const { fd } = process.stderr;
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, createLogDestination(fd));
}
