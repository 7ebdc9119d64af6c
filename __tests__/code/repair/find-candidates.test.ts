import { describe, expect, test } from "@jest/globals";
import vm from "node:vm";
import { findRepairs } from "../../../src/code/repair/find-candidates.ts";
import { toHarness } from "../../../src/code/repair/harness.ts";
import { applyRepair } from "../../../src/code/repair/repair-candidate.ts";
import { wordsIn } from "../../../src/code/repair/templates/typos.ts";
import { syntaxErrors } from "../../../src/code/syntax.ts";

const plain = (text: string): string => text.replaceAll(/[\s;]+/gu, "");

/** Everything that the templates make of a text. */
function madeOf(text: string): readonly string[] {
  return findRepairs("a.js", text, { max: 10_000 }).map(({ parts }) => plain(applyRepair(text, parts)));
}

describe("candidates", () => {
  test.each([
    ["an operator", "function f(a, b) { return a <= b; }", "function f(a, b) { return a < b; }"],
    ["operands the other way round", "function f(a, b) { return a - b; }", "function f(a, b) { return b - a; }"],
    ["off by one", "function f(a) { return a.length; }", "function f(a) { return a.length - 1; }"],
    ["a literal", "function f(a) { let s = 0; return s * a; }", "function f(a) { let s = 1; return s * a; }"],
    ["another name", "function f(a, b) { return a * a; }", "function f(a, b) { return a * b; }"],
    ["another property", "const f = (a) => a.low + a.high * a.low;", "const f = (a) => a.low + a.high * a.high;"],
    ["another method", "function f(a) { a.pop(); return a; }", "function f(a) { a.shift(); return a; }"],
    ["arguments", "function f(a, b) { return g(a, b); }", "function f(a, b) { return g(b, a); }"],
    ["a wrapper", "function f(a, b) { return a - b; }", "function f(a, b) { return Math.abs(a - b); }"],
    ["no wrapper", "function f(a) { return Math.abs(a); }", "function f(a) { return a; }"],
    [
      "await",
      "async function f(a) { const b = g(a); return b; }",
      "async function f(a) { const b = await g(a); return b; }",
    ],
    ["a missing value", "function f(a) { return a.b; }", "function f(a) { return a?.b; }"],
    [
      "a looser condition",
      "function f(a, b) { if (a > 0) return 1; return b; }",
      "function f(a, b) { if (a > 0 || b > 0) return 1; return b; }",
    ],
    ["a statement less", "function f(a) { a++; a++; return a; }", "function f(a) { a++; return a; }"],
    [
      "statements in another order",
      "function f(a) { a *= 2; a += 1; return a; }",
      "function f(a) { a += 1; a *= 2; return a; }",
    ],
    ["a link more in a chain", "function f(a) { return a.b?.c; }", "function f(a) { return a?.b?.c; }"],
    ["a later link in a chain", "function f(a) { return a?.b.c[0]; }", "function f(a) { return a?.b?.c[0]; }"],
    [
      "what stands inside of a chain",
      "function f(a, n) { return a?.b(n + 1); }",
      "function f(a, n) { return a?.b(n - 1); }",
    ],
    ["a default of the sort", "function f(a) { return a.n + 1; }", "function f(a) { return (a?.n ?? 0) + 1; }"],
    ["an empty list", "function f(a) { return a.map(g); }", "function f(a) { return (a ?? []).map(g); }"],
    ["a missing function", "function f(a, done) { return done(a); }", "function f(a, done) { return done?.(a); }"],
    [
      "a guard after a look-up",
      'function f(m, k) { const v = m.get(k); log(v); return v.name + ""; }',
      'function f(m, k) { const v = m.get(k); if (!v) return ""; log(v); return v.name + ""; }',
    ],
    ["a guard", "function f(a) { return a.b.c; }", "function f(a) { if (a == null) return null; return a.b.c; }"],
    ["a return", "function f(a) { let b = a; b += 1; }", "function f(a) { let b = a; return b += 1; }"],
    [
      "truth values everywhere",
      "function f(a) { let b = false; if (a) b = true; return b; }",
      "function f(a) { let b = true; if (a) b = false; return b; }",
    ],
    [
      "a condition for a constant",
      "function f(a, b) { while (true) a = next(a, b); return a; }",
      "function f(a, b) { while (a < b) a = next(a, b); return a; }",
    ],
    [
      "an answer that depends on something",
      "function f(a, b) { if (a > b) return b; return true; }",
      "function f(a, b) { if (a > b) return b; return a > b; }",
    ],
    [
      "what was there before a list",
      "function f(list) { const all = []; return list.map(g); }",
      "function f(list) { const all = []; return all.concat(list.map(g)); }",
    ],
    [
      "a place that goes round",
      "function f(list, at) { return list[at + 1]; }",
      "function f(list, at) { return list[(at + 1) % list.length]; }",
    ],
    [
      "the greatest so far",
      "function f(list) { let best = 0; for (const n of list) best = n - 1; return best; }",
      "function f(list) { let best = 0; for (const n of list) best = Math.max(best, n - 1); return best; }",
    ],
    ["the greater of two numbers", "const f = (a, b) => a * 2;", "const f = (a, b) => Math.max(b, a * 2);"],
    ["nothing below zero", "function f(a, b) { return a - b; }", "function f(a, b) { return Math.max(0, a - b); }"],
    ["texts the other way round", "function f(a, b) { return a + b; }", "function f(a, b) { return b + a; }"],
    ["a list in a list", "function f() { return []; }", "function f() { return [[]]; }"],
    ["no list in a list", "function f() { return [[]]; }", "function f() { return []; }"],
    [
      "a statement like another with one name exchanged",
      "function f(a, b, out) { out.push(a); return out; }",
      "function f(a, b, out) { out.push(a); out.push(b); return out; }",
    ],
    [
      "an assignment like another with one name exchanged",
      "function f(a, b) { let c = a + b; a = c; return a; }",
      "function f(a, b) { let c = a + b; b = c; a = c; return a; }",
    ],
    [
      "the step that a loop lacks",
      "function f(n) { let d = 0; while (n > 0) { d += n % 10; } return d + Math.floor(n / 10); }",
      "function f(n) { let d = 0; while (n > 0) { d += n % 10; n = Math.floor(n / 10); } return d + Math.floor(n / 10); }",
    ],
    [
      "the step that a loop of one turn lacks",
      "function f(n, list) { let i = 0; while (i < n) { list.push(i); } return list; }",
      "function f(n, list) { let i = 0; while (i < n) { list.push(i); i += 1; } return list; }",
    ],
  ])("%s", (_, before, after) => {
    expect(madeOf(before)).toContain(plain(after));
  });

  test.each([
    ["a quotient of the same", "function f(a, b) { return a / b; }", "function f(a, b) { return a / a; }"],
    ["a comparison of the same", "function f(a, b) { return a < b; }", "function f(a, b) { return b < b; }"],
    [
      "sums of numbers the other way round",
      "function f(a) { return a * 2 + 1; }",
      "function f(a) { return 1 + a * 2; }",
    ],
  ])("never %s", (_, before, after) => {
    expect(madeOf(before)).not.toContain(plain(after));
  });

  test("a text in the spelling of the tests", () => {
    const text = 'const names = ["recieve", "Jupyter", "sat", "Earth"];';
    const words = wordsIn(`expect(f("receive", 'of Jupiter')).toBe("set"); // don't\nf("Heart", \`Earths\`, "Venus")`);
    const made = findRepairs("a.js", text, { max: 1_000, words }).filter(({ template }) => template === "typo");
    expect(made.map(({ parts }) => parts.map((part) => part.text).join())).toEqual([
      '"receive"',
      '"Jupiter"',
      '"Earths"',
    ]);
  });

  test("a default of another sort, or under a type that is claimed, is hardly thought of", () => {
    const prior = (before: string, after: string): number =>
      findRepairs("a.ts", before, { max: 10_000 }).find(
        ({ parts }) => plain(applyRepair(before, parts)) === plain(after),
      )?.prior ?? 0;
    const sum = "function f(a) { return a.n + 1; }";
    expect(prior(sum, "function f(a) { return (a?.n ?? 0) + 1; }")).toBeGreaterThan(
      prior(sum, 'function f(a) { return (a?.n ?? "") + 1; }') * 5,
    );
    const claimed = "function f(m, k) { const v = m.get(k) as Item; return v.name; }";
    expect(prior(claimed, "function f(m, k) { const v = m.get(k) as Item; return v?.name; }")).toBeGreaterThan(0.3);
    expect(prior(claimed, "function f(m, k) { const v = (m?.get(k) ?? 0) as Item; return v.name; }")).toBe(0);
  });

  const text = "function f(list) {\n  let sum = 1;\n  for (const item of list) sum += item;\n  return sum;\n}\n";

  test("each comes to a text of its own that parses", () => {
    const made = findRepairs("a.js", text, { max: 10_000 }).map(({ parts }) => applyRepair(text, parts));
    expect(made.filter((one) => syntaxErrors("a.js", one).length > 0)).toEqual([]);
    expect(new Set(made.map(plain)).size).toBe(made.length);
  });

  test.each(["apart", "inside"] as const)("the text that holds all of them %s does what the original does", (mode) => {
    const { text: harness } = toHarness("a.js", text, findRepairs("a.js", text, { max: 10_000 }), { file: 0, mode });
    expect(vm.runInNewContext(`${harness}\nf([1, 2])`)).toBe(4);
  });
});

