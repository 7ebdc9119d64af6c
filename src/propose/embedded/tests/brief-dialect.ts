import type { SerializedValue } from "../../../probe/values.ts";
import { renderText } from "../../../probe/explore/render-literal.ts";
import { parts, type Dialect } from "./dialect.ts";

/** A value with more parts, or of more characters, is not asserted as a whole: nobody would read it. */
const MOST_PARTS = 20;
const MOST_CHARACTERS = 600;
/** Items of a list, and fields of an object, that are looked at instead; and how deep. */
const MOST_ITEMS = 3;
const MOST_FIELDS = 8;
const MOST_DEPTH = 3;
/** Names of members that are written out, each on a line of its own; of more only their number is. */
const MOST_NAMES = 10;

function countParts(value: SerializedValue): number {
  return parts(value).reduce((sum, part) => sum + countParts(part), 1);
}

const number = (value: number): SerializedValue => ({ type: "primitive", value });

function member(actual: string, key: string, quote: "'" | '"'): string {
  return /^[A-Za-z_$][\w$]*$/u.test(key) ? `${actual}.${key}` : `${actual}[${renderText(key, quote)}]`;
}

/** The dialect, but that of large values what tells most is asserted: how many items, names of members, plain fields. */
export function toBriefDialect(dialect: Dialect, quote: "'" | '"'): Dialect {
  const equal = (actual: string, value: SerializedValue, depth: number): readonly string[] | undefined => {
    const lines = dialect.equal(actual, value);
    if (lines === undefined) return undefined;
    const isLarge = countParts(value) > MOST_PARTS || lines.join("").length > MOST_CHARACTERS;
    if (!isLarge || depth > MOST_DEPTH) return isLarge ? [] : lines;
    const brief = briefly(actual, value, depth + 1);
    return brief === undefined || brief.length === 0 ? lines : brief;
  };
  const briefly = (actual: string, value: SerializedValue, depth: number): readonly string[] | undefined => {
    switch (value.type) {
      case "array": {
        const first = value.items.slice(0, MOST_ITEMS);
        const looked = first.flatMap((item, index) =>
          item === null ? [] : (equal(`${actual}[${index}]`, item, depth) ?? []),
        );
        return [...(dialect.equal(`${actual}.length`, number(value.items.length)) ?? []), ...looked];
      }
      case "set":
        return dialect.equal(`${actual}.size`, number(value.items.length));
      case "map":
        return dialect.equal(`${actual}.size`, number(value.entries.length));
      case "object":
        return [...namesLines(actual, value.entries), ...fieldLines(actual, value.entries, depth)];
      case "instance":
        return [
          ...(dialect.equal(actual, { ...value, entries: [] }) ?? []),
          ...fieldLines(actual, value.entries, depth),
        ];
      default:
        return undefined;
    }
  };
  const namesLines = (actual: string, entries: Entries): readonly string[] => {
    const names = `Object.keys(${actual})`;
    const items = entries.map(([key]): SerializedValue => ({ type: "primitive", value: key }));
    if (items.length <= MOST_NAMES) return dialect.equal(names, { type: "array", items }) ?? [];
    return dialect.equal(`${names}.length`, number(entries.length)) ?? [];
  };
  const fieldLines = (actual: string, entries: Entries, depth: number): readonly string[] =>
    entries
      .filter(([key, item]) => item.type !== "function" && !/^[_(]/u.test(key))
      .toSorted(([, a], [, b]) => countParts(a) - countParts(b))
      .slice(0, MOST_FIELDS)
      .flatMap(([key, item]) => equal(member(actual, key, quote), item, depth) ?? []);
  return { ...dialect, equal: (actual, value) => equal(actual, value, 0) };
}

type Entries = readonly (readonly [string, SerializedValue])[];
