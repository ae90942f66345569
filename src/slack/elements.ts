import type { types } from '@slack/bolt';
import { BUTTON_TEXT, cut, OPTION_TEXT, PLACEHOLDER } from './limits.ts';

export interface Button {
  readonly text: string;
  readonly actionId: string;
  readonly value: string;
  readonly style?: 'primary' | 'danger';
}

export interface Option {
  readonly text: string;
  readonly value: string;
}

/** One of some options, sent as soon as it is chosen. */
export interface Menu {
  readonly choose: string;
  readonly actionId: string;
  readonly options: readonly Option[];
}

/** One of the people of the workspace, sent as soon as it is chosen. */
export interface PersonMenu {
  readonly person: string;
  readonly actionId: string;
}

/** Options behind three dots: at most five. */
export interface Overflow {
  readonly overflow: readonly Option[];
  readonly actionId: string;
}

export type Control = Button | Menu | PersonMenu | Overflow;

/** What stands in a row of actions, as Slack wants it. */
export function element(control: Control): types.Button | types.StaticSelect | types.UsersSelect | types.Overflow {
  if ('text' in control) return button(control);
  const { actionId: action_id } = control;
  if ('choose' in control)
    return {
      type: 'static_select',
      placeholder: plain(control.choose, PLACEHOLDER),
      action_id,
      options: control.options.map(option),
    };
  return 'person' in control
    ? { type: 'users_select', placeholder: plain(control.person, PLACEHOLDER), action_id }
    : { type: 'overflow', action_id, options: control.overflow.map(option) };
}

/** Text without markup, cut to a limit. */
export function plain(text: string, limit: number): types.PlainTextElement {
  return { type: 'plain_text', text: cut(text, limit), emoji: true };
}

function button({ text, actionId, value, style }: Button): types.Button {
  return {
    type: 'button',
    text: plain(text, BUTTON_TEXT),
    action_id: actionId,
    value,
    ...(style ? { style } : {}),
  };
}

function option({ text, value }: Option): types.PlainTextOption {
  return { text: plain(text, OPTION_TEXT), value };
}
