import { UserError } from '../domain/errors.ts';
import type { LogPlace } from '../usecases/ports.ts';
import type { Role } from './clients.ts';

export interface LogPlaces {
  readonly regions: readonly string[];
  /** Role in member accounts, `{account}` standing for the id; undefined to read the bot's own account. */
  readonly accountRole: string | undefined;
  /** The accounts to look in with that role. */
  readonly accounts: () => Promise<readonly string[]>;
}

/** Every account × Region to look in. Throws UserError where a role is set and no account is known to use it in. */
export async function allPlaces({ regions, accountRole, accounts }: LogPlaces): Promise<LogPlace[]> {
  const ids = accountRole ? await accounts() : [undefined];
  if (ids.length === 0)
    throw new UserError('No accounts are known yet to look in with aws.accountRole: the first sync finds them.');
  return ids.flatMap((account) => regions.map((region) => ({ account, region })));
}

/** The role with which a place is asked. */
export function roleIn({ accountRole }: LogPlaces, { account }: LogPlace): Role | undefined {
  return accountRole && account ? { arn: accountRole.replace('{account}', account) } : undefined;
}

export function keyOf({ account, region }: LogPlace): string {
  return `${account ?? ''} ${region}`;
}

/** `us-east-1`, `us-east-1 of 444455556666`. */
export function placeWords({ account, region }: LogPlace): string {
  return account ? `${region} of ${account}` : region;
}
