import { accountSeenBy, type CloudContext } from '../context.ts';
import { AwsFailure } from '../failure.ts';
import { tokensFor } from '../token.ts';
import { actorOf } from './people.ts';
import { lookedUp } from './record.ts';
import { type TrailEvent, trailOf } from './trail.ts';

const DAY_MS = 86_400_000;
/** An event can be looked up so long after the fact. */
const LAG_MS = 5 * 60_000;
const KEPT_DAYS = 90;
const MOST_EVENTS = 50;

/** What each attribute is of an event. */
const ATTRIBUTES = new Map<string, (event: TrailEvent) => readonly string[]>([
  ['EventId', ({ id }) => [id]],
  ['EventName', ({ name }) => [name]],
  ['ReadOnly', ({ readOnly }) => [String(readOnly)]],
  ['Username', ({ actor }) => [actor]],
  ['ResourceType', ({ resources }) => resources.map(({ ResourceType }) => ResourceType)],
  ['ResourceName', ({ resources }) => resources.map(({ ResourceName }) => ResourceName)],
  ['EventSource', ({ source }) => [source]],
  ['AccessKeyId', ({ actor, account, at }) => [actorOf(actor, account, at).accessKeyId]],
]);

/** How far a walk has come: which events there were at its beginning, and how many of them were given. */
interface Walk {
  readonly asOf: number;
  readonly given: number;
}

/** LookupEvents: management events of the last 90 days, newest first, by one attribute at most. */
export function lookupEvents(input: unknown, { scenario, now, caller }: CloudContext): object {
  const { attribute, start, end, most, token } = readRequest(input);
  const { region } = caller;
  const account = accountSeenBy(caller);
  const tokens = tokensFor([account, region, attribute, start, end], isWalk, () =>
    refusal('InvalidNextTokenException', 'The NextToken is invalid, or is of a request with other parameters.'),
  );
  const { asOf, given } = token === undefined ? { asOf: now.getTime(), given: 0 } : tokens.open(token, now);
  const from = Math.max(start ?? 0, asOf - KEPT_DAYS * DAY_MS);
  const found = trailOf(scenario, account, region, from, Math.min(end ?? asOf, asOf - LAG_MS)).filter(
    (event) => !attribute || ATTRIBUTES.get(attribute.key)?.(event).includes(attribute.value),
  );
  const page = found.slice(given, given + most);
  return {
    Events: page.map((event) => lookedUp(event, scenario)),
    ...(given + most < found.length ? { NextToken: tokens.seal({ asOf, given: given + most }, now) } : {}),
  };
}

function readRequest(input: unknown) {
  const members = new Map<string, unknown>(Object.entries(input ?? {}));
  const start = instantOf(members.get('StartTime'), 'StartTime');
  const end = instantOf(members.get('EndTime'), 'EndTime');
  if (start !== undefined && end !== undefined && start > end)
    throw refusal('InvalidTimeRangeException', 'The StartTime must be before the EndTime.');
  const most = members.get('MaxResults') ?? MOST_EVENTS;
  if (typeof most !== 'number' || !Number.isInteger(most) || most < 1 || most > MOST_EVENTS)
    throw refusal('InvalidMaxResultsException', `MaxResults must be between 1 and ${MOST_EVENTS}.`);
  if (members.has('EventCategory'))
    throw refusal('InvalidEventCategoryException', 'EventCategory is not simulated: management events only.');
  const token = members.get('NextToken') ?? undefined;
  if (token !== undefined && typeof token !== 'string') throw wrongType('NextToken');
  return { attribute: readAttribute(members.get('LookupAttributes') ?? []), start, end, most, token };
}

function readAttribute(value: unknown): { key: string; value: string } | undefined {
  if (!Array.isArray(value)) throw wrongType('LookupAttributes');
  if (value.length === 0) return undefined;
  if (value.length > 1) throw invalidAttributes('You can specify only one lookup attribute.');
  const attribute = new Map<string, unknown>(Object.entries(value[0] ?? {}));
  const key = attribute.get('AttributeKey');
  const wanted = attribute.get('AttributeValue');
  if (typeof key !== 'string' || !ATTRIBUTES.has(key))
    throw invalidAttributes(`The attribute key must be one of ${[...ATTRIBUTES.keys()].join(', ')}.`);
  if (typeof wanted !== 'string' || wanted.length < 1 || wanted.length > 2_000)
    throw invalidAttributes('The attribute value must have 1 to 2,000 characters.');
  return { key, value: wanted };
}

/** Seconds on the wire; ms here. */
function instantOf(value: unknown, member: string): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number') throw wrongType(member);
  return value * 1_000;
}

function isWalk(value: unknown): value is Walk {
  return typeof value === 'object' && value !== null && 'asOf' in value && 'given' in value;
}

function invalidAttributes(message: string): AwsFailure {
  return refusal('InvalidLookupAttributesException', message);
}

function wrongType(member: string): AwsFailure {
  return refusal('SerializationException', `${member} is not of its type`);
}

function refusal(code: string, message: string): AwsFailure {
  return new AwsFailure(code, message);
}
