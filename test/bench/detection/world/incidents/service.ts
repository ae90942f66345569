import { UNTAGGED } from '../accounts.ts';
import { accountAt, type Part, rowOf, uses } from '../draft.ts';
import { oneUsageType, pickPair, scopeOf } from '../pick.ts';
import { endOfIncident, type Incident, startFor, strike, times } from './site.ts';

/** A function calls itself: eight to eighteen times the usual, and its logs cost more too. */
export const runawayLambda: Incident = (site) => {
  const { draft, random, effect } = site;
  const picked = pickPair(draft, random, { mean: [3, 40], service: LAMBDA });
  if (!picked) return false;
  const days = random.integer(2, 9);
  const start = startFor(site, days);
  const factor = 1 + effect * random.uniform(7, 17);
  const logs = draft.pairs
    .filter(({ account, service }) => account === picked.account && service.name === LOGS)
    .flatMap(({ rows }) => rows.filter(({ usageType }) => usageType === 'DataProcessing-Bytes'));
  const logFactor = 1 + effect * random.uniform(0.3, 1.5);
  return strike(site, {
    class: 'runaway_lambda',
    start,
    end: endOfIncident(site, start, days),
    parts: [...picked.rows.map((row) => times(row, factor)), ...logs.map((row) => times(row, logFactor))],
    scope: scopeOf(draft, picked),
    places: [LAMBDA, LOGS].map((service) => ({ account: picked.account, service })),
  });
};
const LAMBDA = 'AWSLambda';
const LOGS = 'AmazonCloudWatch';

/** An account begins to use a service it never used, at $30–700 a day. */
export const newService: Incident = (site) => {
  const { draft, random, effect } = site;
  const account = random.integer(0, draft.accounts.length);
  const service = random.pick(draft.catalogue);
  if (service.usage[0]?.kind === 'monthly' || uses(draft, account, service.name)) return false;
  const { id, team } = accountAt(draft, account);
  const days = random.integer(4, 31);
  const start = startFor(site, days);
  const dollars = effect * random.logUniform(30, 700);
  const fullAfterDays = random.integer(1, 4);
  const parts = service.usage.slice(0, 2).map(({ name, share }): Part => {
    const row = rowOf(draft, { account, service: service.name, usageType: name, team }, 'added');
    const up = (day: number) => Math.min(1, (day - start + 1) / fullAfterDays);
    return { row, at: (day) => dollars * share * up(day) * Math.exp(random.normal(0.08)) };
  });
  return strike(site, {
    class: 'new_service',
    start,
    end: endOfIncident(site, start, days),
    parts,
    scope: { account: id, service: service.name },
    places: [{ account, service: service.name }],
  });
};

const FAR_REGIONS = ['APN1', 'APS3', 'SAE1', 'EUN1', 'AFS1'] as const;

/** Stolen keys: large machines in one to three Regions where nothing ever ran. */
export const cryptoNewRegion: Incident = (site) => {
  const { draft, random, effect } = site;
  const account = random.integer(0, draft.accounts.length);
  const days = random.integer(2, 12);
  const start = startFor(site, days);
  const perRegion = (effect * random.logUniform(250, 5000)) / 2;
  const regions = random.shuffled(FAR_REGIONS).slice(0, random.integer(1, 4));
  const parts = regions.map((region): Part => {
    const usageType = `${region}-BoxUsage:p3.16xlarge`;
    const row = rowOf(draft, { account, service: EC2, usageType, team: UNTAGGED }, 'added');
    // The first day is not whole: the keys are found at some hour of it.
    const up = (day: number) => Math.min(1, (day - start + 0.6) / 1.6);
    return { row, at: (day) => perRegion * up(day) * random.uniform(0.9, 1.1) };
  });
  return strike(site, {
    class: 'crypto_new_region',
    start,
    end: endOfIncident(site, start, days),
    parts,
    scope: { account: accountAt(draft, account).id, service: EC2 },
    places: [{ account, service: EC2 }],
  });
};
const EC2 = 'AmazonEC2';

/** A service, or one of its usage types, stops: production is down, or nobody is billed. */
export const dropToZero: Incident = (site) => {
  const { draft, random } = site;
  const found = pickPair(draft, random, { mean: [30, 900] });
  if (!found || found.rows.some(({ kind }) => SPARSE.has(kind))) return false;
  const picked = random.chance(0.6) ? found : oneUsageType(found, random);
  if (picked.mean < 25) return false;
  const days = random.integer(4, 30);
  const start = startFor(site, days);
  return strike(site, {
    class: 'drop_to_zero',
    start,
    end: endOfIncident(site, start, days),
    parts: picked.rows.map((row) => times(row, 0)),
    scope: scopeOf(draft, picked),
    places: [{ account: picked.account, service: picked.service.name }],
    falls: true,
  });
};
/** Kinds that are at zero on most days anyway, or vary with the month. */
const SPARSE = new Set<string>(['batch', 'weekly', 'monthend', 'monthly']);
