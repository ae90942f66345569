import { dayNumber, parseDay } from '../day.ts';
import { reasonOf } from '../errors.ts';

const NUMBER = /^-?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
/** How a spreadsheet shows a long number: the last digits are lost. */
const ROUNDED = /^\d([.,]\d+)?E\+\d+$/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it looks for
const CONTROL = /[\u0000-\u001f]/;

/** Day numbers by their text, each parsed once; a text that is no day gives the words that say so. */
export function dayReader(): (text: string) => number | string {
  const known = new Map<string, number | string>();
  return (text) => {
    const day = known.get(text) ?? dayOrFault(text);
    known.set(text, day);
    return day;
  };
}

function dayOrFault(text: string): number | string {
  try {
    return dayNumber(parseDay(text));
  } catch (thrown) {
    return `date ${reasonOf(thrown)}`;
  }
}

/** A number written with a point and without separators; NaN of anything else. */
export function numberOf(text: string): number {
  return NUMBER.test(text) ? Number(text) : Number.NaN;
}

/** What is wrong with a name (an account, a service …), if anything. */
export function faultOfName(column: string, name: string, example: string): string | undefined {
  if (name === '') return `${column} is empty; write it as ${example}`;
  if (CONTROL.test(name)) return `${column} holds a line break or a control character; write it as ${example}`;
  if (ROUNDED.test(name)) return `${column} "${name}" was rounded by a spreadsheet; write it in full, as ${example}`;
  return undefined;
}
