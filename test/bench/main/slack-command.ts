import { createHmac, randomBytes } from 'node:crypto';
import { APP } from '../../../src/demo/workspace/directory.ts';

/** Where a Slack app takes its requests, and what they are signed with. */
export interface Target {
  readonly url: URL;
  readonly signingSecret: string;
}

/** `/cost` as Slack sends it: signed, whole, ready for the socket. Signed ahead, so that a load costs its sender little. */
export function costRequest({ url, signingSecret }: Target, text: string, responseUrl: string): Buffer {
  const body = new URLSearchParams({
    token: 'unused',
    team_id: APP.teamId,
    team_domain: APP.teamDomain,
    channel_id: 'C0CLOUDCOSTS',
    channel_name: 'cloud-costs',
    user_id: 'U0DANA',
    user_name: 'dana',
    command: '/cost',
    text,
    api_app_id: APP.appId,
    is_enterprise_install: 'false',
    response_url: responseUrl,
    trigger_id: `1.2.${randomBytes(12).toString('hex')}`,
  }).toString();
  const timestamp = Math.floor(Date.now() / 1000);
  const signature = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
  const head = [
    `POST ${url.pathname} HTTP/1.1`,
    `host: ${url.host}`,
    'user-agent: Slackbot 1.0 (+https://api.slack.com/robots)',
    'accept: */*',
    'content-type: application/x-www-form-urlencoded',
    `content-length: ${Buffer.byteLength(body)}`,
    `x-slack-request-timestamp: ${timestamp}`,
    `x-slack-signature: v0=${signature}`,
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`);
}
