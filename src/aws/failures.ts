import { reasonOf } from '../domain/errors.ts';

const NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EPIPE',
  'TimeoutError',
  'AbortError',
]);
const THROTTLES = new Set([
  'LimitExceededException',
  'ThrottlingException',
  'Throttling',
  'TooManyRequestsException',
  'RequestLimitExceeded',
]);
const NO_CREDENTIALS = new Set(['CredentialsProviderError']);
const BAD_CREDENTIALS = new Set([
  'UnrecognizedClientException',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'SignatureDoesNotMatch',
  'ExpiredTokenException',
  'ExpiredToken',
  'MissingAuthenticationTokenException',
]);

export type AwsTrouble = 'network' | 'throttled' | 'credentials' | 'denied' | 'not-enabled' | 'other';

/** What AWS refused or could not do, in words, with the mend. */
export interface AwsReason {
  readonly trouble: AwsTrouble;
  readonly words: string;
}

function nameOf(thrown: unknown): string {
  if (typeof thrown !== 'object' || thrown === null) return '';
  if ('code' in thrown && typeof thrown.code === 'string') return thrown.code;
  return 'name' in thrown ? String(thrown.name) : '';
}

/**
 * Puts an error of an AWS client into words a person can act on.
 * @param action the IAM action that was tried, such as `ce:GetCostAndUsage`
 */
export function awsReason(thrown: unknown, action: string): AwsReason {
  const name = nameOf(thrown);
  const message = reasonOf(thrown) || name;
  if (NO_CREDENTIALS.has(name))
    return {
      trouble: 'credentials',
      words:
        'No AWS credentials found. Set AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run where a role is attached.',
    };
  if (BAD_CREDENTIALS.has(name))
    return { trouble: 'credentials', words: `AWS does not accept the credentials (${name}: ${message}). Renew them.` };
  if (/not enabled for cost explorer access/i.test(message))
    return {
      trouble: 'not-enabled',
      words:
        'AWS says "User not enabled for cost explorer access". Sign in to the payer as root, open Account, and activate IAM access to billing.',
    };
  if (name === 'DataUnavailableException')
    return {
      trouble: 'not-enabled',
      words:
        'Cost Explorer has no data yet. Open Cost Explorer once in the payer account to enable it; AWS then needs up to 24 hours.',
    };
  if (name.startsWith('AccessDenied') && message.includes('sts:AssumeRole'))
    return {
      trouble: 'denied',
      words: `AWS does not let the bot assume its role (${message}). Allow sts:AssumeRole on it in the bot's IAM policy, and name the bot, with the external id if one is set, in the role's trust policy.`,
    };
  if (name.startsWith('AccessDenied'))
    return {
      trouble: 'denied',
      words: `AWS denies ${action} (${message}). Add ${action} to the bot's IAM policy; README, "Permissions", has it whole.`,
    };
  if (THROTTLES.has(name))
    return {
      trouble: 'throttled',
      words: `AWS is throttling ${action} (${message}). It is tried again at the next run.`,
    };
  if (NETWORK.has(name))
    return {
      trouble: 'network',
      words: `AWS cannot be reached (${message}). Check the network, a proxy, and AWS_ENDPOINT_URL if it is set.`,
    };
  return {
    trouble: 'other',
    words: name === 'Error' ? `AWS cannot be used: ${message}` : `AWS answered ${name}: ${message}`,
  };
}
