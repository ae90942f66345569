import { createEngine } from '../../../src/domain/detection/index.ts';
import { type Cuts, createPanel, type Scope } from '../../../src/domain/detection/panel.ts';

/** All that a message says, as text: two lists are the same where their texts are. */
export type AlertText = string;

/** What is raised from one column up to another, both included, in the order of texts; with the amounts if asked for. */
export function alertTexts(cuts: Cuts, from: number, to: number, amounts = true): AlertText[] {
  const engine = createEngine(createPanel(cuts));
  const texts: AlertText[] = [];
  for (let day = from; day <= to; day++)
    for (const { cause } of engine.judge(day).raised) {
      const where = cause.parts.map(({ node }) => textOf(node.scope)).sort();
      const money = amounts ? ` ${cause.perDay.toFixed(6)} ${cause.total.toFixed(6)}` : '';
      texts.push(`${day} ${cause.breadth} ${cause.direction} since ${cause.since}${money}: ${where.join(', ')}`);
    }
  return texts.sort();
}

function textOf({ account = '*', service = '*', usageType = '*', team = '*' }: Scope): string {
  return `${account}/${service}/${usageType}/${team}`;
}
