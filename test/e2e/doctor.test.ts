import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Organisation, SETTINGS } from '../../src/demo/organisation.ts';
import { SCOPES } from '../../src/slack/scopes.ts';
import { atTime, billhook, look, resettle, runIn } from './command.ts';
import { expectAllWell, expectFound } from './diagnosis.ts';
import { startCompany } from './rig.ts';

// One Region: what is wrong is told of each account in each.
const ONE_REGION = SETTINGS.replace('[us-east-1, eu-west-1]', '[us-east-1]');
let company: Organisation;
beforeAll(async () => {
  company = await startCompany({
    now: new Date('2026-11-17T07:00:00Z'),
    pageSize: 5000,
    settings: ONE_REGION,
    workspace: { scopes: Object.keys(SCOPES) },
  });
});
afterAll(async () => {
  await company?.close();
});
afterEach(async () => {
  for (const action of DENIED) company.cloud.allow(action);
  company.cloud.setCostExplorer('on');
  await resettle(company, () => ONE_REGION);
});

const DENIED = [
  'ce:GetCostAndUsage',
  'ce:ListCostAllocationTags',
  'logs:DescribeLogGroups',
  'logs:FilterLogEvents',
  'sts:AssumeRole',
];
const NOWHERE = 'http://127.0.0.1:9';
const doctor = (env: Readonly<Record<string, string>> = {}) => billhook({ ...atTime(company), ...env }, 'doctor');
it('finds all well with just the scopes of the manifest, and meters the two requests it pays for', async () => {
  const all = expectAllWell(await doctor());
  for (const what of [
    'Configuration',
    'Database',
    'Slack token',
    'Slack scopes',
    'Socket Mode',
    '#cloud-costs',
    '#ops',
  ])
    expect(all).toContain(what);
  expect(all).toMatch(/credentials.*\n✓ Cost Explorer.*\n✓ .*"team".* is active\n✓ CloudWatch Logs: not looked at/);
  expect(company.cloud.requests.filter(({ service, ok }) => service === 'ce' && ok)).toHaveLength(2);
  const metered = look(company, 'SELECT purpose, count(*) AS n, sum(cost) AS cost FROM paid_requests GROUP BY purpose');
  expect(metered).toEqual([{ purpose: 'doctor', n: 2, cost: 20_000 }]);
});

it('tries the logs of every account that a sync has found, with the role with which they will be read', async () => {
  await resettle(company, (settings) => settings.replace('costs: {', 'costs: { requestsPerDay: 4,'));
  expect((await runIn(company, 'sync')).code).toBe(0);
  const all = expectAllWell(await doctor());
  for (const { id, name } of company.scenario.accounts)
    expect(all).toContain(`✓ CloudWatch Logs in us-east-1 of ${name} (${id}): can be `);
  await resettle(company, (settings) => settings.replace(/^aws:.*$/m, ''));
  expect(expectAllWell(await doctor())).toContain('✓ CloudWatch Logs in us-east-1: can be read');
});

describe('of AWS', () => {
  it('finds that there are no credentials', async () => {
    const { AWS_ACCESS_KEY_ID: _, AWS_SECRET_ACCESS_KEY: __, ...env } = atTime(company);
    const home = { HOME: company.folder, AWS_EC2_METADATA_DISABLED: 'true' };
    expectFound(
      await billhook({ ...env, ...home }, 'doctor'),
      /AWS credentials: No AWS credentials found\. Set AWS_PROFILE/,
    );
  });

  it('finds the permissions that the policy lacks, all in one run', async () => {
    for (const action of ['ce:GetCostAndUsage', 'logs:DescribeLogGroups']) company.cloud.deny(action);
    expectFound(
      await doctor(),
      /Cost Explorer .*denies ce:GetCostAndUsage.*Add ce:GetCostAndUsage to the bot's IAM policy/,
      /Logs in us-east-1 of .*Add logs:DescribeLogGroups to the bot's IAM policy/,
    );
  });

  it('finds that log groups may be listed but not read, and tags not listed', async () => {
    for (const action of ['ce:ListCostAllocationTags', 'logs:FilterLogEvents']) company.cloud.deny(action);
    expectFound(
      await doctor(),
      /tag "team" .*Add ce:ListCostAllocationTags to the bot's IAM policy/,
      /Logs in us-east-1 of .*Add logs:FilterLogEvents to the bot's IAM policy/,
    );
  });

  it('finds that the role of the accounts cannot be assumed', async () => {
    company.cloud.deny('sts:AssumeRole');
    expectFound(await doctor(), /Logs in us-east-1 of .*sts:AssumeRole.*trust policy/);
  });

  it.each([
    ['off-for-user', /User not enabled for cost explorer access.*root.*activate IAM access to billing/],
    ['just-enabled', /Open Cost Explorer once.*24 hours/],
  ] as const)('finds Cost Explorer %s, and names the mend', async (state, mend) => {
    company.cloud.setCostExplorer(state);
    expectFound(await doctor(), mend);
  });

  it.each([
    ['Team', /tag "Team" .*is spelt "team" on the bill; tags are case-sensitive/],
    ['Environment', /tag "Environment" .*is not active\. Activate it in the payer/],
    ['squad', /tag "squad" .*is not on the bill\. Correct costs\.teamBy/],
  ])('finds that the team tag %s is not one to count by', async (tag, mend) => {
    await resettle(company, (settings) => settings.replace('tag: team', `tag: ${tag}`));
    expectFound(await doctor(), mend);
  });
});

it('finds that there is no network, to either side', async () => {
  expectFound(
    await doctor({ SLACK_API_URL: `${NOWHERE}/api/`, AWS_ENDPOINT_URL: NOWHERE }),
    /Slack token: Slack cannot be reached.*Check the network, a proxy, and SLACK_API_URL/,
    /Slack Socket Mode: Slack cannot be reached/,
    /AWS credentials: AWS cannot be reached.*Check the network, a proxy, and AWS_ENDPOINT_URL/,
  );
});

it('finds a damaged database, leaves it as it is, and looks at Slack all the same', async () => {
  const file = path.join(company.folder, 'damaged.db');
  const damaged = 'SQLite format 3\0 and then nothing of the kind'.repeat(200);
  await writeFile(file, damaged);
  const ended = await doctor({ DATABASE_URL: `file:${file}` });
  expectFound(ended, /Database: .*damaged\.db cannot be used: .*Put a backup in its place/);
  expect(ended.out).toMatch(/✓ Slack token/);
  expect(await readFile(file, 'utf8')).toBe(damaged);
});
