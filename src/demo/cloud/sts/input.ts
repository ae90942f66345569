import { z } from 'zod';
import { allProblems, brokenBy, outOf, problem, type TextRule } from '../constraints.ts';
import { invalid } from '../failure.ts';
import { inputReader, type WireTypes } from '../wire/types.ts';
import { ARN, CONTEXT, EXTERNAL_ID, NAME, POLICY, SERIAL_NUMBER, TAG_KEY, TAG_VALUE, TOKEN_CODE } from './rules.ts';

const MOST_TAGS = 50;
const MOST_CONTEXTS = 5;
const SHORTEST_SECONDS = 900;
const LONGEST_SECONDS = 43_200;

const readMembers = inputReader(({ text, whole, list }) =>
  z.object({
    RoleArn: text,
    RoleSessionName: text,
    DurationSeconds: whole,
    ExternalId: text,
    Policy: text,
    PolicyArns: list(z.object({ arn: text })),
    Tags: list(z.object({ Key: text, Value: text })),
    TransitiveTagKeys: list(text),
    SerialNumber: text,
    TokenCode: text,
    SourceIdentity: text,
    ProvidedContexts: list(z.object({ ProviderArn: text, ContextAssertion: text })),
  }),
);

type Input = ReturnType<typeof readMembers>;

/** What would narrow or mark a session, or ask for a second factor. */
const NOT_SIMULATED = [
  'Policy',
  'PolicyArns',
  'Tags',
  'TransitiveTagKeys',
  'SerialNumber',
  'TokenCode',
  'SourceIdentity',
  'ProvidedContexts',
] as const satisfies readonly (keyof Input)[];

/** Reads AssumeRole's input. Throws ValidationError with everything in it that breaks AWS's model. */
export function readAssumeRole(wire: unknown, types: WireTypes) {
  const input = readMembers(wire, types);
  const problems = [...textProblems(input), ...listProblems(input)];
  const { DurationSeconds: seconds } = input;
  if (seconds !== undefined)
    for (const constraint of outOf(seconds, SHORTEST_SECONDS, LONGEST_SECONDS))
      problems.push(problem('durationSeconds', seconds, constraint));
  if (problems.length > 0) throw invalid(allProblems(problems));
  const foreign = NOT_SIMULATED.find((member) => input[member] !== undefined);
  if (foreign) throw invalid(`${foreign} is not simulated`);
  const { RoleArn: role = '', RoleSessionName: name = '' } = input;
  return { role, name, seconds };
}

type Text = readonly [at: string, value: string | undefined, rule: TextRule];

function textProblems(input: Input): string[] {
  const required = new Set(['roleArn', 'roleSessionName']);
  return textsOf(input).flatMap(([at, value, rule]) => {
    if (value !== undefined) return brokenBy(value, rule).map((constraint) => problem(at, value, constraint));
    return required.has(at) || at.startsWith('tags.') ? [problem(at, value, 'not be null')] : [];
  });
}

function textsOf(input: Input): Text[] {
  return [
    ['roleArn', input.RoleArn, ARN],
    ['roleSessionName', input.RoleSessionName, NAME],
    ['externalId', input.ExternalId, EXTERNAL_ID],
    ['policy', input.Policy, POLICY],
    ['serialNumber', input.SerialNumber, SERIAL_NUMBER],
    ['tokenCode', input.TokenCode, TOKEN_CODE],
    ['sourceIdentity', input.SourceIdentity, NAME],
    ...each(input.PolicyArns, ({ arn }, at) => [[`policyArns.${at}.arn`, arn, ARN]]),
    ...each(input.Tags, ({ Key, Value }, at) => [
      [`tags.${at}.key`, Key, TAG_KEY],
      [`tags.${at}.value`, Value, TAG_VALUE],
    ]),
    ...each(input.TransitiveTagKeys, (key, at) => [[`transitiveTagKeys.${at}`, key, TAG_KEY]]),
    ...each(input.ProvidedContexts, ({ ProviderArn, ContextAssertion }, at) => [
      [`providedContexts.${at}.providerArn`, ProviderArn, ARN],
      [`providedContexts.${at}.contextAssertion`, ContextAssertion, CONTEXT],
    ]),
  ];
}

function each<Item>(list: readonly Item[] | undefined, texts: (item: Item, at: string) => Text[]): Text[] {
  return (list ?? []).flatMap((item, i) => texts(item, `${i + 1}.member`));
}

function listProblems({ Tags, TransitiveTagKeys, ProvidedContexts }: Input): string[] {
  const lists = [
    ['tags', Tags, { max: MOST_TAGS }],
    ['transitiveTagKeys', TransitiveTagKeys, { max: MOST_TAGS }],
    ['providedContexts', ProvidedContexts, { min: 1, max: MOST_CONTEXTS }],
  ] as const;
  return lists.flatMap(([at, list, rule]) =>
    brokenBy(list ?? [], list ? rule : {}).map((constraint) => problem(at, `[${list?.length} items]`, constraint)),
  );
}
