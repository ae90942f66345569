import { findAddresses, findCodes } from './find-addresses.ts';
import { findAssignments } from './find-assignments.ts';
import { findCredentials, findCurlUser, findSqlPassword } from './find-credentials.ts';
import { findFormats, PREFIX } from './find-formats.ts';
import { CARD, findCards, findEmails } from './find-people.ts';
import { findPrivateKeys, KEY_BEGIN } from './find-private-keys.ts';
import { SHAPES } from './find-shapes.ts';
import type { Rule } from './finder.ts';
import { NAME_PART } from './secret-name.ts';

/** Every rule; where two see the same secret the first one names it. A new one is a line here. */
export const RULES: readonly Rule[] = [
  { name: 'private keys', trigger: KEY_BEGIN, find: findPrivateKeys },
  { name: 'formats', trigger: PREFIX, find: findFormats },
  ...SHAPES,
  { name: 'addresses', trigger: /:\/\//, find: findAddresses },
  { name: 'codes', trigger: /code=/, find: findCodes },
  { name: 'credentials', trigger: /bearer|basic|ssws|apikey|genie|digest|token /i, find: findCredentials },
  { name: 'assignments', trigger: NAME_PART, find: findAssignments },
  { name: 'curl', trigger: /\s(?:-u|--user|--proxy-user)[ =]/, find: findCurlUser },
  { name: 'SQL', trigger: /identified\s/i, find: findSqlPassword },
  { name: 'e-mail', trigger: /@|%40/, find: findEmails },
  { name: 'cards', trigger: CARD, find: findCards },
];
