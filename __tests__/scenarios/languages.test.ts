import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "@jest/globals";
import { gitEnvironment, runGit, writeSample } from "../../scripts/sample.ts";
import { useBuiltCli } from "./support/built-cli.ts";
import { readScenario } from "./support/language-report.ts";
import { findGo, findPython, findRust, NODE_TOOLS, testWith, type Tools } from "./support/tools.ts";

const cli = useBuiltCli();

/** An environment like that of a terminal: nothing of a CI job, no flags for Node. */
function terminalEnvironment(): Record<string, string> {
  const isOfJob = /^(?:CI$|GITHUB_|RUNNER_|INPUT_|ACTIONS_|NODE_OPTIONS$|FORCE_COLOR$)/u;
  const own = Object.entries(gitEnvironment()).filter(([name]) => !isOfJob.test(name));
  return { ...Object.fromEntries(own), NO_COLOR: "1" };
}

/** A sample repository in a temporary directory, and the built command line in it. */
interface Place {
  readonly root: string;
  readonly directory: string;
  readonly assay: (...args: readonly string[]) => Promise<string>;
}

async function withSample(example: string, searchPath: string, work: (place: Place) => Promise<void>): Promise<void> {
  const directory = await mkdtemp(path.join(tmpdir(), "assay-language-"));
  try {
    const { root } = await writeSample(path.join(directory, "repository"), example);
    const env = { ...terminalEnvironment(), PATH: searchPath };
    const assay = async (...args: readonly string[]): Promise<string> => {
      const { stdout } = await promisify(execFile)(process.execPath, [cli.file, ...args], { cwd: root, env });
      return stdout;
    };
    await work({ root, directory, assay });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** Plans fixes of the branch, proposes, checks, and leaves patches; the report in words. */
async function runFixes({ assay, directory, root }: Place): Promise<unknown> {
  const [out, report] = [path.join(directory, "patches"), path.join(directory, "report.json")];
  await assay("run", "--base", "main", "--tasks", "fix", "--publish", "patch", "--out", out, "--report", report);
  for (const patch of await readdir(out)) await runGit(root, ["apply", "--check", path.join(out, patch)]);
  return readScenario(report);
}

async function readGolden(name: string): Promise<unknown> {
  return JSON.parse(await readFile(path.join(import.meta.dirname, "fixtures", `${name}.json`), "utf8"));
}

const PYTHON = findPython(["pytest", "coverage", "flake8", "autopep8"]);
const GO = findGo();

describe("a policy that init wrote: one fix accepted, one rejected, one declined", () => {
  const samples: readonly (readonly [string, string, Tools])[] = [
    ["JavaScript, modules, Vitest", "vitest-esm", NODE_TOOLS],
    ["JavaScript, CommonJS, Mocha", "mocha-cjs", NODE_TOOLS],
    ["Python, pytest", "pytest", PYTHON],
    ["Go", "go", GO],
    ["Rust", "rust", findRust()],
  ];
  for (const [title, example, tools] of samples) {
    testWith(tools, title, (searchPath) =>
      withSample(example, searchPath, async (place) => {
        expect(await place.assay("init")).toContain(".github/assay.yml");
        expect(await place.assay("validate")).toContain("valid");
        expect(await runFixes(place)).toEqual(await readGolden(example));
      }),
    );
  }
});

testWith(GO, "Go, with a rewrite of the team's own: the compiler rejects what go.mod does not allow", (searchPath) =>
  withSample("go", searchPath, async (place) => {
    await place.assay("init");
    const policy = path.join(place.root, ".github", "assay.yml");
    const own = `commands:
  lint:
    run: '! grep -n "interface{}" {files}'
    format: exit-code
    fix: "gofmt -w -r 'interface{} -> any' {files}"
`;
    await writeFile(policy, `${await readFile(policy, "utf8")}\n${own}`);
    expect(await runFixes(place)).toMatchObject({
      outcomes: {
        "fix price/label.go": {
          type: "rejected",
          reason: expect.stringContaining("gate types failed"),
          attempts: [
            {
              changes: ["-func Label(price interface{}) string {", "+func Label(price any) string {"],
              gates: expect.arrayContaining(["lint passed before=1", "types failed after=1 new=1"]),
              said: [expect.stringContaining("predeclared any requires go1.18 or later")],
            },
          ],
        },
        "fix price/price.go": { type: "accepted" },
      },
    });
  }),
);

test("what was seen and not used is told by policy, init and the report", () =>
  withSample("mocha-cjs", process.env["PATH"] ?? "", async (place) => {
    await runGit(place.root, ["checkout", "--quiet", "-b", "bare", "main"]);
    await runGit(place.root, ["rm", "--quiet", "eslint.config.js"]);
    await runGit(place.root, ["commit", "--quiet", "--message", "No rules"]);
    const note = "eslint is declared, but has no configuration: it is not run";
    expect(await place.assay("policy", "--base", "bare")).toContain(`# Note: ${note}\n`);
    expect(await place.assay("init", "--dry-run")).toContain(`# Note: ${note}\n`);
    expect(await place.assay("run", "--base", "bare", "--publish", "none")).toContain(`Detection: ${note}.`);
  }));
