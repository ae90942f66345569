import type { TextRule } from '../constraints.ts';

/** The rules of AWS's service model of `logs` (2014-03-28) for the members that are simulated. */
export const GROUP_NAME: TextRule = { min: 1, max: 512, pattern: '[\\.\\-_/#A-Za-z0-9]+' };
export const GROUP_NAME_PATTERN: TextRule = { max: 512, pattern: '[\\.\\-_/#A-Za-z0-9]*' };
export const GROUP_IDENTIFIER: TextRule = { min: 1, max: 2048, pattern: '[\\w#+=/:,.@-]*' };
export const GROUP_CLASS: TextRule = { oneOf: ['STANDARD', 'INFREQUENT_ACCESS', 'DELIVERY'] };
export const STREAM_NAME: TextRule = { min: 1, max: 512, pattern: '[^:*]*' };
export const STREAM_ORDER: TextRule = { oneOf: ['LogStreamName', 'LastEventTime'] };
export const FILTER_PATTERN: TextRule = { max: 1024 };
export const TOKEN: TextRule = { min: 1 };
export const MOST_STREAM_NAMES = 100;
export const MOST_DESCRIBED = 50;
export const MOST_EVENTS = 10_000;
