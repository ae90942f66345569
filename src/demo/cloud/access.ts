import { AwsFailure } from './failure.ts';
import type { Caller } from './signature.ts';

/** Whether the organisation has Cost Explorer: not for this user, or enabled so lately that there is nothing yet. */
export type CostExplorerState = 'on' | 'off-for-user' | 'just-enabled';

/** What callers may not do, as IAM and the billing console would have it. */
export interface Access {
  /** Refuses an IAM action such as `ce:GetCostAndUsage` from now on, with AWS's words unless others are given. */
  deny(action: string, message?: string): void;
  allow(action: string): void;
  setCostExplorer(state: CostExplorerState): void;
  /** Throws AwsFailure where the caller may not perform the action. */
  check(action: string, caller: Caller): void;
}

export function createAccess(): Access {
  const denied = new Map<string, string | undefined>();
  let costExplorer: CostExplorerState = 'on';
  return {
    deny: (action, message) => void denied.set(action, message),
    allow: (action) => void denied.delete(action),
    setCostExplorer: (state) => {
      costExplorer = state;
    },
    check(action, caller) {
      if (denied.has(action)) {
        const status = action.startsWith('sts:') ? 403 : 400;
        throw new AwsFailure('AccessDeniedException', denied.get(action) ?? refusal(action, caller), status);
      }
      if (!action.startsWith('ce:')) return;
      if (costExplorer === 'off-for-user')
        throw new AwsFailure('AccessDeniedException', 'User not enabled for cost explorer access');
      if (costExplorer === 'just-enabled')
        throw new AwsFailure('DataUnavailableException', 'Data is not available. Please try to adjust the time period');
    },
  };
}

function refusal(action: string, { arn, account, region }: Caller): string {
  const [service, operation] = action.split(':');
  const resource = service === 'ce' ? `arn:aws:ce:${region}:${account}:/${operation}` : '*';
  return `User: ${arn} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`;
}
