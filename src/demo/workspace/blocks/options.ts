import { type Json, objectsIn } from '../json.ts';
import { type Fields, list, object, type Rule, string } from './rules.ts';
import { anyText, plainText, url } from './texts.ts';

/** The length of an option's `value`: @slack/types says 75, the web pages 150; the lower one holds. */
const VALUE_LENGTH = 75;

const plainOption = object({
  required: { text: plainText(75), value: string({ max: VALUE_LENGTH }) },
  optional: { description: plainText(75) },
});

/** An option of an overflow menu, the only one that may open an address. */
export const overflowOption = object({
  required: { text: plainText(75), value: string({ max: VALUE_LENGTH }) },
  optional: { description: plainText(75), url },
});

/** An option of radio buttons or checkboxes, which may carry mrkdwn. */
export const formattedOption = object({
  required: { text: anyText(75), value: string({ max: VALUE_LENGTH }) },
  optional: { description: anyText(75) },
});

const group = object({ required: { label: plainText(75), options: list(plainOption, { max: 100 }) } });

/** The fields of a menu with fixed options: `options` or `option_groups`, at most 100 of either. */
export const menuOptions: Readonly<Record<string, Rule>> = {
  options: list(plainOption, { max: 100 }),
  option_groups: list(group, { max: 100 }),
};

export const menuInitial = plainOption;

/** One of `options` and `option_groups`, not both; what is chosen at first is among them. */
export const checkMenu: NonNullable<Fields['also']> = (value, refuse) => {
  if ((value.options === undefined) === (value.option_groups === undefined))
    return refuse('must have exactly one of: options, option_groups');
  checkInitial(value, refuse);
};

/** What is chosen at first is one of the options. */
export const checkInitial: NonNullable<Fields['also']> = (value, refuse) => {
  const known = new Set(optionsOf(value).map((option) => option.value));
  const initial = [value.initial_option, ...objectsIn(value.initial_options)];
  for (const option of objectsIn(initial))
    if (!known.has(option.value)) refuse('initial option must be one of the options');
};

/** All options of a menu, those in groups too. */
export function optionsOf(element: Json): Json[] {
  return [...objectsIn(element.options), ...objectsIn(element.option_groups).flatMap((one) => objectsIn(one.options))];
}
