import type { TextRule } from '../constraints.ts';

/** The rules of AWS's service model of `sts` (2011-06-15) for the members of AssumeRole. */
export const ARN: TextRule = {
  min: 20,
  max: 2_048,
  pattern: '[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u0085\\u00A0-\\uD7FF\\uE000-\\uFFFD\\u10000-\\u10FFFF]+',
};
export const NAME: TextRule = { min: 2, max: 64, pattern: '[\\w+=,.@-]*' };
export const EXTERNAL_ID: TextRule = { min: 2, max: 1_224, pattern: '[\\w+=,.@:\\/-]*' };
export const POLICY: TextRule = { min: 1, pattern: '[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+' };
export const SERIAL_NUMBER: TextRule = { min: 9, max: 256, pattern: '[\\w+=/:,.@-]*' };
export const TOKEN_CODE: TextRule = { min: 6, max: 6, pattern: '[\\d]*' };
export const TAG_KEY: TextRule = { min: 1, max: 128, pattern: '[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+' };
export const TAG_VALUE: TextRule = { max: 256, pattern: '[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*' };
export const CONTEXT: TextRule = { min: 4, max: 2_048 };
