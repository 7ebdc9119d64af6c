import { describe, expect, test } from "@jest/globals";
import { pageExamples } from "../../../../src/code/docs/examples.ts";
import { referenceOf } from "../../../../src/code/docs/reference.ts";
import { brokenLinks, createAnchors, headingsOf } from "../../../../src/propose/embedded/docs/anchors.ts";
import { findMarkers, PAGE_BEGIN, PAGE_END } from "../../../../src/propose/embedded/docs/page-markers.ts";
import { renewPage } from "../../../../src/propose/embedded/docs/render-page.ts";
import { repoPath } from "../../temp-workspace.ts";

function pageOf(text: string, page = "# API\n", at = "docs/api.md"): string {
  const path = repoPath("src/lib/a.ts");
  return renewPage(page, [{ path, entries: referenceOf(path, text) }], "API", at) ?? "";
}

test("anchors are GitHub's, also of headings that bear another one's number", () => {
  const headings = ["`src/a-b.ts`", "Box", "Box", "box-1", "Box", "a_b $c", "Cart#add", "Über uns", "  x  ", "1. One"];
  expect(headings.map(createAnchors())).toEqual([
    "srca-bts",
    "box",
    "box-1",
    "box-1-1",
    "box-2",
    "a_b-c",
    "cartadd",
    "über-uns",
    "x",
    "1-one",
  ]);
});

test("headings are those that a reader sees", () => {
  const text =
    "# A\n\n```md\n# no\n```\n~~~\n```\n# no\n~~~\nUnder\n===\n\n- no\n---\n ## [B](x.md) _c_ ##\n#no\n####### no\n";
  expect(headingsOf(text)).toEqual(["A", "Under", "B c"]);
});

