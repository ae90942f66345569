import { NOT_USAGE } from '../cuts.ts';

/** What a bill holds beside usage, as the summary adds it up. */
export type ChargeGroup = 'fees' | 'tax' | 'credits';

const GROUPS: ReadonlyMap<string, ChargeGroup> = new Map([
  ...NOT_USAGE.map((type) => [type, groupOf(type)] as const),
  // In a cost file a usage type that begins so is a subscription; metered marketplace units have a Region before it.
  ['MP', 'fees'],
]);

/** The group of a usage type whose prefix (`Fee:`, `Tax`, `SavingsPlanUpfrontFee:`) is a charge type that is not usage; undefined of usage. */
export function chargeGroupOf(usageType: string): ChargeGroup | undefined {
  const prefix = usageType.split(':', 1)[0] as string;
  const known = GROUPS.get(prefix);
  if (known) return known;
  return prefix.startsWith('SavingsPlan') && prefix !== 'SavingsPlanCoveredUsage' ? 'fees' : undefined;
}

function groupOf(type: string): ChargeGroup {
  if (type === 'Tax') return 'tax';
  return /Credit|Refund|Discount|Negation/.test(type) ? 'credits' : 'fees';
}
