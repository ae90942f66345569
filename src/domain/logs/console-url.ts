import type { LogWindow } from './window.ts';

/** Longer addresses do not fit a line of Slack's. */
const LONGEST = 1500;

/**
 * The page of the AWS console that shows a log group's lines of a window. The console decodes what stands after its `#` twice, `$`
 * in place of `%`; within it a value is encoded once more. The pattern is left out where the address would be too long to be shown.
 */
export function consoleUrl(
  { group, region }: { readonly group: string; readonly region: string },
  { from, to }: Pick<LogWindow, 'from' | 'to'>,
  pattern: string | undefined,
): string {
  const place = `https://${encodeURIComponent(region)}.${domainOf(region)}/cloudwatch/home?region=${encodeURIComponent(region)}`;
  const times = `start$3D${from.getTime()}$26end$3D${to.getTime()}`;
  const address = (filter: string) =>
    `${place}#logsV2:log-groups/log-group/${twice(group)}/log-events$3F${filter}${times}`;
  const whole = address(pattern === undefined ? '' : `filterPattern$3D${twice(pattern)}$26`);
  return whole.length > LONGEST ? address('') : whole;
}

function domainOf(region: string): string {
  if (region.startsWith('cn-')) return 'console.amazonaws.cn';
  return region.startsWith('us-gov-') ? 'console.amazonaws-us-gov.com' : 'console.aws.amazon.com';
}

/** Percent-encoded twice, `$` in place of the outer `%`: `/` becomes `$252F`. */
function twice(text: string): string {
  return strictly(text).replaceAll('%', '$25');
}

/** Half a character, which has no encoding. */
const HALF = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** As encodeURIComponent, with the signs that it leaves and that mean something to Slack or the console. */
function strictly(text: string): string {
  return encodeURIComponent(text.replace(HALF, '\ufffd')).replace(
    /[!'()*~]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
