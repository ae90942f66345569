import type Database from 'better-sqlite3';

type Statement = Database.Statement<unknown[], unknown>;

/** Nothing in here is ever collected: databases and the statements prepared on them. */
const alive = new Set<object>();

/**
 * Prepares each text once and keeps it for the life of the process.
 *
 * Node 24.19 and later abort when better-sqlite3 12 has a statement collected outside of JavaScript's own turn
 * (nodejs/node#65446; version 13, which is free of it, does not run on Node 20). What is never let go is never collected.
 * Each use finds its statement as if it were new.
 */
export function keepStatements(client: Database.Database): Database.Database {
  const kept = new Map<string, Statement>();
  const prepare = client.prepare.bind(client) as (source: string) => Statement;
  const reuse = (source: string): Statement => {
    const known = kept.get(source);
    if (!known) {
      const made = prepare(source);
      kept.set(source, made);
      return made;
    }
    return known.reader ? known.raw(false).pluck(false).expand(false) : known;
  };
  alive.add(client).add(kept);
  return Object.defineProperty(client, 'prepare', { value: reuse });
}
