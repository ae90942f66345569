import { eachMatch, type Finder, type Rule } from './finder.ts';

/**
 * A format without a prefix of its own: the pattern has the flag `g` and every quantifier is bounded, or behind a look
 * that only the beginning of a word passes.
 */
function shape(name: string, trigger: RegExp, pattern: RegExp): Rule {
  const find: Finder = (text, hide) =>
    eachMatch(pattern, text, (start, end) => {
      hide(start, end, name);
      return end;
    });
  return { name, trigger, find };
}

/** Formats told by a mark in their middle or at their end. */
export const SHAPES: readonly Rule[] = [
  shape(
    'Slack webhook',
    /hooks\.slack/,
    /(?<=hooks\.slack(?:-gov)?\.com\/(?:services|workflows|triggers)\/)[\w/-]{12,200}/g,
  ),
  shape('Discord webhook', /\/webhooks\//, /(?<=\/api\/(?:v\d{1,2}\/)?webhooks\/)\d{15,22}\/[\w-]{40,120}/g),
  shape('Teams webhook', /webhook\.office/, /(?<=\.webhook\.office\.com\/webhookb2\/)[\w@/-]{30,300}/g),
  shape('Telegram token', /:AA/, /(?<=(?<![A-Za-z0-9])(?:bot)?)(?<!\d)\d{7,12}:AA[\w-]{30,40}/g),
  shape('Azure secret', /\dQ~/, /(?<![\w~.-])[\w~.-]{3}\dQ~[\w~.-]{30,40}/g),
  shape('Terraform token', /\.atlasv1\./, /(?<![\w-])[A-Za-z0-9]{10,20}\.atlasv1\.[\w-]{50,100}/g),
  shape('New Relic key', /[0-9a-f]NRAL/, /(?<![A-Za-z0-9])[0-9a-f]{30,40}NRAL\b/g),
  shape(
    'Discord token',
    /(?<![A-Za-z0-9-])[MNO][\w-]{22,27}\.[\w-]{6}\./,
    /(?<![A-Za-z0-9-])[MNO][\w-]{22,27}\.[\w-]{6}\.[\w-]{25,45}/g,
  ),
  shape('Airtable token', /\.[0-9a-f]{64}/, /(?<![A-Za-z0-9])pat[A-Za-z0-9]{14}\.[0-9a-f]{64}/g),
  shape('Twilio key', /(?:SK|AC)[0-9a-f]{32}/, /(?<![A-Za-z0-9])(?:SK|AC)[0-9a-f]{32}(?![A-Za-z0-9])/g),
  shape('Mailchimp key', /-us\d/, /(?<![A-Za-z0-9])[0-9a-f]{32}-us\d{1,2}\b/g),
];
