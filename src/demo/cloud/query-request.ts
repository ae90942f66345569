import { type Asked, scopeOf, type Target, unknownService } from './asked.ts';
import { AwsFailure } from './failure.ts';
import { readForm } from './wire/form.ts';
import { queryProtocol } from './wire/query.ts';

interface QueryService extends Target {
  readonly version: string;
}

const STS: QueryService = {
  service: 'sts',
  version: '2011-06-15',
  protocol: queryProtocol('https://sts.amazonaws.com/doc/2011-06-15/'),
};
const CLOUDWATCH: QueryService = {
  service: 'cloudwatch',
  version: '2010-08-01',
  protocol: queryProtocol('http://monitoring.amazonaws.com/doc/2010-08-01/'),
};
const SERVICES = [STS, CLOUDWATCH];
const SCOPE = /Credential=[^/\s]+\/\d{8}\/[^/\s]+\/([^/\s]+)\//;

/** Reads a form. AWS's addresses tell the service; here its API's version does, or else the scope of the signature. */
export function readQuery(form: URLSearchParams, authorization = ''): Asked {
  const operation = form.get('Action') ?? '';
  const version = form.get('Version') ?? 'NO_VERSION_SPECIFIED';
  const [, scope] = SCOPE.exec(authorization) ?? [];
  const found =
    SERVICES.find((one) => one.version === version) ?? SERVICES.find(({ service }) => scopeOf(service) === scope);
  const { service, protocol } = found ?? STS;
  const asked = { operation, input: readForm(form), protocol };
  if (!found) return { ...asked, ...unknownService('This service is not simulated: by query, STS and CloudWatch are') };
  const refused = refusalOf(operation, version, found);
  return { ...asked, service, ...(refused ? { refused } : {}) };
}

function refusalOf(operation: string, version: string, found: QueryService): AwsFailure | undefined {
  if (operation === '')
    return new AwsFailure('MissingAction', 'The request is missing an action or a required parameter.');
  if (version === found.version) return undefined;
  return new AwsFailure('UnknownOperationException', `Could not find operation ${operation} for version ${version}`);
}
