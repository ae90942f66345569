import { distance } from 'fastest-levenshtein';

/** Short names people use, beside words of the name itself. Source: AWS's own abbreviations. */
const ALIASES: Readonly<Record<string, string>> = {
  s3: 'Amazon Simple Storage Service',
  ec2: 'Amazon Elastic Compute Cloud - Compute',
  rds: 'Amazon Relational Database Service',
  emr: 'Amazon Elastic MapReduce',
  ecs: 'Amazon Elastic Container Service',
  eks: 'Amazon Elastic Container Service for Kubernetes',
  ecr: 'Amazon EC2 Container Registry (ECR)',
  ddb: 'Amazon DynamoDB',
  dynamo: 'Amazon DynamoDB',
  elb: 'Amazon Elastic Load Balancing',
  sqs: 'Amazon Simple Queue Service',
  sns: 'Amazon Simple Notification Service',
  ses: 'Amazon Simple Email Service',
  kms: 'AWS Key Management Service',
  vpc: 'Amazon Virtual Private Cloud',
  logs: 'AmazonCloudWatch',
  nat: 'EC2 - Other',
  ebs: 'EC2 - Other',
  es: 'Amazon OpenSearch Service',
  elasticsearch: 'Amazon OpenSearch Service',
  r53: 'Amazon Route 53',
  efs: 'Amazon Elastic File System',
};

/** The one name that was meant, the several that fit, or the nearest ones, the best first. */
export type Resolved =
  | { readonly name: string }
  | { readonly several: readonly string[] }
  | { readonly near: readonly string[] };

/** `AmazonCloudWatch Logs` → amazon, cloud, watch, cloudwatch, logs. */
function wordsOf(text: string): string[] {
  const whole = text.toLowerCase().split(/[^a-z0-9]+/);
  const split = text
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  const bare = whole.map((word) => word.replace(/^(amazon|aws)(?=.)/, ''));
  return [...new Set([...whole, ...split, ...bare])].filter(Boolean);
}

/** Edits by which a word may differ and still be a near miss: one in three letters. */
const EDIT_SHARE = 1 / 3;
const MOST_NEAR = 3;

/**
 * Finds the name that is meant among those there are: exactly, by alias, by words, else the nearest by edit distance a word.
 * A near miss is never taken for the name: it is for the person to say.
 */
export function resolveName(asked: string, names: readonly string[]): Resolved {
  const wanted = asked.trim().toLowerCase();
  const exact = names.find((name) => name.toLowerCase() === wanted);
  if (exact) return { name: exact };
  const alias = ALIASES[wanted];
  if (alias && names.includes(alias)) return { name: alias };
  const parts = wordsOf(asked);
  const holding = names.filter((name) => {
    const own = wordsOf(name);
    return parts.length > 0 && parts.every((part) => own.includes(part));
  });
  if (holding.length === 1) return { name: holding[0] as string };
  if (holding.length > 1) return { several: holding };
  return { near: nearest(wanted, names) };
}

/** The nearest names within one edit in three letters, the best first. */
export function nearest(asked: string, names: readonly string[], most = MOST_NEAR): string[] {
  const parts = asked
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  const aliases = Object.entries(ALIASES).filter(([, name]) => names.includes(name));
  const scored = names.map((name) => {
    const own = [...wordsOf(name), ...aliases.filter(([, of]) => of === name).map(([alias]) => alias)];
    const scores = parts.map((part) => Math.min(...own.map((word) => score(part, word))));
    return { name, score: scores.length ? Math.max(...scores) : 1 };
  });
  return scored
    .filter((one) => one.score <= EDIT_SHARE)
    .sort((a, b) => a.score - b.score)
    .slice(0, most)
    .map(({ name }) => name);
}

/** Edits between two words as a share of the longer; a word that begins with the other is near. */
function score(asked: string, word: string): number {
  if (asked.length >= 3 && (word.startsWith(asked) || word.includes(asked))) return 0.1;
  return distance(asked, word) / Math.max(asked.length, word.length);
}
