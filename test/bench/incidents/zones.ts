import { walkDigests } from '../../domain/digest-days.ts';
import { atMost, count, type Figure } from '../figure.ts';

// The years in which zones did the most: Samoa left out a day, Pyongyang moved by half an hour at midnight, Egypt and Morocco by turns.
const FROM = Date.parse('2011-01-01T00:00:00Z');
const TO = Date.parse('2021-01-01T00:00:00Z');
const HOUR_MS = 3_600_000;
const TICK_MS = 12 * HOUR_MS;
const DAY_MINUTES = 1440;
/** Clocks change in the first hours of a day: every other zone has its digest then. */
const EARLY_MINUTES = 180;

/** Walks through ten years in every zone and counts the local days that have not exactly one digest. Some minutes. */
export async function* zones(): AsyncIterable<Figure> {
  const begun = performance.now();
  const names = Intl.supportedValuesOf('timeZone');
  let days = 0;
  const faults: string[] = [];
  for (const [i, zone] of names.entries()) {
    const walked = walkDigests({ zone, at: timeOf(i), from: FROM, to: TO, tickMs: TICK_MS });
    days += walked.days;
    faults.push(...walked.faults);
    // Other figures of the table have timers.
    await new Promise(setImmediate);
  }
  for (const fault of faults) console.error(fault);
  const seconds = (performance.now() - begun) / 1000;
  const detail = `${count(days)} days, ${names.length} zones, ${count(seconds)} s`;
  yield atMost('local days without exactly one digest, over ten years', faults.length, 0, count, detail);
}

/** Another time of the day for each zone. */
function timeOf(i: number): string {
  const minutes = i % 2 ? (i * 7) % EARLY_MINUTES : (i * 97) % DAY_MINUTES;
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
