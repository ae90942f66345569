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
  /** Throws AwsFailure where the caller may not perform the action on the resource; `*` where it names none. */
  check(action: string, caller: Caller, resource?: string): void;
}

/** Services that answer a denial with HTTP 403; the others say 400. */
const FORBIDDEN = /^(sts|lambda|cloudwatch):/;
/** Services whose denials name no resource. */
const WITHOUT_RESOURCES = new Set(['cloudwatch', 'cloudtrail']);
/** Operations that declare DataUnavailableException; the others of Cost Explorer answer before there is data. */
const WITH_DATA = new Set(['ce:GetCostAndUsage', 'ce:GetDimensionValues', 'ce:GetTags']);

export function createAccess(): Access {
  const denied = new Map<string, string | undefined>();
  let costExplorer: CostExplorerState = 'on';
  return {
    deny: (action, message) => void denied.set(action, message),
    allow: (action) => void denied.delete(action),
    setCostExplorer: (state) => {
      costExplorer = state;
    },
    check(action, caller, resource) {
      if (denied.has(action)) {
        const message = denied.get(action) ?? refusal(action, caller, resource);
        throw new AwsFailure('AccessDeniedException', message, FORBIDDEN.test(action) ? 403 : 400);
      }
      if (!action.startsWith('ce:')) return;
      if (costExplorer === 'off-for-user')
        throw new AwsFailure('AccessDeniedException', 'User not enabled for cost explorer access');
      if (costExplorer === 'just-enabled' && WITH_DATA.has(action))
        throw new AwsFailure('DataUnavailableException', 'Data is not available. Please try to adjust the time period');
    },
  };
}

function refusal(action: string, { arn, account, region }: Caller, resource = '*'): string {
  const [service = '', operation] = action.split(':');
  const on = service === 'ce' ? `arn:aws:ce:${region}:${account}:/${operation}` : resource;
  const what = WITHOUT_RESOURCES.has(service) ? action : `${action} on resource: ${on}`;
  return `User: ${arn} is not authorized to perform: ${what} because no identity-based policy allows the ${action} action`;
}
