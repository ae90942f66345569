/** Text that Slack will parse as mrkdwn: everything that came from elsewhere is escaped in it. */
export type Mrkdwn = string & { readonly __brand: 'Mrkdwn' };

/** Escapes what Slack reads as control characters, so that no name or log line can ping people or forge a link. */
export function escapeText(text: string): Mrkdwn {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;') as Mrkdwn;
}

/** What escapeText made, as it was. */
export function unescapeText(text: Mrkdwn): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** A template whose fixed parts are mrkdwn and whose values are escaped, unless they are mrkdwn themselves. */
export function mrkdwn(parts: TemplateStringsArray, ...values: readonly (string | number | Safe)[]): Mrkdwn {
  return parts.reduce((text, part, i) => text + written(values[i - 1] ?? '') + part) as Mrkdwn;
}

/** Mrkdwn to be put into a template as it is. A plain brand would look like any string at run time. */
export interface Safe {
  readonly mrkdwn: Mrkdwn;
}

export function safe(text: Mrkdwn): Safe {
  return { mrkdwn: text };
}

/** A person by id; Slack shows the name. */
export function mention(user: string): Safe {
  return safe(/^[UW][A-Z0-9]+$/.test(user) ? (`<@${user}>` as Mrkdwn) : escapeText(user));
}

/** A channel by id; Slack shows the name. */
export function channelLink(channel: string): Safe {
  return safe(/^[CG][A-Z0-9]+$/.test(channel) ? (`<#${channel}>` as Mrkdwn) : escapeText(channel));
}

/**
 * Words of ours that carry `code` and names from elsewhere, as a UserError has them: escaped as a whole, which leaves the backticks.
 */
export function words(text: string): Mrkdwn {
  return escapeText(text);
}

function written(value: string | number | Safe): string {
  if (typeof value === 'object') return value.mrkdwn;
  return typeof value === 'number' ? String(value) : escapeText(value);
}