describe("whatever comments and signatures hold, a page has its sections and its links", () => {
  test.each([
    ["headings", "/**\n * A.\n *\n * ## `b`\n *\n * b\n * ---\n */\nexport const a = 1;\nexport const b = 2;\n"],
    ["a block that is never closed", "/**\n * A.\n * ```js\n * a();\n */\nexport const a = 1;\nexport const b = 2;\n"],
    ["what hides text", "/** A <!-- b. */\nexport const a = 1;\nexport const b = 2;\n"],
    ["the markers of pages", `/**\n * A.\n *\n * ${PAGE_END}\n */\nexport const a = 1;\nexport const b = 2;\n`],
    [
      "the markers of pages in a block",
      `/**\n * A.\n * \`\`\`md\n * ${PAGE_END}\n * \`\`\`\n */\nexport const a = 1;\nexport const b = 2;\n`,
    ],
    ["marks of blocks in a signature", 'export const a = "```";\nexport const b = 2;\n'],
    [
      "names that differ in signs alone",
      "export const $b = 1;\nexport const b = 2;\nexport const B = 3;\nexport const b_1 = 4;\n",
    ],
    ["names of the language", "export const constructor = 1;\nexport const toString = 2;\nexport const b = 3;\n"],
  ])("%s", (_, text) => {
    const page = pageOf(text);
    expect(brokenLinks(page)).toEqual([]);
    const names = referenceOf(repoPath("a.ts"), text).map(({ name }) => `\`${name}\``);
    expect(headingsOf(page)).toEqual(["API", "`src/lib/a.ts`", ...names]);
    expect(pageExamples(page).filter(({ claims }) => claims === "signature")).toHaveLength(names.length);
    expect(findMarkers(page).type).toBe("marked");
    expect(pageOf(text, page)).toBe(page);
  });

  test("each line of contents leads to the section of its name", () => {
    const page = pageOf("export const $b = 1;\nexport const b = 2;\nexport const B = 3;\n", "# b\n\n`b`\n---\n");
    const anchors = headingsOf(page).map(createAnchors());
    const links = [...page.matchAll(/^ *- \[`(.*)`\]\(#(.*)\)$/gmu)].map(([, name, link = ""]) => [
      `\`${name ?? ""}\``,
      anchors.indexOf(link),
    ]);
    expect(links).toEqual(
      headingsOf(page)
        .slice(2)
        .map((heading, index) => [heading, index + 2]),
    );
  });
});

test.each([
  ["[guide](../guide.md)", "[guide](../src/guide.md)"],
  ["[guide](./guide.md#top)", "[guide](../src/lib/guide.md#top)"],
  ["[here](../../docs/api.md#a)", "[here](#a)"],
  ["[out](../../../x.md)", "[out](../../../x.md)"],
  ["[web](https://example.com/a)", "[web](https://example.com/a)"],
  ["[mail](mailto:a@example.com)", "[mail](mailto:a@example.com)"],
  ["`[code](../a.md)` told", "`[code](../a.md)` told"],
])("a link of a comment leads where it led: %s", (said, shown) => {
  expect(pageOf(`/** See ${said}. */\nexport const a = 1;\n`)).toContain(`See ${shown}.`);
});

test("links that lead nowhere are found, outside of code", () => {
  const text = '# A\n\n[a](#a) [b](#b) `[c](#c)` [`d`](#d) [e](#e)\n\n```md\n[f](#f)\n```\n<a id="e"></a>\n';
  expect(brokenLinks(text)).toEqual(["b", "d"]);
});

test.each([
  [`# A\n\nBetween \`${PAGE_BEGIN}\` and others.\n`, { type: "unmarked" }],
  [`# A\n\n\`\`\`md\n${PAGE_BEGIN}\n${PAGE_END}\n\`\`\`\n`, { type: "unmarked" }],
  [
    `# A\r\n${PAGE_BEGIN}\r\n${PAGE_END}\r\n`,
    { type: "marked", start: 5, end: 5 + PAGE_BEGIN.length + 2 + PAGE_END.length },
  ],
  [`# A\n${PAGE_BEGIN}\n`, { reason: `it has only ${PAGE_BEGIN} in line 2: add ${PAGE_END}, or take both out` }],
  [`# A\n${PAGE_END}\n`, { reason: `it has only ${PAGE_END} in line 2: add ${PAGE_BEGIN}, or take both out` }],
  [
    `${PAGE_END}\n${PAGE_BEGIN}\n`,
    { reason: expect.stringContaining(`${PAGE_END} in line 1, ${PAGE_BEGIN} in line 2`) },
  ],
  [`${PAGE_BEGIN}\n${PAGE_BEGIN}\n${PAGE_END}\n`, { reason: expect.stringContaining("no order that encloses") }],
  ["# A\n\n```js\na();\n", { reason: "a fenced block of it is never closed" }],
])("markers of %j", (page, place) => {
  expect(findMarkers(page)).toMatchObject(place);
});

test("links of comments: over two lines, and behind a tag", () => {
  const page = pageOf(
    "/**\n * A, see {@link b\n * the other}.\n * @see {@link b}\n */\nexport const a = 1;\nexport const b = 2;\n",
  );
  expect(page).toContain("A, see [the other](#b).");
  expect(page).toMatch(/\*\*See\*\* \[`?b`?\]\(#b\)/u);
});

test("blocks within lists end where they end: markers behind them count", () => {
  const list = "# API\n\n1. First:\n   - ```sh\n     run\n     ```\n\n";
  const page = pageOf("export const a = 1;\n", list);
  expect(page.startsWith(list)).toBe(true);
  expect(findMarkers(page).type).toBe("marked");
  expect(pageOf("export const a = 1;\n", page)).toBe(page);
});

test("links of comments between angle brackets, and to a folder itself", () => {
  const at = "/** [A](<./my guide.md>), [B](<https://example.com/a b>), [C](./). */\nexport const a = 1;\n";
  expect(pageOf(at)).toContain("[A](<../src/lib/my guide.md>), [B](<https://example.com/a b>), [C](../src/lib).");
  expect(pageOf(at, "# API\n", "src/lib/api.md")).toContain("[C](.)");
});

test("an example with a caption and a block is shown as it is, and what stands behind it is a tag", () => {
  const page = pageOf(
    "/**\n * Adds.\n * @example\n * Adds two.\n * ```js\n * add(1, 2)\n * ```\n * @returns the sum\n */\nexport function add(a, b) { return a + b; }\n",
  );
  expect(page).toContain("Adds two.\n```js\nadd(1, 2)\n```\n\n- **Returns** the sum");
});
