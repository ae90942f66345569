import type { CsvError } from 'csv-parse';

/** Bad rows that are named; the others are counted. */
const MOST_FAULTS = 20;

/** What is wrong where a row cannot be told from the next. */
export function faultOfQuotes({ code }: CsvError): string {
  switch (code) {
    case 'CSV_MAX_RECORD_SIZE':
    case 'CSV_QUOTE_NOT_CLOSED':
      return 'a quote (") was opened, here or on a line before, and not closed; what follows was not read';
    case 'INVALID_OPENING_QUOTE':
    case 'CSV_INVALID_CLOSING_QUOTE':
      return 'a quote (") stands inside a field; write it twice ("") in a quoted field; what follows was not read';
    default:
      return `the row cannot be read (${code}); what follows was not read`;
  }
}

/** Collects the bad rows of a file, the first of them in words. */
export function createFaults() {
  const first: string[] = [];
  let count = 0;
  return {
    get count() {
      return count;
    },
    add(line: number, fault: string) {
      count++;
      if (first.length < MOST_FAULTS) first.push(`  line ${line}: ${fault}`);
    },
    words(name: string, example: string): string {
      const more = count > first.length ? [`  and ${count - first.length} more`] : [];
      const head = `${name} has ${count === 1 ? 'a bad row' : `${count} bad rows`}; nothing was written:`;
      return [head, ...first, ...more, ...(example ? [`A right row: ${example}`] : [])].join('\n');
    },
  };
}
