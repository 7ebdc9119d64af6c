import { runInNewContext } from "node:vm";
import { describe, expect, test } from "@jest/globals";
import { applyRewrite } from "../../../src/code/refactor/rewrites.ts";
import { repeatedBlocks } from "../../../src/code/refactor/repeated-blocks.ts";

function rewritten(text: string, path = "a.mjs"): string {
  return applyRewrite(path, text, repeatedBlocks)?.text ?? text;
}

/** Two functions around the same statements, with names of their own. */
function twice(body: (list: string, sum: string) => string, path?: string): string {
  const text = [
    ["one", "items", "total"],
    ["two", "list", "sum"],
  ]
    .map(
      ([name, list = "", sum = ""]) =>
        `export function ${name}(${list}${path === "a.ts" ? ": number[]" : ""}) {\n${body(list, sum)}}\n`,
    )
    .join("\n");
  return text;
}

const loop = (list: string, sum: string): string =>
  `  for (const item of ${list}) {\n    if (item > 3) {\n      ${sum} += item * 2;\n    } else if (item < 0) {\n      ${sum} -= 1;\n    }\n    if (${sum} > 1000) break;\n  }\n`;
const SHARED =
  "  let total = 0;\n  for (const item of items) {\n    if (item > 3) {\n      total += item * 2;\n    } else if (item < 0) {\n      total -= 1;\n    }\n    if (total > 1000) break;\n  }\n";

describe("repeated statements become a function", () => {
  test("that gives the one variable which is read behind them", () => {
    const text = twice((list, sum) => `  let ${sum} = 0;\n${loop(list, sum)}  return ${sum} / ${list.length};\n`);
    expect(rewritten(text)).toBe(
      `function findTotal(items) {\n${SHARED}  return total;\n}\n\n` +
        "export function one(items) {\n  const total = findTotal(items);\n  return total / 5;\n}\n\n" +
        "export function two(list) {\n  const sum = findTotal(list);\n  return sum / 4;\n}\n",
    );
  });

  test("that is handed the variable which it changes", () => {
    const text = twice(
      (list, sum) => `  let ${sum} = ${list.length};\n${loop(list, sum)}  return ${sum} / ${list.length};\n`,
    );
    expect(rewritten(text)).toContain("  let sum = 4;\n  sum = updateTotal(list, sum);\n  return sum / 4;\n");
  });

  test("next to the functions that they stand in, where it sees what those see", () => {
    const body = (list: string): string => loop(list, "total").replace("item * 2", "twice(item)");
    const inner = (name: string, list: string): string =>
      `  /** Of ${name}. */\n  function ${name}(${list}) {\n    console.log("${name}");\n${body(list).replaceAll(/^/gmu, "  ").trimEnd()}\n  }\n`;
    const text = `export function make(total) {\n  const twice = (item) => item * 2;\n${inner("one", "items")}\n${inner("two", "list")}  return { one, two, total: () => total };\n}\n`;
    const after = rewritten(text);
    expect(after).toContain("  function onePart(items) {\n    for (const item of items) {\n");
    expect(after).toContain(
      '  /** Of one. */\n  function one(items) {\n    console.log("one");\n    onePart(items);\n  }\n',
    );
    expect(after).toContain('  function two(list) {\n    console.log("two");\n    onePart(list);\n  }\n');
  });

  test("but not by handing functions on", () => {
    const text = twice(
      (list, sum) =>
        `  let ${sum} = 0;\n  const ${list}Of = (item) => item * ${list.length};\n${loop(list, sum).replace("item * 2", `${list}Of(item)`)}  return ${sum} / ${list.length};\n`,
    );
    expect(rewritten(text)).toBe(text);
  });

  test("without semicolons in a file without, whatever its comments end with", () => {
    const text = twice((list, sum) => `  let ${sum} = 0;\n${loop(list, sum)}  return ${sum} / ${list.length};\n`);
    const after = rewritten(`// See below;\n// and above;\n${text.replaceAll(";\n", "\n")}`);
    expect(after).toContain("  return total\n}\n");
    expect(after).toContain("  const sum = findTotal(list)\n  return sum / 4\n");
  });

  test("with types, where they are written", () => {
    const text = twice(
      (list, sum) => `  let ${sum} = 0;\n${loop(list, sum)}  return ${sum} / ${list.length};\n`,
      "a.ts",
    );
    expect(rewritten(text, "a.ts")).toContain("function findTotal(items: number[]) {\n");
    expect(rewritten(text.replace("list: number[]", "list: readonly number[]"), "a.ts")).not.toContain("findTotal");
  });

  test("that returns for them", () => {
    const body = (list: string, sum: string): string =>
      `  if (${list}.length > 3) return ${list}[0];\n  const ${sum} = ${list}.filter((item) => item > 1 && item < 10);\n  if (${sum}.length === 0) {\n    return undefined;\n  }\n  console.log(${sum});\n  return ${sum}.length + 1;\n`;
    const after = rewritten(twice(body));
    expect(after).toContain("export function two(list) {\n  return onePart(list);\n}\n");
  });

  test.each<readonly [string, (list: string, sum: string) => string]>([
    [
      "two variables are read behind them",
      (list, sum) =>
        `  let ${sum} = 0;\n  let more = 1;\n${loop(list, sum)}  more = ${sum};\n  return ${sum} + more + ${list.length};\n`
          .replace("  let more = 1;\n", "  let more = 1;\n  more += 1;\n")
          .replace("break", `more = 2`),
    ],
    [
      "they mean something by this",
      (list, sum) =>
        `  let ${sum} = 0;\n${loop(list, sum).replace("item * 2", "this.size")}  return ${sum} / ${list.length};\n`,
    ],
    [
      "they look at the arguments",
      (list, sum) =>
        `  let ${sum} = 0;\n${loop(list, sum).replace("item * 2", "arguments.length")}  return ${sum} / ${list.length};\n`,
    ],
    [
      "they return from the middle",
      (list, sum) =>
        `  let ${sum} = 0;\n${loop(list, sum).replace("break", "return 1")}  return ${sum} / ${list.length};\n`,
    ],
    [
      "another function changes what they read",
      (list, sum) =>
        `  let ${sum} = ${list.length};\n  const grow = () => {\n    ${sum} += 1;\n  };\n${loop(list, sum).replace("item * 2", "grow()")}  return ${sum} / ${list.length};\n`,
    ],
    [
      "what they changed is seen when they throw",
      (list, sum) =>
        `  let ${sum} = ${list.length};\n  try {\n${loop(list, sum)}  } finally {\n    console.log(${sum});\n  }\n`,
    ],
  ])("not where %s", (_, body) => {
    const text = twice(body);
    expect(rewritten(text)).toBe(text);
  });

  test("not where names are the spelling of properties", () => {
    const body = (list: string, sum: string): string =>
      `  const ${sum} = ${list}.map((item) => item + 1);\n  console.log({ ${sum} });\n  console.log({ ${sum} }, 1, 2, 3, 4);\n  console.log(${list}, ${sum}, 5, 6, 7, 8);\n  console.log(${list}, "end");\n  console.log(${list}, "very end");\n  return 1;\n`;
    expect(rewritten(twice(body))).toBe(twice(body));
    expect(rewritten(twice((list) => body(list, "same")))).toContain("function onePart(items)");
  });
});

