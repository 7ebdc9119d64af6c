/**
 * Tests that the embedded engine writes for published packages: how much they cover, how steady they are, how many
 * mutants they notice, and what they cost; beside the figures that were published for other tools.
 *
 * `npm run bench -- tests [PACKAGE…]`; without names the first packages of the development set. StrykerJS judges the
 * first three of them; it is installed into the temporary directory like everything else. `ASSAY_CLI` names another
 * command line than `dist/cli/index.js`, `ASSAY_PACKAGES` another list, `ASSAY_STRYKER` how many packages are judged.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { field, mutationScore, numberAt } from "./tests/reading.ts";
import { nodeOptionsFor, sourcesOf } from "./tests/sources.ts";
import { digestOf, stored } from "./tests/stored.ts";
import { judgeWithStryker, STRYKER_PACKAGES } from "./tests/stryker.ts";
import { renderResults, type Package, type Result } from "./tests/result.ts";
import { median, type Measurement } from "./lib/measurement.ts";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const DEFAULT_COUNT = 3;
const STEADY_RUNS = 10;
const JUDGED = 3;
/** The copy that is installed beside each package. */
const JEST = "30";

function git(directory: string, ...args: readonly string[]): void {
  const identity = ["-c", "user.name=bench", "-c", "user.email=bench@example.com", "-c", "commit.gpgsign=false"];
  execFileSync("git", [...identity, ...args], { cwd: directory, stdio: "ignore" });
}

/** A repository of the package alone, with its dependencies and Jest. */
async function prepare(place: string, { name, version }: Package, judge: "stryker" | "none"): Promise<string> {
  const installed = path.join(place, "installed");
  await mkdir(installed, { recursive: true });
  await writeFile(path.join(installed, "package.json"), '{ "private": true }\n');
  execFileSync(
    "npm",
    [
      ...["install", "--ignore-scripts", "--no-audit", "--no-fund", `${name}@${version}`, `jest@${JEST}`],
      ...(judge === "stryker" ? STRYKER_PACKAGES : []),
    ],
    {
      cwd: installed,
      stdio: "ignore",
    },
  );
  const repository = path.join(place, "repository");
  await cp(path.join(installed, "node_modules", name), repository, { recursive: true });
  const modules = path.join(repository, "node_modules");
  await mkdir(modules, { recursive: true });
  // Real copies: the sandbox shows a repository nothing that lies outside it.
  for (const entry of await readdir(path.join(installed, "node_modules"))) {
    if (entry === name) continue;
    const from = path.join(installed, "node_modules", entry);
    await cp(from, path.join(modules, entry), { recursive: true, verbatimSymlinks: true });
  }
  return repository;
}

async function commitAll(repository: string, nodeOptions: string): Promise<void> {
  await mkdir(path.join(repository, ".github"), { recursive: true });
  await writeFile(
    path.join(repository, ".github", "assay.yml"),
    `version: 1
tasks: [tests]
commands:
  test:
    run: "NODE_OPTIONS=${nodeOptions} npx jest --ci --rootDir=. --testEnvironment=node --transform={} --testMatch='**/assay-tests/**/*.test.js' --passWithNoTests --json --outputFile={report} {tests}"
    format: jest-json
rules:
  - paths: ["**/*.js", "!assay-tests/**"]
    tasks: [tests]
    write: ["assay-tests/{dir}/{name}.test.js"]
gates: { license: off, lint: off, types: off, coverage: off }
limits: { tasks: 200, lines: 100000, minutes: 120, attempts: 6 }
`,
  );
  await writeFile(path.join(repository, ".gitignore"), "node_modules\n");
  git(repository, "init", "-q", "-b", "main");
  git(repository, "add", "-A");
  git(repository, "commit", "-q", "-m", "package");
}

function jest(repository: string, nodeOptions: string, args: readonly string[]): string {
  const common = [
    "--ci",
    "--rootDir=.",
    "--testEnvironment=node",
    "--testMatch=**/assay-tests/**/*.test.js",
    "--passWithNoTests",
  ];
  const result = spawnSync(
    process.execPath,
    [path.join(repository, "node_modules/jest/bin/jest.js"), ...common, ...args],
    {
      cwd: repository,
      encoding: "utf8",
      maxBuffer: 1 << 28,
      env: { ...process.env, NODE_OPTIONS: nodeOptions },
    },
  );
  return result.stdout;
}

/** Statement and branch coverage by Jest's own instrumenter (istanbul), over the package's own files. */
async function coverageOf(
  repository: string,
  nodeOptions: string,
  sources: readonly string[],
): Promise<{ readonly stmt: number; readonly branch: number }> {
  const from = sources.map((source) => `--collectCoverageFrom=${source}`);
  jest(repository, nodeOptions, [
    "--transform={}",
    "--coverage",
    "--coverageReporters=json-summary",
    "--coverageDirectory=.coverage",
    ...from,
  ]);
  const summary: unknown = JSON.parse(
    await readFile(path.join(repository, ".coverage", "coverage-summary.json"), "utf8"),
  );
  return {
    stmt: numberAt(summary, "total", "statements", "pct"),
    branch: numberAt(summary, "total", "branches", "pct"),
  };
}

