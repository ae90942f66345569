import { draw } from '../../scenario/random.ts';
import type { Scenario } from '../../scenario/types.ts';
import { uuid } from '../uuid.ts';
import type { TrailEvent } from './trail.ts';

const HOUR_MS = 3_600_000;

interface Everyday {
  readonly name: string;
  readonly source: string;
  readonly actor: string;
  readonly readOnly: boolean;
  /** How often it is drawn, against the others. */
  readonly weight: number;
  /** Whether it is about one of the account's functions. */
  readonly ofFunction?: true;
  readonly errorCode?: string;
}

/** What goes on in any account; among it a change that was refused, which is the cause of nothing. */
const EVERYDAY: readonly Everyday[] = [
  { name: 'AssumeRole', source: 'sts.amazonaws.com', actor: 'gha-deploy', readOnly: true, weight: 30 },
  { name: 'DescribeStacks', source: 'cloudformation.amazonaws.com', actor: 'tf-apply', readOnly: true, weight: 25 },
  { name: 'ConsoleLogin', source: 'signin.amazonaws.com', actor: 'ana.k', readOnly: false, weight: 10 },
  { name: 'ListFunctions20150331', source: 'lambda.amazonaws.com', actor: 'jo.berg', readOnly: true, weight: 15 },
  {
    name: 'GetFunction20150331v2',
    source: 'lambda.amazonaws.com',
    actor: 'gha-deploy',
    readOnly: true,
    weight: 14,
    ofFunction: true,
  },
  {
    name: 'TagResource20170331v2',
    source: 'lambda.amazonaws.com',
    actor: 'tf-apply',
    readOnly: false,
    weight: 4,
    ofFunction: true,
  },
  {
    name: 'UpdateFunctionConfiguration20150331v2',
    source: 'lambda.amazonaws.com',
    actor: 'li.wei',
    readOnly: false,
    weight: 2,
    ofFunction: true,
    errorCode: 'AccessDenied',
  },
];
const WEIGHTS = EVERYDAY.reduce((sum, { weight }) => sum + weight, 0);

/** The everyday events of an account and Region in the hours of a range (ms): about one an hour. */
export function noiseOf(scenario: Scenario, account: string, region: string, from: number, to: number): TrailEvent[] {
  const names = scenario.functions
    .filter((fn) => fn.account === account && fn.region === region)
    .map(({ name }) => name);
  const events: TrailEvent[] = [];
  const key = `trail ${account} ${region}`;
  const roll = (what: string, hour: number) => draw(scenario.seed, `${key} ${what}`, hour);
  for (let hour = Math.floor(from / HOUR_MS); hour * HOUR_MS <= to; hour++) {
    const { weight: _, ofFunction, ...event } = pick(roll('kind', hour));
    const resource = ofFunction && names[Math.floor(roll('function', hour) * names.length)];
    if (ofFunction && resource === undefined) continue;
    events.push({
      ...event,
      id: uuid(scenario.seed, key, hour),
      at: hour * HOUR_MS + Math.floor(roll('second', hour) * 3_600) * 1_000,
      account,
      region,
      resources: resource ? [{ ResourceType: 'AWS::Lambda::Function', ResourceName: resource }] : [],
      detail: '',
    });
  }
  return events;
}

function pick(share: number): Everyday {
  let left = share * WEIGHTS;
  const found = EVERYDAY.find(({ weight }) => {
    left -= weight;
    return left < 0;
  });
  return found ?? { name: 'AssumeRole', source: 'sts.amazonaws.com', actor: 'gha-deploy', readOnly: true, weight: 0 };
}
