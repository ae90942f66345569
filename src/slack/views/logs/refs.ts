import { createHash } from 'node:crypto';
import type { LogTarget } from '../../../usecases/log-ports.ts';

/** Picks one of several functions. The menu's block carries the other words of the question (readRest). */
export const LOGS_PICK = 'logs-pick';
/** Ends a search; its value is the search's id. */
export const LOGS_CANCEL = 'logs-cancel';
/** Both show lines, one by one; their value is an ask (readAsk). */
export const LOGS_BEFORE_SILENCE = 'logs-before-silence';
export const LOGS_PLATFORM_LINES = 'logs-platform-lines';
/** Opens the console's page; Slack wants the click acknowledged all the same. */
export const LOGS_CONSOLE = 'logs-console';
/** Follows a function in the thread; its value is a target's reference. */
export const LOGS_FOLLOW_HERE = 'logs-follow-here';
export const LOGS_FOLLOW_STOP = 'logs-follow-stop';
export const LOGS_FOLLOW_EXTEND = 'logs-follow-extend';

/** A block's id holds no more. */
const BLOCK_ID = 255;
const REST = 'logs-rest:';

/**
 * What an option or a button carries of a target: 22 characters, as an option's value holds 75 and a group's name may be longer. The
 * one with the same reference is looked up in the list.
 */
export function targetRef({ kind, account, region, group, name }: LogTarget): string {
  const whole = JSON.stringify([kind, account ?? '', region, group, name]);
  return createHash('sha256').update(whole).digest('base64url').slice(0, 22);
}

/** The words of a question as the id of a block; undefined where they do not fit. */
export function writeRest(rest: string): string | undefined {
  const id = `${REST}${rest}`;
  return id.length <= BLOCK_ID ? id : undefined;
}

/** Reads what writeRest wrote; undefined of anything else. */
export function readRest(blockId: string): string | undefined {
  return blockId.startsWith(REST) ? blockId.slice(REST.length) : undefined;
}

/** Lines of a target in a window. */
export interface LogAsk {
  readonly target: string;
  readonly from: Date;
  readonly to: Date;
}

/** As the value of a button. */
export function writeAsk({ target, from, to }: LogAsk): string {
  return `${target}:${from.getTime()}:${to.getTime()}`;
}

/** Reads what writeAsk wrote; undefined of anything else. */
export function readAsk(value: string): LogAsk | undefined {
  const [, target, from, to] = /^([\w-]{22}):(\d{1,15}):(\d{1,15})$/.exec(value) ?? [];
  return target ? { target, from: new Date(Number(from)), to: new Date(Number(to)) } : undefined;
}
