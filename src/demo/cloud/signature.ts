import { PAYER } from '../scenario/accounts.ts';
import { AwsFailure } from './failure.ts';

/** Who signed a request. */
export interface Caller {
  readonly arn: string;
  readonly account: string;
  /** The Region that the signature is scoped to. */
  readonly region: string;
  /** Whether the credentials came from AssumeRole. */
  readonly assumed: boolean;
}

/** A role that was assumed, by the access key that was handed out for it. */
export type Sessions = ReadonlyMap<string, { readonly arn: string; readonly account: string }>;

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=([^/\s]+)\/\d{8}\/([a-z0-9-]+)\/([a-z0-9-]+)\/aws4_request, ?SignedHeaders=[^,\s]+, ?Signature=[0-9a-f]{64}$/;

/**
 * The caller from the Authorization header. Keys that AssumeRole did not hand out belong to a user of the payer account;
 * the signature's form and scope are checked, its value is not, as secrets are unknown here. Throws AwsFailure as AWS does.
 */
export function callerOf(header: string | undefined, service: string, sessions: Sessions): Caller {
  if (!header?.startsWith('AWS4-HMAC-SHA256 '))
    throw new AwsFailure('MissingAuthenticationTokenException', 'Missing Authentication Token', 403);
  const match = AUTHORIZATION.exec(header);
  if (!match) throw new AwsFailure('IncompleteSignatureException', `'${header}' is not a complete signature`, 403);
  const [, key = '', region = '', scope = ''] = match;
  if (scope !== service)
    throw new AwsFailure(
      'InvalidSignatureException',
      `Credential should be scoped to correct service: '${service}'.`,
      403,
    );
  const session = sessions.get(key);
  return session
    ? { ...session, region, assumed: true }
    : { arn: `arn:aws:iam::${PAYER}:user/billhook`, account: PAYER, region, assumed: false };
}
