/** What doctor found of one thing: that it works, or what is wrong and the mend. */
export interface Diagnosis {
  readonly what: string;
  readonly ok: boolean;
  readonly words: string;
}

export const fine = (what: string, words: string): Diagnosis => ({ what, ok: true, words });
export const wrong = (what: string, words: string): Diagnosis => ({ what, ok: false, words });
