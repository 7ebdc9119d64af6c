import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, jest, test } from "@jest/globals";
import type { Use } from "../../src/cli/application.ts";
import { createApplication } from "../../src/cli/wire.ts";

jest.setTimeout(180_000);

const PACKAGES = path.resolve(import.meta.dirname, "../../node_modules");
const application = createApplication({ PATH: `${PACKAGES}/.bin:${process.env["PATH"] ?? ""}`, HOME: tmpdir() });
let repository = "";

function git(...args: string[]): string {
  const identity = ["-c", "user.name=a", "-c", "user.email=a@b.example"];
  return execFileSync("git", [...identity, ...args], { cwd: repository, encoding: "utf8" });
}

function commit(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(repository, name)), { recursive: true });
    writeFileSync(path.join(repository, name), text);
  }
  git("add", ".");
  git("commit", "--quiet", "-m", "more");
}

function use(failing: string): Use {
  return {
    settings: {
      repo: repository,
      policy: ".github/assay.yml",
      base: "main",
      all: false,
      paths: [],
      tasks: ["fix"],
      failing,
      publish: "commit",
      out: path.join(repository, "..", "patches"),
      phase: "all",
      failLevel: "none",
      json: false,
      dryRun: false,
      verbose: false,
      color: false,
      ci: false,
    },
    events: { emit: () => undefined },
    signal: new AbortController().signal,
  };
}

beforeEach(() => {
  const directory = mkdtempSync(path.join(tmpdir(), "assay-repair-"));
  repository = path.join(directory, "repository");
  mkdirSync(repository);
  git("init", "--quiet", "--initial-branch=main");
  symlinkSync(PACKAGES, path.join(repository, "node_modules"), "dir");
  commit({
    ".gitignore": "node_modules\n",
    "package.json": '{ "name": "r", "version": "1.0.0", "devDependencies": { "jest": "*" } }\n',
    "src/total.js":
      "function total(prices) {\n  let sum = 1;\n  for (const price of prices) {\n    sum += price;\n  }\n  return sum;\n}\n\nmodule.exports = { total };\n",
    "test/total.test.js":
      'const { total } = require("../src/total");\n\ntest("adds up", () => {\n  expect(total([])).toBe(0);\n  expect(total([1, 2, 3])).toBe(6);\n  expect(total([5])).toBe(5);\n});\n',
  });
  git("checkout", "--quiet", "-b", "feature");
  commit({ "README.md": "# r\n" });
});

afterEach(() => {
  rmSync(path.dirname(repository), { recursive: true, force: true });
});

test("a mistake outside the change is found from the failing test, mended and proved", async () => {
  const { report } = await application.run(use("npx jest"));
  const [outcome] = report.outcomes;
  expect(outcome).toMatchObject({ type: "accepted", task: { target: "src/total.js" } });
  expect(outcome?.type === "accepted" && outcome.patch).toContain("+  let sum = 0;");
  expect(outcome?.type === "accepted" && outcome.candidate.rationale).toMatch(/adds up.*line 2.*1.*→.*0/su);
  expect(report.sum.find(({ gate }) => gate === "failing")?.status).toBe("passed");
  expect(outcome?.type === "accepted" && outcome.candidate.files.map((file) => file.path)).toEqual(["src/total.js"]);
});

test("a green check is not reproduced: nothing is done, and the conclusion is neutral", async () => {
  const { report } = await application.run(use("true"));
  expect(report.conclusion).toBe("neutral");
  expect(report.outcomes).toEqual([]);
  expect(report.notes[0]).toContain("Not reproduced: `true` is green on the untouched tree");
});
