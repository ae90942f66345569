import type { Change, Scenario } from '../../scenario/types.ts';
import { uuid } from '../uuid.ts';
import { noiseOf } from './noise.ts';

/** An event of the trail, before its record is written out. */
export interface TrailEvent {
  readonly id: string;
  /** In ms, of whole seconds. */
  readonly at: number;
  readonly name: string;
  /** `lambda.amazonaws.com`. */
  readonly source: string;
  readonly actor: string;
  readonly account: string;
  readonly region: string;
  readonly resources: readonly { readonly ResourceType: string; readonly ResourceName: string }[];
  readonly readOnly: boolean;
  /** The scenario's words on a change; empty for everyday events. */
  readonly detail: string;
  /** Of a request that was refused: it changed nothing. */
  readonly errorCode?: string;
}

/** What the trail of a Region holds from `from` to `to` (ms, both included), newest first: changes among everyday events. */
export function trailOf(
  scenario: Scenario,
  account: string | undefined,
  region: string,
  from: number,
  to: number,
): TrailEvent[] {
  const changes = scenario.changes
    .filter((change) => (account ?? change.account) === change.account && change.region === region)
    .map((change) => eventOf(change, scenario.seed));
  const accounts = scenario.accounts.filter(({ id }) => (account ?? id) === id);
  const noise = accounts.flatMap(({ id }) => noiseOf(scenario, id, region, from, to));
  return [...changes, ...noise]
    .filter(({ at }) => at >= from && at <= to)
    .sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1));
}

function eventOf({ at, event, actor, account, region, resource, detail }: Change, seed: number): TrailEvent {
  const { source, type } = ownerOf(event);
  return {
    id: uuid(seed, `event ${event} ${account} ${resource}`, at.getTime()),
    at: Math.floor(at.getTime() / 1_000) * 1_000,
    name: event,
    source,
    actor,
    account,
    region,
    resources: [{ ResourceType: type, ResourceName: resource }],
    readOnly: false,
    detail,
  };
}

function ownerOf(event: string): { source: string; type: string } {
  if (event.includes('AutoScaling'))
    return { source: 'autoscaling.amazonaws.com', type: 'AWS::AutoScaling::AutoScalingGroup' };
  if (event.includes('Stack')) return { source: 'cloudformation.amazonaws.com', type: 'AWS::CloudFormation::Stack' };
  return { source: 'lambda.amazonaws.com', type: 'AWS::Lambda::Function' };
}