test("that something is exported, and as what, is no mistake that is looked for", () => {
  const text = "const RATE = 3;\nexports.f = () => 1;\nmodule.exports.g = RATE;\nmodule.exports = { f };\n";
  const atLoad = findRepairs("a.js", text, { max: 10_000 }).filter(({ when }) => when === "load");
  expect(new Set(atLoad.map(({ line }) => line))).toEqual(new Set([1]));
});

test("a number near a fraction is written as people write it", () => {
  const made = madeOf("const f = (a) => a * 1.91;");
  expect(made).toContain(plain("const f = (a) => a * 0.91;"));
  expect(made.filter((text) => /\d{6}/u.test(text))).toEqual([]);
});

test("a number near a large one is another", () => {
  const made = madeOf("function f(t) { return t > 1700000000000; }");
  for (const near of ["1700000000001", "1699999999999"]) expect(made).toContain(`functionf(t){returnt>${near}}`);
});

test("what something is read from is no number and no truth value", () => {
  const made = madeOf("function f(a) { if (a.list.length > 2) return a.list[0]; return a.n.toFixed(2); }");
  expect(
    made.filter((text) => /(?:a|a\.list)[-+*/%]\d\)[.[]|\(?!a(?:\.list)?\)[.[]|Math\.\w+\(a\.list\)[.[]/u.test(text)),
  ).toEqual([]);
  expect(made).toContain(
    plain("function f(a) { if (a.list.length > 2) return a.list[0]; return Math.abs(a.n).toFixed(2); }"),
  );
});

describe("a repair is written as the file is", () => {
  const OPEN = `const NAMES = ['a', 'b']

function list(store, key) {
  const found = store.get(key)
  store.count()
  log(key)
  while (store.next) {
    log(found)
  }
  store.close()
  const text = found.join('')
}
`;
  const made = (text: string): readonly string[] =>
    findRepairs("a.js", text, { max: 20_000 }).map(({ parts }) => applyRepair(text, parts));

  test.each([
    ["a guard", ["  store.count()", "  if (!found) return ''\n  store.count()"]],
    ["neighbours the other way round", ["  store.count()\n  log(key)", "  log(key)\n  store.count()"]],
    ["a statement less", ["  store.count()\n", ""]],
    ["a copy", ["  store.close()", "  log(key)\n  store.close()"]],
    ["a statement as the last of a loop", ["  }\n  store.close()", "    store.close()\n  }"]],
    ["a missing return", ["('')\n}", "('')\n  return text\n}"]],
  ])("without semicolons: %s", (_, [before = "", after = ""]) => {
    expect(made(OPEN)).toContain(OPEN.replace(before, () => after));
  });

  test("with a semicolon only where the next statement would go on", () => {
    const text = "function f(a) {\n  log(a)\n  ;[1].map(log)\n  done()\n}\n";
    expect(made(text)).toContain("function f(a) {\n  if (a == null) return\n  log(a)\n  ;[1].map(log)\n  done()\n}\n");
    const before = "function f(a) {\n  a.go()\n\n  return [a]\n}\n\nfunction g() {\n  (f)(1)\n  return 2\n}\n";
    expect(made(before).filter((one) => /return (?:2|f)?\n\s*\(/u.test(one))).toEqual([]);
  });

  test("none has a semicolon, a blank line or blanks at an end that the file has not, and all parse", () => {
    const all = made(OPEN);
    expect(all.length).toBeGreaterThan(300);
    expect(all.filter((text) => /;$|[ \t]$|\{\n\n|""/mu.test(text))).toEqual([]);
    expect(all.filter((text) => syntaxErrors("a.js", text).length > 0)).toEqual([]);
  });

  test.each(["apart", "inside"] as const)("the text that holds all of them %s does what the original does", (mode) => {
    const text = "function f(list) {\n  let sum = 1\n  for (const item of list) sum += item\n  return sum\n}\n";
    const candidates = findRepairs("a.js", text, { max: 10_000 });
    expect(candidates.some(({ parts }) => parts.some((part) => part.text.includes("\n")))).toBe(true);
    const { text: harness } = toHarness("a.js", text, candidates, { file: 0, mode });
    expect(vm.runInNewContext(`${harness}\nf([1, 2])`)).toBe(4);
  });
});
