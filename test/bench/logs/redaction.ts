import { createRedactor } from '../../../src/domain/logs/redact.ts';
import { RULES } from '../../../src/domain/logs/redaction/rules.ts';
import { median } from '../../../src/domain/statistics.ts';
import { bestOf, filled, HOSTILE } from '../../domain/logs/redact-hostile.ts';
import { HEX, some, uuid } from '../../domain/logs/redact-samples.ts';
import { atMost, count, type Figure, milliseconds } from '../figure.ts';

const TURNS = 11;
const LINES = 10_000;
const redact = createRedactor([]);

/** How long it takes to hide secrets: in lines as functions write them, and in what is made to take long. */
export async function* redaction(): AsyncIterable<Figure> {
  yield usual();
  yield hostile(1_000_000, 200);
  yield hostile(100_000, 50);
  yield worstRule();
}

function usual(): Figure {
  const lines = Array.from({ length: LINES }, (_, i) => ({ text: usualLine(i) }));
  const times = Array.from({ length: TURNS + 1 }, () => {
    const begun = performance.now();
    redact(lines);
    return performance.now() - begun;
  });
  const detail = `the first time ${milliseconds(times[0] ?? 0)}`;
  return atMost(`Hiding secrets in ${count(LINES)} usual lines`, median(times.slice(1)), 100, milliseconds, detail);
}

/** Lines as Lambda and its functions write them; a fifth has an e-mail address and a token. */
function usualLine(i: number): string {
  const id = uuid();
  const lines = [
    `START RequestId: ${id} Version: 42`,
    `REPORT RequestId: ${id}\tDuration: 3.10 ms\tBilled Duration: 4 ms\tMemory Size: 128 MB\tMax Memory Used: 70 MB`,
    `{"timestamp":"2026-11-17T06:00:00Z","level":"INFO","requestId":"${id}","message":"polled","key":"orders/${i}.json"}`,
    `2026-11-17T06:00:00.123Z\t${id}\tINFO\tGET https://api.example.com:8080/v1/orders?page=2 200 in 31 ms, cache hit`,
    `2026-11-17T06:00:00.123Z\t${id}\tERROR\tlogin of ana@example.com failed, token=${some(HEX, 24)}`,
  ];
  return lines[i % lines.length] ?? '';
}

interface Worst {
  readonly ms: number;
  readonly detail: string;
}

const slower = (a: Worst, b: Worst) => (b.ms > a.ms ? b : a);
const NONE: Worst = { ms: 0, detail: '' };

function hostile(size: number, limitMs: number): Figure {
  const worst = HOSTILE.map(([name, unit]): Worst => {
    const lines = [{ text: filled(unit, size) }];
    return { ms: bestOf(3, () => redact(lines)), detail: name };
  }).reduce(slower, NONE);
  const what = `${count(size / 1000)} KB of hostile input, the worst of ${HOSTILE.length} sorts`;
  return atMost(what, worst.ms, limitMs, milliseconds, worst.detail);
}

function worstRule(): Figure {
  const worst = HOSTILE.flatMap(([name, unit]) => {
    const text = filled(unit, 100_000);
    return RULES.map(({ name: rule, trigger, find }): Worst => {
      const ms = bestOf(3, () => {
        if (trigger.test(text)) find(text, () => {});
      });
      return { ms, detail: `${rule} on ${name}` };
    });
  }).reduce(slower, NONE);
  return atMost('100 KB of hostile input, the slowest single rule', worst.ms, 50, milliseconds, worst.detail);
}
