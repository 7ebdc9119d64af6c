import { describe, expect, test } from "@jest/globals";
import { reformatted, renamed } from "../../../bench/gates/license-corpus.ts";
import { createRandom } from "../../../bench/gates/random.ts";
import { buildCopyIndex, isIndexable, ownersOf } from "../../../src/check/license/copy-index.ts";
import { findCopied } from "../../../src/check/license/copied.ts";
import { GRAM, toFingerprints, WINDOW } from "../../../src/check/license/fingerprints.ts";

const LIBRARY = `/** Finds where an item belongs. */
export function lowerBound(list, value, compare) {
  let first = 0;
  let count = list.length;
  while (count > 0) {
    const step = Math.trunc(count / 2);
    let at = first + step;
    if (compare(list[at], value) <= 0) {
      first = ++at;
      count -= step + 1;
    } else {
      count = step;
    }
  }
  return first;
}
`;
const OTHER = `export function describe(user) {
  const parts = [user.name, user.city].filter(Boolean);
  if (parts.length === 0) throw new TypeError("nobody to describe");
  return parts.map((part) => part.trim().toUpperCase()).join(", ");
}
`;

const index = await buildCopyIndex([
  { package: "sorted", path: "node_modules/sorted/index.js", licence: "GPL-3.0-only", text: LIBRARY },
  { package: "people", path: "node_modules/people/index.js", text: OTHER },
]);
const found = (text: string): readonly string[] =>
  findCopied("src/a.ts", text, index).map(({ source, how }) => `${source.package} ${how}`);

describe("copied text", () => {
  test.each([
    ["verbatim", LIBRARY, "sorted exact"],
    ["reformatted", reformatted(LIBRARY), "sorted exact"],
    ["without comments, on one line", LIBRARY.replace(/\/\*.*\*\//u, "").replace(/\n\s*/gu, " "), "sorted exact"],
    ["renamed", renamed(LIBRARY, createRandom(2)), "sorted renamed"],
    ["renamed and reformatted", renamed(reformatted(LIBRARY), createRandom(2)), "sorted renamed"],
    [
      "amid own code",
      `const own = 1;\nfunction f() {\n  return own + 2;\n}\n${LIBRARY}\nexport default f;\n`,
      "sorted exact",
    ],
  ])("is found %s", (_, text, expected) => {
    expect(found(text)).toContain(expected);
  });

  test.each([
    ["a few shared lines", "let first = 0;\nlet count = list.length;\nwhile (count > 0) {\n  count -= 1;\n}\n"],
    [
      "the same task written anew",
      "export function insertionPoint(items, wanted) {\n  for (const [index, item] of items.entries()) {\n    if (item > wanted) return index;\n  }\n  return items.length;\n}\n",
    ],
    ["nothing", ""],
  ])("%s is none", (_, text) => {
    expect(found(text)).toEqual([]);
  });

  test("a table of numbers is no copy, even where it stands elsewhere", async () => {
    const table = `const T = [${Array.from({ length: 200 }, () => "0, 1").join(", ")}];\n`;
    const numbers = await buildCopyIndex([{ package: "t", path: "t.js", text: table }]);
    expect(findCopied("src/a.ts", table, numbers)).toEqual([]);
  });

  test("one line of a source that a text repeats with other names is no copy, however often", async () => {
    const place =
      "const place = { line: undefined, column: undefined, file: undefined, name: undefined, kind: undefined };\n";
    const places = await buildCopyIndex([{ package: "place", path: "place.js", text: `${LIBRARY}${place}` }]);
    const object = Array.from({ length: 100 }, (_, at) => `value${at}: undefined`).join(", ");
    expect(findCopied("src/a.ts", `f({ ${object} });\n`, places)).toEqual([]);
    expect(findCopied("src/a.ts", `f({ ${object} });\n${LIBRARY}`, places)).toHaveLength(1);
  });

  test("tells where it begins and how long it is", () => {
    const [one] = findCopied("src/a.ts", `// own\n${LIBRARY}`, index);
    expect(one?.tokens).toBeGreaterThan(60);
    expect(one?.start).toBeLessThan(120);
  });
});

describe("winnowing", () => {
  test("keeps its guarantee: any shared run of GRAM + WINDOW - 1 tokens shares a fingerprint", () => {
    const random = createRandom(9);
    for (let round = 0; round < 200; round += 1) {
      const word = (): string => random.text("abcdefghij", 3);
      const shared = Array.from({ length: GRAM + WINDOW - 1 }, word);
      const around = (count: number): string => Array.from({ length: count }, word).join(" ");
      const first = toFingerprints("a.js", `${around(30)} ${shared.join(" ")} ${around(25)}`);
      const second = new Set(
        toFingerprints("a.js", `${around(11)} ${shared.join("\n")} ${around(40)}`).exact.map(({ hash }) => hash),
      );
      expect(first.exact.some(({ hash }) => second.has(hash))).toBe(true);
    }
  });

  test("a text shorter than a k-gram has no fingerprint", () => {
    expect(toFingerprints("a.js", "a b c").exact).toEqual([]);
  });

  test("a fingerprint is found with all its sources, four at most", async () => {
    const copies = Array.from({ length: 6 }, (_, at) => ({ package: `p${at}`, path: `p${at}.js`, text: LIBRARY }));
    const many = await buildCopyIndex(copies);
    const [print] = toFingerprints("a.js", LIBRARY).exact;
    expect(ownersOf(many.exact, print?.hash ?? -1)).toEqual([0, 1, 2, 3]);
    expect(ownersOf(many.exact, 12345)).toEqual([]);
  });

  test.each([
    ["lib/a.js", true],
    ["a.py", true],
    ["a.d.ts", false],
    ["a.min.js", false],
    ["README.md", false],
  ])("%s", (path, expected) => {
    expect(isIndexable(path)).toBe(expected);
  });
});