/** Statements over `list` and the variables `a` and `b`, some of which may not be moved. */
const PIECES = [
  "for (const item of LIST) { A += item; if (A > 40) break; }",
  "for (let i = 0; i < LIST.length; i += 1) { if (LIST[i] % 2 === 0) continue; B = B + LIST[i] * A; }",
  "const made = LIST.map((item) => item * 3).filter((item) => item > A);",
  "if (B > 5) { LIST.push(B); } else { LIST.unshift(A); }",
  "try { if (A > 12) throw new Error('over ' + A); } catch (error) { log.push(error.message); }",
  "log.push([A, B, LIST.length]);",
  "const late = () => A + B;",
  "if (A === 7) return B;",
  "while (B < 20) { B += 3; if (B === 11) { A = 0; } }",
  "A = A > 3 ? B : A + 1;",
];

test("what two functions do stays the same, whatever they share", () => {
  let written = 0;
  let seed = 7;
  const next = (below: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * below);
  };
  for (let round = 0; round < 150; round += 1) {
    const shared = Array.from({ length: 3 + next(3) }, () => PIECES[next(PIECES.length)] ?? "");
    const unique = shared.filter((piece, index) => shared.indexOf(piece) === index);
    const usesMade = unique.some((piece) => piece.startsWith("const made"));
    const ends = [next(2) === 0 ? "A" : "A + B", usesMade && next(2) === 0 ? "made.length" : "LIST.length"];
    const code = ["LIST", "OTHER"].map((list, index) => {
      const named = (text: string): string =>
        text
          .replaceAll("LIST", list.toLowerCase())
          .replaceAll(/\bA\b/gu, index === 0 ? "a" : "first")
          .replaceAll(/\bB\b/gu, index === 0 ? "b" : "second");
      const body = ["let A = LIST.length;", "let B = 2;", ...unique, `return [${ends.join(", ")}];`];
      return `function f${index}(${list.toLowerCase()}) {\n${body.map((line) => `  ${named(line).replaceAll("{ ", "{\n    ").replaceAll(" }", "\n  }")}\n`).join("")}}\n`;
    });
    const text = `const { log } = globalThis.given;\n${code.join("\n")}module.exports = { f0, f1 };\n`;
    const after = rewritten(text, "a.js");
    if (after !== text) written += 1;
    expect(run(after)).toEqual(run(text));
  }
  expect(written).toBeGreaterThan(20);
});

function run(code: string): unknown {
  const lists = [[], [1, 2, 3], [8, 5, 40, 2], [-1, 7]];
  const calls = `["f0", "f1"].flatMap((name) => lists.map((given) => {
    const list = [...given];
    try { return [module.exports[name](list), list, given_.log.splice(0)]; }
    catch (error) { return [String(error), list, given_.log.splice(0)]; }
  }))`;
  const context = { module: { exports: {} }, given: { log: [] }, lists };
  const seen: unknown = runInNewContext(
    `${code}\nconst given_ = globalThis.given;\nJSON.stringify(${calls});`,
    context,
  );
  return seen;
}
