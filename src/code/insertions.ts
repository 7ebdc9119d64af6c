/** Texts to be put between the characters of a text. */
export interface Insertions {
  /** In front of what begins at an offset; of several at one offset the one asked for first stands first. */
  before(offset: number, text: string): void;
  /** Behind what ends at an offset; of several at one offset the one asked for first stands last. */
  after(offset: number, text: string): void;
  /** Around a range: with parents asked for before their children, ranges nest as they should. */
  around(start: number, end: number, open: string, close: string): void;
  /** Another text in the place of a range that nothing else was asked for in. */
  replace(start: number, end: number, text: string): void;
  apply(text: string): string;
}

/** Collects insertions and makes them all at once. */
export function createInsertions(): Insertions {
  const openings = new Map<number, string>();
  const closings = new Map<number, string>();
  const replacements = new Map<number, { readonly end: number; readonly text: string }>();
  const before = (offset: number, text: string): void => {
    openings.set(offset, (openings.get(offset) ?? "") + text);
  };
  const after = (offset: number, text: string): void => {
    closings.set(offset, text + (closings.get(offset) ?? ""));
  };
  return {
    before,
    after,
    around(start, end, open, close) {
      before(start, open);
      after(end, close);
    },
    replace(start, end, text) {
      replacements.set(start, { end, text });
    },
    apply(text) {
      const asked = [...openings.keys(), ...closings.keys(), ...replacements.keys()];
      const offsets = [...new Set(asked)].sort((a, b) => a - b);
      const parts: string[] = [];
      let last = 0;
      for (const offset of offsets) {
        parts.push(text.slice(last, offset), closings.get(offset) ?? "", openings.get(offset) ?? "");
        const replacement = replacements.get(offset);
        if (replacement !== undefined) parts.push(replacement.text);
        last = replacement?.end ?? offset;
      }
      return parts.join("") + text.slice(last);
    },
  };
}