/** Names of tests that failed in at least one of the runs, and how many tests there are. */
function steadiness(repository: string, nodeOptions: string): { readonly tests: number; readonly flaky: number } {
  const failed = new Set<string>();
  let tests = 0;
  for (let seed = 1; seed <= STEADY_RUNS; seed += 1) {
    const report: unknown = JSON.parse(
      jest(repository, nodeOptions, ["--transform={}", "--json", "--randomize", `--seed=${seed}`]),
    );
    tests = Math.max(tests, numberAt(report, "numTotalTests"));
    const suites = field(report, "testResults");
    for (const suite of Array.isArray(suites) ? (suites as readonly unknown[]) : []) {
      const results = field(suite, "assertionResults");
      for (const result of Array.isArray(results) ? (results as readonly unknown[]) : []) {
        if (field(result, "status") === "failed")
          failed.add(`${String(field(suite, "name"))} ${String(field(result, "fullName"))}`);
      }
    }
  }
  return { tests, flaky: failed.size };
}

/** Makes a process of Node's write its peak memory, in KiB, when it ends. */
function memoryHook(file: string): string {
  const code = `import { writeFileSync } from "node:fs"; process.on("exit", () => writeFileSync(${JSON.stringify(file)}, String(process.resourceUsage().maxRSS)));`;
  return `--import=data:text/javascript,${encodeURIComponent(code)}`;
}

function cliPath(): string {
  return process.env["ASSAY_CLI"] ?? path.join(root, "dist/cli/index.js");
}

async function measure(one: Package, judge: "stryker" | "none"): Promise<Result> {
  const place = await mkdtemp(path.join(os.tmpdir(), "bench-tests-"));
  try {
    const repository = await prepare(place, one, judge);
    const sources = await sourcesOf(repository);
    const nodeOptions = await nodeOptionsFor(repository, sources);
    await commitAll(repository, nodeOptions);
    const reportFile = path.join(place, "report.json");
    const started = performance.now();
    const run = spawnSync(
      process.execPath,
      [
        "--disable-warning=ExperimentalWarning",
        memoryHook(path.join(place, "memory")),
        cliPath(),
        "run",
        "--all",
        "--tasks",
        "tests",
        "--engine",
        "embedded",
        "--publish",
        "worktree",
        "--report",
        reportFile,
        "--paths",
        ...sources,
      ],
      { cwd: repository, encoding: "utf8", maxBuffer: 1 << 28 },
    );
    const seconds = (performance.now() - started) / 1000;
    const report: unknown = JSON.parse(await readFile(reportFile, "utf8").catch(() => "{}"));
    const note =
      /^(?:success|neutral|failure): (.*?) in /mu.exec(run.stdout)?.[1] ?? run.stderr.split("\n").at(-2) ?? "";
    return {
      name: one.name,
      files: sources.length,
      ...steadiness(repository, nodeOptions),
      ...(await coverageOf(repository, nodeOptions, sources)),
      mutation: mutationScore(report),
      stryker: judge === "stryker" ? await judgeWithStryker(repository, sources) : Number.NaN,
      seconds,
      megabytes: Number(await readFile(path.join(place, "memory"), "utf8").catch(() => "NaN")) / 1024,
      note,
    };
  } finally {
    await rm(place, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Whether StrykerJS judges a package: the names in `ASSAY_STRYKER`, or so many of the first. */
function judgeOf(name: string, index: number): "stryker" | "none" {
  const asked = process.env["ASSAY_STRYKER"] ?? String(JUDGED);
  const isAsked = /^\d+$/u.test(asked) ? index < Number(asked) : asked.split(",").includes(name);
  return isAsked ? "stryker" : "none";
}

/** Measures a package, unless the directory of results knows it for this command line. */
async function measureOnce(one: Package, judge: "stryker" | "none"): Promise<Result> {
  const directory = process.env["ASSAY_RESULTS"];
  const digest = directory === undefined ? "" : await digestOf(cliPath());
  const name = `${one.name}@${one.version} ${judge} ${digest}`;
  return stored<Result>({ directory, name }, () => measure(one, judge));
}

function parsePackages(text: string): readonly Package[] {
  const list = field(JSON.parse(text), "packages");
  return Array.isArray(list) ? (list as readonly Package[]) : [];
}

/** Measures the packages named, one after the other. Throws where none of them could be. */
export async function run(args: readonly string[]): Promise<Measurement> {
  const list = process.env["ASSAY_PACKAGES"] ?? path.resolve(root, "../shared/bench/testpilot-dev.json");
  const packages = parsePackages(await readFile(list, "utf8"));
  const chosen =
    args.length === 0 ? packages.slice(0, DEFAULT_COUNT) : packages.filter(({ name }) => args.includes(name));
  const results: Result[] = [];
  for (const [index, one] of chosen.entries()) results.push(await measureOnce(one, judgeOf(one.name, index)));
  if (results.length === 0) throw new Error(`no package of ${list} was named`);
  const middle = (pick: (result: Result) => number): number =>
    median(results.map(pick).filter((value) => !Number.isNaN(value)));
  return {
    table: renderResults(results, packages),
    keys: {
      stmt_median: middle(({ stmt }) => stmt),
      branch_median: middle(({ branch }) => branch),
      tests: results.reduce((sum, { tests }) => sum + tests, 0),
      flaky: results.reduce((sum, { flaky }) => sum + flaky, 0),
      // The outside judge has the word where it was asked.
      mutation_median: middle(({ stryker, mutation }) => (Number.isNaN(stryker) ? mutation : stryker)),
      seconds_median: middle(({ seconds }) => seconds),
    },
  };
}
