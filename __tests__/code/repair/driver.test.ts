import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { findRepairs } from "../../../src/code/repair/find-candidates.ts";
import { toHarness } from "../../../src/code/repair/harness.ts";
import { applyRepair, type RepairCandidate } from "../../../src/code/repair/repair-candidate.ts";
import { toReport } from "../../../src/propose/embedded/repair/try-fast.ts";

// Each starts a process of its own.
jest.setTimeout(120_000);

const HEAD =
  'const { test } = require("node:test");\nconst assert = require("node:assert");\nconst m = require("./a.js");\n';
const plain = (text: string): string => text.replaceAll(/[\s;]+/gu, "");

describe("the search in a test runner's process", () => {
  let root = "";
  beforeAll(() => {
    root = mkdtempSync(path.join(tmpdir(), "assay-driver-"));
  });
  afterAll(() => {
    rmSync(root, { recursive: true, force: true });
  });

  /** What the driver says of a module and its tests, with the texts that its candidates come to. */
  function search(
    name: string,
    text: string,
    tests: string,
    mode: "apart" | "inside" = "apart",
  ): {
    readonly report: ReturnType<typeof toReport>[number];
    readonly textOf: (ids: readonly (readonly [number, number])[]) => string;
  } {
    const directory = path.join(root, name);
    const out = path.join(directory, "out");
    mkdirSync(out, { recursive: true });
    const candidates = findRepairs("a.js", text, { max: 3_000 });
    writeFileSync(path.join(directory, "a.js"), toHarness("a.js", text, candidates, { file: 0, mode }).text);
    writeFileSync(path.join(directory, "a.test.js"), HEAD + tests);
    try {
      const env = { PATH: process.env["PATH"], ASSAY_REPAIR: out, ASSAY_REPAIR_MS: "3000" };
      execFileSync(process.execPath, ["--test", "a.test.js"], { cwd: directory, env, stdio: "ignore" });
    } catch {
      // The tests are red.
    }
    const [report] = readdirSync(out).flatMap((file) => toReport(readFileSync(path.join(out, file), "utf8")));
    if (report === undefined) throw new Error("the driver wrote no report");
    const known = (id: number): readonly RepairCandidate[] => candidates.filter((one) => one.id === id);
    return {
      report,
      textOf: (ids) =>
        plain(
          applyRepair(
            text,
            ids.flatMap(([, id]) => known(id)).flatMap(({ parts }) => parts),
          ),
        ),
    };
  }

  const total =
    "exports.total = function (list) {\n  let sum = 1;\n  for (const n of list) sum += n;\n  return sum;\n};\n";
  const adds = 'test("adds", () => { assert.strictEqual(m.total([]), 0); assert.strictEqual(m.total([1, 2]), 3); });\n';

  test.each(["apart", "inside"] as const)("finds what makes everything green, with the candidates %s", (mode) => {
    const still = 'test("still", () => { assert.ok(m.total([5]) > 4); });\n';
    const { report, textOf } = search(`single-${mode}`, total, adds + still, mode);
    expect(report.problem).toBe("");
    expect(report.tests).toEqual([
      { name: "adds", ok: false },
      { name: "still", ok: true },
    ]);
    expect(report.plausible.map(textOf)).toContain(plain(total.replace("= 1", "= 0")));
    expect(report.tried).toBeGreaterThan(20);
    // Two assertions fail, and a whole test passes.
    expect(report.units).toEqual([2, 1]);
    expect(report.calls.map(({ args }) => args.length)).not.toContain(0);
  });

  test("what makes a failing test green and breaks a passing one is no repair", () => {
    const text = "exports.sign = (n) => {\n  if (n < 0) return -1;\n  return 1;\n};\n";
    const tests =
      'test("zero", () => { assert.strictEqual(m.sign(0), 0); });\ntest("plus", () => { assert.strictEqual(m.sign(3), 1); });\n';
    const { report, textOf } = search("breaks", text, tests);
    expect(report.plausible.map(textOf)).not.toContain(plain(text.replace("return 1;", "return 0;")));
  });

  test("what mends one of two failing tests each is told apart", () => {
    const two = `${total}exports.last = function (list) {\n  return list[list.length];\n};\n`;
    const { report, textOf } = search(
      "apart",
      two,
      `${adds}test("last", () => { assert.strictEqual(m.last([4, 7]), 7); });\n`,
    );
    expect(report.plausible).toEqual([]);
    const mended = (place: number): readonly string[] =>
      report.partial.filter((one) => one.mended.join() === String(place)).map(({ ids }) => textOf(ids));
    expect(mended(0)).toContain(plain(two.replace("= 1", "= 0")));
    expect(mended(1)).toContain(plain(two.replace("list.length]", "list.length - 1]")));
  });

  test("two edits that only together make a test green are found", () => {
    const text = "exports.area = function (w, h) {\n  const inner = w + 1;\n  return inner - h;\n};\n";
    const tests =
      'test("area", () => { assert.deepStrictEqual([m.area(3, 4), m.area(5, 1), m.area(2, 2)], [8, 4, 2]); });\n';
    const { report, textOf } = search("pair", text, tests);
    expect(report.plausible.map(textOf)).toContain(
      plain(text.replace("w + 1", "w - 1").replace("inner - h", "inner * h")),
    );
  });

  test("the second of two edits may lie in code that nothing runs before the first is made", () => {
    const text =
      'exports.join = (text) => { let out = ""; let c = 0; for (const x of text) { if (x === "##") c += 1; else if (c > 0) { out += "--" + x; c = 0; } else out += x; } return out; };\n';
    const { report, textOf } = search(
      "dead",
      text,
      'test("joins", () => { assert.strictEqual(m.join("ab"), "ab"); assert.strictEqual(m.join("a#b").includes("#"), false); assert.strictEqual(m.join("a#b"), "a-b"); assert.strictEqual(m.join("c#d#e"), "c-d-e"); });\n',
    );
    expect(report.plausible.map(textOf)).toContain(plain(text.replace('"##"', '"#"').replace('"--"', '"-"')));
  });

  test.each(["apart", "inside"] as const)(
    "values at the top of the file are made anew, %s, and are as they were",
    (mode) => {
      const text =
        "const RATE = 3;\nconst DOUBLE = RATE * 2;\nlet calls = 0;\nexports.f = (n) => { calls += 1; return n * DOUBLE; };\nexports.count = () => calls;\n";
      const { report, textOf } = search(
        `values-${mode}`,
        text,
        'test("doubles", () => { assert.strictEqual(m.f(2), 8); assert.strictEqual(m.f(1), 4); });\ntest("counts", () => { const before = m.count(); m.f(0); assert.strictEqual(m.count(), before + 1); });\n',
        mode,
      );
      expect(report.problem).toBe("");
      const texts = report.plausible.map(textOf);
      expect(texts).toContain(plain(text.replace("RATE = 3", "RATE = 2")));
      expect(texts).not.toContain(plain(text.replace("calls = 0", "calls = 1")));
    },
  );

  test("candidates that never end are cut off, and the others have their turn", () => {
    const text = "exports.count = function (n) {\n  let i = 0;\n  while (i < n) i += 1;\n  return i + 1;\n};\n";
    const { report, textOf } = search(
      "endless",
      text,
      'test("counts", () => { assert.strictEqual(m.count(3), 3); assert.strictEqual(m.count(0), 0); });\n',
    );
    expect(report.plausible.map(textOf)).toContain(plain(text.replace("return i + 1", "return i")));
    expect(report.left).toBe(false);
  });

  test("a loop that never ends in the ordinary run is ended, and what ends it is found", () => {
    const text =
      "exports.halves = function (n) {\n  let times = 0;\n  while (n > 1) {\n    times += 1;\n  }\n  return times;\n};\n";
    const { report, textOf } = search(
      "held",
      text,
      'test("none", () => { assert.strictEqual(m.halves(1), 0); });\ntest("some", () => { assert.strictEqual(m.halves(8), 7); assert.strictEqual(m.halves(2), 1); });\n',
    );
    expect(report.tests).toEqual([
      { name: "none", ok: true },
      { name: "some", ok: false },
    ]);
    expect(report.plausible.map(textOf)).toContain(plain(text.replace("n > 1", "n - times > 1")));
    expect(report.left).toBe(false);
  });

  test("a test that ends otherwise when it is called again cannot judge, and the report says so", () => {
    const text = "let calls = 0;\nexports.f = function () {\n  calls += 1;\n  return calls;\n};\n";
    const { report } = search("unsteady", text, 'test("second", () => { assert.strictEqual(m.f(), 2); });\n');
    expect(report).toMatchObject({ problem: "run again, the test “second” passes", plausible: [], tried: 0 });
  });

  test("processes that share a search come to what one comes to alone", async () => {
    // No single edit mends it: the search goes on to pairs.
    const text =
      "exports.mean = function (list) {\n  let sum = 1;\n  for (const n of list) sum += n;\n  return sum / (list.length + 2);\n};\n";
    const tests =
      'test("mean", () => { assert.strictEqual(m.mean([2, 4]), 3); assert.strictEqual(m.mean([1]), 1); assert.strictEqual(m.mean([3, 3, 3]), 3); });\n';
    const directory = path.join(root, "lanes");
    mkdirSync(directory);
    const candidates = findRepairs("a.js", text, { max: 400 });
    writeFileSync(path.join(directory, "a.js"), toHarness("a.js", text, candidates, { file: 0, mode: "apart" }).text);
    writeFileSync(path.join(directory, "a.test.js"), HEAD + tests);
    /** Runs so many processes; gives the only report, and whether the first has asked for others. */
    const runLanes = async (lanes: number): Promise<ReturnType<typeof toReport>[number] | undefined> => {
      const out = path.join(directory, `out-${lanes}`);
      mkdirSync(out);
      const start = (lane: number): Promise<unknown> => {
        const env = {
          PATH: process.env["PATH"],
          ASSAY_REPAIR: out,
          ASSAY_REPAIR_MS: "60000",
          ASSAY_REPAIR_LANES: String(lanes),
          ASSAY_REPAIR_LANE: String(lane),
        };
        const child = spawn(process.execPath, ["--test", "a.test.js"], { cwd: directory, env, stdio: "ignore" });
        return once(child, "exit");
      };
      const first = start(1);
      // The others join a search that is under way.
      while (lanes > 1 && !readdirSync(out).some((name) => /^(?:lanes|found)-/u.test(name))) await setTimeout(5);
      await Promise.all([first, ...Array.from({ length: lanes - 1 }, (_, index) => start(index + 2))]);
      const found = readdirSync(out).filter((name) => name.startsWith("found-"));
      expect(found).toHaveLength(1);
      return found.flatMap((name) => toReport(readFileSync(path.join(out, name), "utf8")))[0];
    };
    const alone = await runLanes(1);
    const shared = await runLanes(2);
    expect(alone?.problem).toBe("");
    expect(alone?.plausible.length).toBeGreaterThan(0);
    expect(alone?.left).toBe(false);
    expect({ ...shared, ms: 0, calls: [] }).toEqual({ ...alone, ms: 0, calls: [] });
  });
});
