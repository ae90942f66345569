import { type Logger, LogLevel } from '@slack/bolt';
import type { Log } from '../usecases/ports.ts';

/** Bolt's own words, into our log. */
export function boltLogger(log: Log): Logger {
  const joined = (parts: unknown[]) =>
    parts.map((part) => (part instanceof Error ? part.message : String(part))).join(' ');
  return {
    debug: () => {},
    info: (...parts) => log.info({ from: 'bolt' }, joined(parts)),
    warn: (...parts) => log.warn({ from: 'bolt' }, joined(parts)),
    error: (...parts) => log.error({ from: 'bolt' }, joined(parts)),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  };
}
