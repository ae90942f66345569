import { hex } from '../../scenario/random.ts';

/** How a request of someone looks in the trail. */
export interface Actor {
  readonly userIdentity: object;
  readonly sourceIPAddress: string;
  readonly userAgent: string;
  readonly accessKeyId: string;
  readonly fromConsole: boolean;
}

type Means = 'console' | 'cli' | 'terraform' | 'pipeline';

/** The role behind a session's name and what it calls with; who is not here has a user of their own, and the CLI. */
const ROLES: ReadonlyMap<string, { readonly role: string; readonly means: Means }> = new Map([
  ['gha-deploy', { role: 'github-actions-deploy', means: 'cli' }],
  ['tf-apply', { role: 'terraform-apply', means: 'terraform' }],
  ['cfn-pipeline', { role: 'release-pipeline', means: 'pipeline' }],
  ['ana.k', { role: 'AWSReservedSSO_Developer_3f1c0a97be24d586', means: 'console' }],
  ['jo.berg', { role: 'AWSReservedSSO_Operator_b80d2c5514ea6f93', means: 'console' }],
]);
const CALLS: Readonly<Record<Means, { readonly userAgent: string; readonly sourceIPAddress: string }>> = {
  console: {
    userAgent:
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36',
    sourceIPAddress: '203.0.113.41',
  },
  cli: {
    userAgent: 'aws-cli/2.31.4 md/awscrt#0.28.1 ua/2.1 os/linux#6.8.0 lang/python#3.13.7',
    sourceIPAddress: '198.51.100.17',
  },
  terraform: {
    userAgent: 'APN/1.0 HashiCorp/1.0 Terraform/1.13.3 (+https://www.terraform.io) terraform-provider-aws/6.14.1',
    sourceIPAddress: '198.51.100.60',
  },
  pipeline: { userAgent: 'codepipeline.amazonaws.com', sourceIPAddress: 'codepipeline.amazonaws.com' },
};

/** Who made a request, as their records tell it. */
export function actorOf(name: string, account: string, at: number): Actor {
  const { role, means } = ROLES.get(name) ?? { role: undefined, means: 'cli' };
  const digits = hex(0, `${account} ${name}`, 0, 16).toUpperCase();
  const accessKeyId = [role ? 'ASIA' : 'AKIA', digits].join('');
  const calls = { ...CALLS[means], accessKeyId, fromConsole: means === 'console' };
  if (!role) {
    const principalId = ['AIDA', digits].join('');
    const arn = `arn:aws:iam::${account}:user/${name}`;
    return {
      ...calls,
      userIdentity: { type: 'IAMUser', principalId, arn, accountId: account, accessKeyId, userName: name },
    };
  }
  const principalId = ['AROA', digits].join('');
  const sessionContext = {
    sessionIssuer: {
      type: 'Role',
      principalId,
      arn: `arn:aws:iam::${account}:role/${role}`,
      accountId: account,
      userName: role,
    },
    attributes: { creationDate: new Date(at - 600_000).toISOString().replace('.000Z', 'Z'), mfaAuthenticated: 'false' },
  };
  return {
    ...calls,
    userIdentity: {
      type: 'AssumedRole',
      principalId: `${principalId}:${name}`,
      arn: `arn:aws:sts::${account}:assumed-role/${role}/${name}`,
      accountId: account,
      accessKeyId,
      sessionContext,
      ...(means === 'pipeline' ? { invokedBy: 'codepipeline.amazonaws.com' } : {}),
    },
  };
}
