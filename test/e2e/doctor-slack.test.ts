import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Organisation } from '../../src/demo/organisation.ts';
import { startWorkspace } from '../../src/demo/workspace/index.ts';
import { SCOPES } from '../../src/slack/scopes.ts';
import { atTime, billhook, resettle } from './command.ts';
import { expectFound } from './diagnosis.ts';
import { startCompany } from './rig.ts';

let company: Organisation;
beforeAll(async () => {
  company = await startCompany({ now: new Date('2026-11-17T07:00:00Z') });
});
afterAll(async () => {
  await company?.close();
});

const doctor = (env: Readonly<Record<string, string>> = {}) => billhook({ ...atTime(company), ...env }, 'doctor');

it('finds a bot token and an app token that Slack does not know', async () => {
  const wrong = (kind: string) => [kind, 'wrong'].join('-');
  expectFound(
    await doctor({ SLACK_BOT_TOKEN: wrong('xoxb'), SLACK_APP_TOKEN: wrong('xapp') }),
    /Slack token: .*does not accept SLACK_BOT_TOKEN.*OAuth & Permissions/,
    /Socket Mode: .*SLACK_APP_TOKEN must be an app-level token with connections:write/,
  );
});

it.each([
  ['every scope', Object.keys(SCOPES)],
  ['one scope', ['groups:history']],
])('finds that %s is missing, says what each is for, and how to get it', async (_, missing) => {
  const { botToken, appToken } = company.workspace;
  const scopes = Object.keys(SCOPES).filter((scope) => !missing.includes(scope));
  const workspace = await startWorkspace({ botToken, appToken, scopes });
  try {
    const { code, out } = await doctor({ SLACK_API_URL: workspace.apiUrl });
    expect(code).toBe(1);
    const line = out.split('\n').find((one) => one.startsWith('✗ Slack scopes: missing: ')) ?? out;
    for (const scope of Object.keys(SCOPES))
      expect(line.includes(`${scope} (${SCOPES[scope]})`), scope).toBe(missing.includes(scope));
    expect(line).toContain('manifest.yml');
  } finally {
    await workspace.close();
  }
});

it('finds channels it is not in, that are archived or are not there, and an unknown user group', async () => {
  const { workspace } = company;
  workspace.addChannel({ name: 'old-costs', isArchived: true });
  const archived = workspace.addChannel({ name: 'older-costs', isArchived: true }).id;
  await resettle(company, (settings) =>
    settings
      .replace('digest: "#cloud-costs"', 'digest: "#random"')
      .replace('["#ops"]', `["#nowhere", "#old-costs", "${archived}"], usergroups: [S0ONCALL, S0NOBODY]`),
  );
  expectFound(
    await doctor(),
    /#random: the bot is not in it\. Invite it there: \/invite @billhook/,
    /#nowhere: .*cannot find #nowhere.*spelling/,
    /#old-costs: .*is archived\. Name another one/,
    new RegExp(`${archived}: is archived\\. Name another one`),
    /user group S0NOBODY: is not there\. Copy its id/,
  );
});
