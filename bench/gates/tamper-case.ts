import type { BaseFile } from "./tamper-bases.ts";

/** One edit of a candidate. */
export interface TamperCase {
  readonly name: string;
  readonly files: readonly { readonly path: string; readonly before?: string; readonly after?: string }[];
}

/** Replaces one text of a base file; the text must stand in it, or the corpus is broken. */
export function edit(name: string, base: BaseFile, from: string, to: string): TamperCase {
  if (!base.text.includes(from)) throw new Error(`${name}: ${base.path} does not hold ${from}`);
  return { name, files: [{ path: base.path, before: base.text, after: base.text.replace(from, () => to) }] };
}

/** Takes the lines from the first to the last of two texts out. */
export function cut(name: string, base: BaseFile, first: string, last: string): TamperCase {
  const start = base.text.indexOf(first);
  const end = base.text.indexOf(last, start) + last.length;
  if (start < 0 || end < last.length) throw new Error(`${name}: ${base.path} does not hold ${first} … ${last}`);
  return {
    name,
    files: [{ path: base.path, before: base.text, after: base.text.slice(0, start) + base.text.slice(end) }],
  };
}

export const created = (name: string, path: string, after: string): TamperCase => ({ name, files: [{ path, after }] });
export const changed = (name: string, path: string, before: string, after: string): TamperCase => ({
  name,
  files: [{ path, before, after }],
});
