/** Gives each name a new one that says nothing, always the same for the same name. */
export type Renaming = (name: string) => string;

/** What marks a charge: a reader of the bill knows these by the type of charge, not by the name. */
const CHARGE = /^(MP:|Fee:|Tax:|RIFee:|SavingsPlan\w*:|Credit:|Refund:)/;

/** A renaming that counts: `service-1`, `service-2` and so on, keeping the prefix of a charge. */
export function createRenaming(word: string): Renaming {
  const names = new Map<string, string>();
  return (name) => {
    const known = names.get(name) ?? `${CHARGE.exec(name)?.[0] ?? ''}${word}-${names.size + 1}`;
    names.set(name, known);
    return known;
  };
}
