import type { Finding } from './finding.ts';
import { formatChange, formatMoney, formatRatio, type Micros } from './money.ts';
import { NO_TEAM } from './team.ts';

/** Account ids with their names: `shop-prod (444455556666)`; an id that has no name stands alone. */
export function accountLabel(id: string, names: ReadonlyMap<string, string>): string {
  const name = names.get(id);
  return name ? `${name} (${id})` : id;
}

/** The name alone, for lines where the id would crowd. */
export function accountName(id: string, names: ReadonlyMap<string, string>): string {
  return names.get(id) ?? id;
}

const short = (service: string) => service.replace(/^(AWS|Amazon) ?/, '');

/** What an incident is about, in few words: `shop-prod AWS Lambda`, `shop-prod: Lambda, DynamoDB and 5 more`, `AWS Lambda in 4 accounts`. */
export function titleOf({ account, service, parts }: Finding, names: ReadonlyMap<string, string>): string {
  if (account && service) return `${accountName(account, names)} ${service}`;
  if (service) return `${service} in ${parts.length} accounts`;
  return account ? `${accountName(account, names)}: ${listOf(parts)}` : listOf(parts);
}

/** Days in a month, as bills count: 365.25 / 12. */
const DAYS_A_MONTH = 30.4;

/** A daily amount as a month's. */
export function perMonth(perDay: Micros): Micros {
  return Math.round(perDay * DAYS_A_MONTH) as Micros;
}

/** What it costs, as a sentence without its stop: `shop-prod costs about $103 more a day ($3,100 a month): Lambda, DynamoDB and 5 more`. */
export function impactOf(
  finding: Finding,
  names: ReadonlyMap<string, string>,
): { readonly subject: string; readonly rest: string } {
  const { perDay, currency, kind, account, service, usageType, parts, teams } = finding;
  const day = formatMoney(Math.abs(perDay) as Micros, currency);
  const month = formatMoney(roundTo(Math.abs(perMonth(perDay)), 100), currency);
  const amount = {
    rise: `costs about ${day} more a day (${month} a month)`,
    drop: `costs about ${day} less a day (${month} a month)`,
    moved: `moved about ${day} a day (${month} a month) from ${teamName(teams?.from)} to ${(teams?.to ?? []).map(teamName).join(' and ')}; the sum stayed`,
    new: `is new and costs about ${day} a day (${month} a month)`,
  }[kind];
  // Where a usage type is new its service need not be.
  const what = kind === 'new' && usageType ? `${service} ${usageType}` : service;
  if (account && service) return { subject: `${accountName(account, names)} ${what}`, rest: amount };
  if (service) return { subject: service, rest: `${amount} in ${parts.length} accounts` };
  return { subject: account ? accountName(account, names) : 'Several accounts', rest: `${amount}: ${listOf(parts)}` };
}

function listOf(parts: Finding['parts']): string {
  const [first, second, ...rest] = parts.map((part) => short(part.service));
  return rest.length ? `${first}, ${second} and ${rest.length} more` : [first, second].filter(Boolean).join(' and ');
}

/** A team as people call it. */
export function teamName(team: string | undefined): string {
  return team === undefined || team === '' || team === NO_TEAM ? 'no team' : `team ${team}`;
}

/** Rounds an amount of money to so many whole units once it is ten times as large. */
function roundTo(amount: number, step: number): Micros {
  const unit = step * 1_000_000;
  return (amount > 10 * unit ? Math.round(amount / unit) * unit : amount) as Micros;
}

/** `$194 a day, usual $91 (+113 %)`; without a usual `$194 a day, nothing before`. */
export function nowAgainstUsual({ now, usual, currency }: Finding): string {
  const ratio = formatRatio(now, usual);
  return ratio
    ? `${formatMoney(now, currency)} a day, usual ${formatMoney(usual, currency)} (${ratio})`
    : `${formatMoney(now, currency)} a day, nothing before`;
}

/** `Lambda +$38 · DynamoDB +$27 · 3 others +$5`: what a cause is made of, the largest parts first. */
export function splitOf(finding: Finding, names: ReadonlyMap<string, string>, most = 4): string {
  const label = ({ account, service }: Finding['parts'][number]) =>
    finding.service ? accountName(account, names) : short(service);
  const changes = finding.parts.map((part) => ({ label: label(part), change: (part.now - part.usual) as Micros }));
  const rest = changes.slice(most);
  const lines = changes
    .slice(0, most)
    .map(({ label: what, change }) => `${what} ${formatChange(change, finding.currency)}`);
  if (rest.length) {
    const left = rest.reduce((all, { change }) => all + change, 0) as Micros;
    lines.push(`${rest.length} ${rest.length === 1 ? 'other' : 'others'} ${formatChange(left, finding.currency)}`);
  }
  return lines.join(' · ');
}
