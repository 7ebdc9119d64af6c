import { describe, expect, test } from "@jest/globals";
import { pageExamples } from "../../../../src/code/docs/examples.ts";
import { referenceOf } from "../../../../src/code/docs/reference.ts";
import { toRepoPath } from "../../../../src/domain/repo-path.ts";
import { PAGE_BEGIN, PAGE_END, renewPage } from "../../../../src/propose/embedded/docs/render-page.ts";

const TEXT = `/** Options of {@link pad}. */
export interface PadOptions {
  // not shown
  width: number;
}

/**
 * Pads a text, see {@link PadOptions} and {@link https://example.com | the rules}.
 *
 * @param text - What is padded.
 * @returns The text.
 * @throws RangeError if \`width < 0\`.
 * @example
 * \`\`\`ts
 * pad("a", { width: 2 }); // => "a "
 * \`\`\`
 */
export function pad(text: string, { width }: PadOptions): string {
  return text.padEnd(width);
}

export class Box<T> extends Array<T> {
  #hidden = 1;
  /** Told. */
  constructor(readonly size: number) { super(); }
  fits(other: number): boolean { return other < this.size; }
}
`;

function modules(text = TEXT) {
  const path = toRepoPath("src/pad.ts");
  if (!path.ok) throw new Error("path");
  return [{ path: path.path, entries: referenceOf(path.path, text) }];
}

describe("a page of the policy", () => {
  const made = renewPage("# Pad\n\nBy hand.\n", modules(), "API") ?? "";

  test("is written as it should read", () => {
    expect(made).toMatchSnapshot();
  });

  test("is the same when it is renewed, whatever is written around the markers", () => {
    expect(renewPage(made, modules(), "API")).toBe(made);
    const around = `${made.replace("By hand.", "By another hand.")}\n## License\n`;
    expect(renewPage(around, modules(), "API")).toBe(around);
  });

  test("has a target for each of its links", () => {
    const anchors = new Set(
      [...made.matchAll(/^#+ `(.*)`$/gmu)].map(([, name = ""]) => name.toLowerCase().replaceAll(/[^\w-]/gu, "")),
    );
    // `Pad`, by hand, is taken: the function comes second.
    const links = [...made.matchAll(/\]\(#([^)]*)\)/gu)].map(([, link = ""]) => link.replace(/-1$/u, ""));
    expect(links.length).toBeGreaterThan(4);
    expect(links.filter((link) => !anchors.has(link))).toEqual([]);
    expect(made).toContain("(#pad-1)");
  });

  test("shows examples that can be run, of the module above them, and signatures that are not", () => {
    const signatures = modules().flatMap(({ entries }) => entries.map(({ signature }) => signature));
    const examples = pageExamples(made);
    expect(examples.filter(({ claims }) => claims === "signature").map(({ code }) => code)).toEqual(signatures);
    expect(examples.filter(({ claims }) => claims === undefined)).toEqual([
      expect.objectContaining({ code: 'pad("a", { width: 2 }); // => "a "', module: "src/pad.ts" }),
    ]);
  });

  test("is made where there is none, and refused with one marker alone", () => {
    expect(renewPage(undefined, modules(), "API")).toMatch(/^# API\n\n<!-- assay:api begin -->/u);
    expect(renewPage(`# A\n${PAGE_BEGIN}\n`, modules(), "API")).toBeUndefined();
    expect(renewPage(`${PAGE_END}\n${PAGE_BEGIN}\n`, modules(), "API")).toBeUndefined();
  });

  test("keeps the line ends of the page", () => {
    const other = renewPage("# A\r\n\r\nText.\r\n", modules(), "API") ?? "";
    expect(other.replaceAll("\r\n", "")).not.toContain("\n");
  });
});
