import type { Finding } from './finding.ts';

/** The service whose incidents have functions. */
const LAMBDA = 'AWS Lambda';

/** The accounts in which a finding speaks of functions. */
export function functionAccounts({ parts }: Pick<Finding, 'parts'>): string[] {
  return [...new Set(parts.filter(({ service }) => service === LAMBDA).map(({ account }) => account))];
}

/** Whether a finding speaks of functions, whose logs can be shown. */
export function hasFunctions(finding: Pick<Finding, 'parts'>): boolean {
  return functionAccounts(finding).length > 0;
}
