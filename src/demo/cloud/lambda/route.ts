/** A request of Lambda's by its path: REST, where nothing else names the operation. */
export interface LambdaRoute {
  readonly operation: string;
  /** The members of the input by their names, from the path and the query. */
  readonly input: Readonly<Record<string, string>>;
}

const ROUTES: readonly (readonly [string, RegExp])[] = [
  ['ListFunctions', /^\/2015-03-31\/functions\/?$/],
  ['GetFunctionConfiguration', /^\/2015-03-31\/functions\/([^/]+)\/configuration$/],
  ['GetPolicy', /^\/2015-03-31\/functions\/([^/]+)\/policy$/],
  ['GetFunctionConcurrency', /^\/2019-09-30\/functions\/([^/]+)\/concurrency$/],
  ['ListEventSourceMappings', /^\/2015-03-31\/event-source-mappings\/?$/],
];
/** Paths begin with the day of the API's version. */
const VERSIONED = /^\/20\d\d-\d\d-\d\d\//;

/** The operation of a path such as `/2015-03-31/functions/name/policy`; undefined where it is no path of Lambda's. */
export function lambdaRoute(method: string, target: string): LambdaRoute | undefined {
  const { pathname, searchParams } = new URL(target, 'http://cloud');
  if (!VERSIONED.test(pathname)) return undefined;
  const query = Object.fromEntries(searchParams);
  for (const [operation, pattern] of method === 'GET' ? ROUTES : []) {
    const match = pattern.exec(pathname);
    if (!match) continue;
    const [, name] = match;
    return { operation, input: name === undefined ? query : { ...query, FunctionName: decodeURIComponent(name) } };
  }
  return { operation: `${method} ${pathname}`, input: query };
}
