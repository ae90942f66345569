import { optionsOf } from './blocks/options.ts';
import { isJson, type Json, objectsIn } from './json.ts';

/** What a person puts into an element: text, an option's value, an id, a date; a list where several may be chosen. */
export type Choice = string | readonly string[];

interface Memory {
  readonly field: string;
  readonly initial: string;
  readonly options?: true;
}

/** Elements that keep what was put into them, and where that stands in payloads. */
const MEMORIES: Readonly<Record<string, Memory>> = {
  static_select: { field: 'selected_option', initial: 'initial_option', options: true },
  radio_buttons: { field: 'selected_option', initial: 'initial_option', options: true },
  multi_static_select: { field: 'selected_options', initial: 'initial_options', options: true },
  checkboxes: { field: 'selected_options', initial: 'initial_options', options: true },
  users_select: { field: 'selected_user', initial: 'initial_user' },
  multi_users_select: { field: 'selected_users', initial: 'initial_users' },
  channels_select: { field: 'selected_channel', initial: 'initial_channel' },
  multi_channels_select: { field: 'selected_channels', initial: 'initial_channels' },
  conversations_select: { field: 'selected_conversation', initial: 'initial_conversation' },
  multi_conversations_select: { field: 'selected_conversations', initial: 'initial_conversations' },
  datepicker: { field: 'selected_date', initial: 'initial_date' },
  timepicker: { field: 'selected_time', initial: 'initial_time' },
  datetimepicker: { field: 'selected_date_time', initial: 'initial_date_time' },
  plain_text_input: { field: 'value', initial: 'initial_value' },
  email_text_input: { field: 'value', initial: 'initial_value' },
  url_text_input: { field: 'value', initial: 'initial_value' },
  number_input: { field: 'value', initial: 'initial_value' },
};

/** An element that acts, with the block it stands in. */
export interface Placed {
  readonly element: Json;
  readonly block: Json;
}

/** Every element with an action_id among blocks, in their order. */
export function elementsOf(blocks: readonly Json[]): Placed[] {
  return blocks.flatMap((block) => {
    const own = [block.accessory, block.element, ...objectsIn(block.elements), ...objectsIn(block.actions)];
    const here = objectsIn(own).filter((element) => element.action_id !== undefined && element.type !== 'card');
    const cards = objectsIn(block.elements).filter((element) => element.type === 'card');
    return [
      ...here.map((element) => ({ element, block })),
      ...elementsOf([...cards, ...objectsIn(block.child_blocks)]),
    ];
  });
}

/** The element a person acts on; `value` tells buttons with the same action_id apart. Throws where there is none. */
export function findElement(blocks: readonly Json[], actionId: string, value?: string): Placed {
  const found = elementsOf(blocks).find(
    ({ element }) => element.action_id === actionId && (value === undefined || element.value === value),
  );
  if (!found) throw new Error(`there is nothing with the action_id "${actionId}" to click`);
  return found;
}

/** The action of a block_actions payload. Throws where what is chosen is not on offer. */
export function actionOf({ element, block }: Placed, choice: Choice | undefined, ts: string): Json {
  const { type, action_id, text, value } = element;
  const common = { type, action_id, block_id: block.block_id, action_ts: ts };
  if (type === 'overflow') return { ...common, selected_option: optionOf(element, String(choice)) };
  if (!MEMORIES[String(type)]) return { ...common, text, ...(value === undefined ? {} : { value }) };
  if (choice === undefined) throw new Error(`say what is chosen in "${String(action_id)}"`);
  return { ...common, ...contentOf(element, choice) };
}

/** The `state` of a payload: what every element of the blocks holds, by block and action id. */
export function stateOf(blocks: readonly Json[], chosen: Readonly<Record<string, Choice>>): Json {
  const values: Record<string, Record<string, unknown>> = {};
  for (const { element, block } of elementsOf(blocks)) {
    if (!MEMORIES[String(element.type)]) continue;
    const ofBlock = values[String(block.block_id)] ?? {};
    ofBlock[String(element.action_id)] = contentOf(element, chosen[String(element.action_id)]);
    values[String(block.block_id)] = ofBlock;
  }
  return { values };
}

/** Whether an element's content in a state is still empty. */
export function isEmpty(element: Json, state: Json): boolean {
  const memory = MEMORIES[String(element.type)];
  const content = memory ? state[memory.field] : undefined;
  return content === null || content === undefined || (Array.isArray(content) && content.length === 0);
}

function contentOf(element: Json, choice: Choice | undefined): Json {
  const memory = MEMORIES[String(element.type)];
  if (!memory) return {};
  const { field, initial, options } = memory;
  const several = field.endsWith('s');
  if (choice === undefined) return { type: element.type, [field]: element[initial] ?? (several ? [] : null) };
  const many = typeof choice === 'string' ? [choice] : choice;
  const chosen = options ? many.map((value) => optionOf(element, value)) : many;
  const one = element.type === 'datetimepicker' ? Number(chosen[0]) : chosen[0];
  return { type: element.type, [field]: several ? chosen : one };
}

function optionOf(element: Json, value: string): Json {
  const option = optionsOf(element).find((one) => isJson(one) && one.value === value);
  if (!option) throw new Error(`"${value}" is not among the options of "${String(element.action_id)}"`);
  return option;
}
