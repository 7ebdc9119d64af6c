import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, jest, test } from "@jest/globals";
import { commitAll, makeGround, makeRepository, type Ground } from "../adapters/git/fixture.ts";
import { useBuiltCli } from "./support/built-cli.ts";

jest.setTimeout(400_000);

const cli = useBuiltCli();

const BY_HAND = ` * Splits an amount:  by hand,   with two blanks
 * and a line that is kept as it is.`;

const FILES: Readonly<Record<string, string>> = {
  "package.json": '{ "name": "till", "version": "1.0.0", "type": "module", "license": "MIT" }\n',
  "src/money.ts": `export type * from "./kinds.ts";

export const MOST_DIGITS = 4;

export interface FormatOptions {
  digits?: number;
}

/**
${BY_HAND}
 * @param amount - in cents
 * @param people - how many pay
 * @returns {void} what each pays
 */
export function split(amount: number, shares: number): number {
  return amount / shares;
}

export function format(cents: number, { digits = 2 }: FormatOptions = {}): string {
  if (digits > MOST_DIGITS) throw new RangeError("too many digits");
  return \`\${(cents / 100).toFixed(digits)} EUR\`;
}

export function size(list: string): number;
export function size(list: readonly string[]): number;
export function size(list: string | readonly string[]): number {
  return list.length * 2;
}
`,
  "src/kinds.ts": "export enum Kind {\n  Cash = 1,\n}\n",
  "lib/list.js": `/**
 * Counts.
 * @param {string} list what is counted
 * @param {number} gone not there any more
 */
export function count(list) {
  return list.length;
}

export function chunk(list, size = 2) {
  if (size < 1) throw new RangeError("size is too small");
  const made = [];
  for (let at = 0; at < list.length; at += size) made.push(list.slice(at, at + size));
  return made;
}

export const name = (name) => name;
`,
};

function assay({ env }: Ground, root: string): string {
  return cli.run(root, ["run", "--all", "--tasks", "docs", "--engine", "embedded", "--publish", "worktree"], env);
}

/** The lines `call; // => result` of a text, run by Node outside of everything: what is not so is an error. */
function runExamples(root: string, file: string, text: string): number {
  const examples = [...text.matchAll(/^\s*\*\s(.*); \/\/ => (.*)$/gmu)].map(([, call = "", result = ""]) => ({
    call,
    result,
  }));
  const names = [...text.matchAll(/^export (?:function|const) (\w+)/gmu)].map(([, name = ""]) => name);
  const program = [
    'import { deepStrictEqual } from "node:assert";',
    `import { ${[...new Set(names)].join(", ")} } from ${JSON.stringify(path.join(root, file))};`,
    ...examples.map(({ call, result }) => `deepStrictEqual(${call}, ${result});`),
  ].join("\n");
  execFileSync(process.execPath, ["--disable-warning=ExperimentalWarning", "--input-type=module", "--eval", program]);
  return examples.length;
}

const PAGES = 'docs: { style: full, pages: [{ path: docs/api.md, from: "src/**/*.ts" }] }\n';

describe("docs without a model, by the built command line", () => {
  test("comments with executed examples in TypeScript and JavaScript, tags that fit again, a page", () => {
    using ground = makeGround();
    const root = makeRepository(ground, { ...FILES, ".github/assay.yml": `version: 1\ntasks: [docs]\n${PAGES}` });
    const output = assay(ground, root);
    expect(output).toContain("3 accepted, 0 rejected");
    expect(output).toMatch(/✓ docs-only/u);
    // What the name says already is not said again, and the report says so.
    expect(output).toMatch(/nothing true could be said of Kind in src\/kinds\.ts/u);
    expect(output).toMatch(/Left without a comment for the same reason:.*`MOST_DIGITS`/u);

    const [typed, plain] = ["src/money.ts", "lib/list.js"].map((name) => readFileSync(path.join(root, name), "utf8"));
    if (typed === undefined || plain === undefined) throw new Error("nothing was read");
    expect(typed).toContain(
      `/**\n${BY_HAND}\n * @param amount - in cents\n * @param shares - how many pay\n * @returns {number} what each pays\n */`,
    );
    expect(typed).toContain("@throws RangeError if `digits > MOST_DIGITS`.");
    expect(typed).toContain("  /** Default: `2`. */\n  digits?: number;");
    expect(typed.match(/Returns `list\.length \* 2`\./gu)).toHaveLength(2);
    expect(typed).toMatch(
      /Returns `list\.length \* 2`\.[\s\S]*?\*\/\nexport function size\(list: readonly string\[\]\)/u,
    );
    expect(plain).toContain("/**\n * Counts.\n * @param {string} list what is counted\n */");
    expect(plain).toContain(" * @param {number} [size=2]");
    expect(plain).toContain(" * @throws {RangeError} If `size < 1`.");
    expect(runExamples(root, "src/money.ts", typed)).toBeGreaterThanOrEqual(2);
    expect(runExamples(root, "lib/list.js", plain)).toBeGreaterThanOrEqual(1);

    const page = readFileSync(path.join(root, "docs/api.md"), "utf8");
    expect(page).toMatch(/^# API\n\n<!-- assay:api begin -->\n[\s\S]*<!-- assay:api end -->\n$/u);
    const links = [...page.matchAll(/\]\(#([^)]*)\)/gu)].map(([, link]) => link);
    const headings = [...page.matchAll(/^#+ `(.*)`$/gmu)].map(([, title = ""]) =>
      title.toLowerCase().replaceAll(/[^\w-]/gu, ""),
    );
    expect(new Set(links)).toEqual(new Set(headings));
    for (const name of ["MOST_DIGITS", "FormatOptions", "split", "format", "size", "Kind"]) {
      expect(page).toContain(`### \`${name}\`\n`);
    }
    expect(page).toContain("Passes on:\n\n- from [`src/kinds.ts`](#srckindsts): [`Kind`](#kind)");

    // A second run finds nothing to do but what the first wrote into comments, which the page shows now.
    commitAll(root, "docs");
    expect(assay(ground, root)).toMatch(/accepted docs docs\/api\.md[\s\S]*1 accepted, 0 rejected, 3 declined/u);
    expect(readFileSync(path.join(root, "src/money.ts"), "utf8")).toBe(typed);
    expect(readFileSync(path.join(root, "docs/api.md"), "utf8")).toContain("Splits an amount:  by hand,");
  });

  test("signatures alone: tags and defaults, nothing is executed", () => {
    using ground = makeGround();
    const policy = "version: 1\ntasks: [docs]\ndocs: { style: signature }\n";
    const root = makeRepository(ground, { ...FILES, ".github/assay.yml": policy });
    expect(assay(ground, root)).toContain("2 accepted, 0 rejected");
    const typed = readFileSync(path.join(root, "src/money.ts"), "utf8");
    expect(typed).toContain("@throws RangeError if");
    expect(typed).not.toMatch(/@example|Returns `/u);
  });
});
