/** Random values from a seed, so that a corpus is the same in every run (mulberry32). */
export interface Random {
  /** 0 ≤ n < limit. */
  below(limit: number): number;
  /** `length` characters of an alphabet. */
  text(alphabet: string, length: number): string;
  pick<T>(list: readonly T[]): T;
}

export const DIGITS = "0123456789";
export const LOWER = "abcdefghijklmnopqrstuvwxyz";
export const UPPER = LOWER.toUpperCase();
export const HEX = `${DIGITS}abcdef`;
export const ALNUM = DIGITS + UPPER + LOWER;
export const BASE64 = `${ALNUM}+/`;
export const BASE64URL = `${ALNUM}-_`;

export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    text: (alphabet, length) => Array.from({ length }, () => alphabet[below(alphabet.length)] ?? "").join(""),
    pick: (list) => {
      const one = list[below(list.length)];
      if (one === undefined) throw new Error("pick from an empty list");
      return one;
    },
  };
}
