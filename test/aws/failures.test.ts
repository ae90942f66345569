import { expect, onTestFinished, test } from 'vitest';
import { createCostSource } from '../../src/aws/cost-explorer.ts';
import { awsReason } from '../../src/aws/failures.ts';
import { type Cloud, startCloud } from '../../src/demo/cloud/index.ts';
import { ACCOUNT_SERVICE } from '../../src/domain/cuts.ts';
import { at, day } from '../store/fixtures.ts';
import { smallBill } from '../usecases/world.ts';
import { clientsFor } from './scripted.ts';

const ROLE = { arn: 'arn:aws:iam::222233334444:role/billhook-cost' };

/** The words of the failure that a read of costs meets. */
async function wordsWhere(trouble: (cloud: Cloud) => void, role?: typeof ROLE): Promise<string> {
  const now = at('2026-11-17T09:30:00Z');
  const cloud = await startCloud({ scenario: smallBill('2026-11-17'), now: () => now });
  onTestFinished(() => cloud.close());
  trouble(cloud);
  const source = createCostSource('main', clientsFor(cloud.url).costExplorer(role));
  const window = { from: day('2026-11-10'), end: day('2026-11-12') };
  const thrown: unknown = await source.page(ACCOUNT_SERVICE, window, undefined).catch((error: unknown) => error);
  return thrown instanceof Error ? thrown.message : 'answered';
}

const strike = (code: string, message: string) => (cloud: Cloud) =>
  cloud.faults.add({ operation: 'GetCostAndUsage', kind: 'error', code, message });

test.each<[string, (cloud: Cloud) => void, RegExp]>([
  [
    'the permission is missing',
    (cloud) => cloud.deny('ce:GetCostAndUsage'),
    /denies ce:GetCostAndUsage.*Add ce:GetCostAndUsage to the bot's IAM policy/,
  ],
  [
    'access to billing is off',
    (cloud) => cloud.setCostExplorer('off-for-user'),
    /as root.*activate IAM access to billing/,
  ],
  ['Cost Explorer was just enabled', (cloud) => cloud.setCostExplorer('just-enabled'), /no data yet.*24 hours/],
  [
    'the connection is lost',
    (cloud) => cloud.faults.add({ operation: '*', kind: 'drop' }),
    /cannot be reached.*AWS_ENDPOINT_URL/,
  ],
  [
    'the session has expired',
    strike('ExpiredTokenException', 'The security token included in the request is expired'),
    /does not accept the credentials.*Renew/,
  ],
  [
    'the key is unknown',
    strike('UnrecognizedClientException', 'The security token included in the request is invalid.'),
    /does not accept the credentials/,
  ],
  [
    'AWS says something new',
    strike('BillExpirationException', 'The bill is gone'),
    /BillExpirationException: The bill is gone/,
  ],
])('where %s the failure is in words, with its mend', async (_, trouble, words) => {
  expect(await wordsWhere(trouble)).toMatch(words);
});

test('a role that may not be assumed is the thing to mend, not Cost Explorer', async () => {
  const words = await wordsWhere((cloud) => cloud.deny('sts:AssumeRole'), ROLE);
  expect(words).toMatch(/sts:AssumeRole/);
  expect(words).toMatch(/trust policy/);
  expect(words).not.toContain('Add ce:GetCostAndUsage');
});

test.each([
  ['ECONNREFUSED', 'network'],
  ['ENOTFOUND', 'network'],
  ['CredentialsProviderError', 'credentials'],
] as const)('%s is trouble with the %s', (code, trouble) => {
  const error = Object.assign(new Error('connect failed'), code.startsWith('E') ? { code } : { name: code });
  expect(awsReason(error, 'ce:GetCostAndUsage').trouble).toBe(trouble);
});

test('an error that is no answer of AWS and no lost connection is not called one', () => {
  expect(awsReason(new Error('AWS gave no credentials for the role'), 'ce:GetCostAndUsage').words).not.toContain(
    'reached',
  );
});
