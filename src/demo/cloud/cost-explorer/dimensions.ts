import type { LineItem } from '../../scenario/types.ts';
import { broken, notSimulated } from './refusal.ts';

type Simulated = 'LINKED_ACCOUNT' | 'SERVICE' | 'REGION' | 'USAGE_TYPE' | 'RECORD_TYPE';

/** What a line has under each simulated dimension. */
const VALUE_OF: Readonly<Record<Simulated, (line: LineItem) => string>> = {
  LINKED_ACCOUNT: (line) => line.account,
  SERVICE: (line) => line.service,
  REGION: (line) => line.region,
  USAGE_TYPE: (line) => line.usageType,
  RECORD_TYPE: (line) => line.recordType,
};

/** The other dimensions of AWS's model. */
const OTHERS = [
  'AZ',
  'INSTANCE_TYPE',
  'PAYER_ACCOUNT',
  'LINKED_ACCOUNT_NAME',
  'OPERATION',
  'PURCHASE_TYPE',
  'SERVICE_CODE',
  'USAGE_TYPE_GROUP',
  'OPERATING_SYSTEM',
  'TENANCY',
  'SCOPE',
  'PLATFORM',
  'SUBSCRIPTION_ID',
  'LEGAL_ENTITY_NAME',
  'DEPLOYMENT_OPTION',
  'DATABASE_ENGINE',
  'CACHE_ENGINE',
  'INSTANCE_TYPE_FAMILY',
  'BILLING_ENTITY',
  'RESERVATION_ID',
  'RESOURCE_ID',
  'RIGHTSIZING_TYPE',
  'SAVINGS_PLANS_TYPE',
  'SAVINGS_PLAN_ARN',
  'PAYMENT_OPTION',
  'AGREEMENT_END_DATE_TIME_AFTER',
  'AGREEMENT_END_DATE_TIME_BEFORE',
  'INVOICING_ENTITY',
  'ANOMALY_TOTAL_IMPACT_ABSOLUTE',
  'ANOMALY_TOTAL_IMPACT_PERCENTAGE',
];

/** How to read a dimension off a line. Throws a ValidationException for one that AWS or the simulation does not have. */
export function dimensionOf(key: string, member: string): (line: LineItem) => string {
  if (isSimulated(key)) return VALUE_OF[key];
  if (OTHERS.includes(key)) throw notSimulated(`dimension ${key}`);
  throw broken(key, member, `satisfy enum value set: [${[...Object.keys(VALUE_OF), ...OTHERS].join(', ')}]`);
}

function isSimulated(key: string): key is Simulated {
  return Object.hasOwn(VALUE_OF, key);
}
