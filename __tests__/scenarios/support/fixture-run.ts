import { createHash, randomUUID } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createFileStore } from "../../../src/adapters/files/file-store.ts";
import { createHistory } from "../../../src/adapters/git/history.ts";
import { createRepository } from "../../../src/adapters/git/repository.ts";
import { createInstalledFiles } from "../../../src/adapters/installed/installed-files.ts";
import { createLocalPublisher } from "../../../src/adapters/local/local-publisher.ts";
import { createSandbox, type Sandbox } from "../../../src/adapters/sandbox/sandbox.ts";
import { complexityOf } from "../../../src/code/complexity.ts";
import type { FailedJob } from "../../../src/domain/ci-failure.ts";
import type { Edit } from "../../../src/domain/edit.ts";
import type { Report } from "../../../src/domain/report.ts";
import type { Settings } from "../../../src/domain/settings.ts";
import type { TaskKind } from "../../../src/domain/task.ts";
import type { Engine, Model, StateStore } from "../../../src/ports.ts";
import { toReportJson } from "../../../src/report/to-report-json.ts";
import type { RunDependencies } from "../../../src/run/dependencies.ts";
import { runAll, runPropose, runPublish, runVerify, type RunResult } from "../../../src/run.ts";
import { runPlan } from "../../../src/run/run-plan.ts";
import { git, path as repoPath } from "../../adapters/git/fixture.ts";
import { SETTINGS } from "../../settings/default-settings.ts";

const TOOLS = path.join(import.meta.dirname, "..", "fixtures", "tools");
const ENV = { PATH: process.env["PATH"] ?? "", HOME: "/nonexistent" };

/** The files of one commit: text, bytes, `null` for a deletion, or something that only git can make. */
export type Files = Readonly<
  Record<string, string | Buffer | null | { readonly link: string } | { readonly submodule: string }>
>;

/** One fixture repository and what is asked of it. */
export interface Scenario {
  /** Text of the policy; its rules are for `src/**`. */
  readonly policy?: string;
  readonly base?: Files;
  readonly head: Files;
  /** What the engine does to a file; absent: it declines. */
  readonly edits?: readonly Edit[];
  readonly kinds?: readonly TaskKind[];
  readonly settings?: Partial<Settings>;
  /** What runs commands; default: the real sandbox. */
  readonly sandbox?: Pick<Sandbox, "level" | "run">;
  /** The caller's environment; default: a PATH and no home. */
  readonly env?: Readonly<Record<string, string>>;
  /** What earlier runs have left; absent: nothing. */
  readonly state?: string;
  /** Where runs leave what later ones have to know; absent: a place of this run's own. */
  readonly store?: StateStore;
  /** The engine otherwise than by `edits` and `kinds`. */
  readonly engine?: Partial<Engine>;
  /** The jobs that failed in CI; absent: nobody can be asked. */
  readonly failedJobs?: readonly FailedJob[];
  /** Tells this run from others of the day. */
  readonly runKey?: string;
  readonly signal?: AbortSignal;
  /** What is done to the working tree besides: installing packages, for example. */
  readonly install?: (root: string) => void;
  /** Answers what the policy's model is asked, or lacks nothing but its key; absent: there is none. */
  readonly model?: Model | "without-key";
}

/** A scenario's repository, in which runs follow each other. What is given differs from the scenario for one run. */
export interface Place {
  readonly root: string;
  run(other?: Partial<Scenario>): Promise<Report>;
  plan(other?: Partial<Scenario>): ReturnType<typeof runPlan>;
  propose(other?: Partial<Scenario>): Promise<RunResult>;
  verify(bundles: RunResult["bundle"], other?: Partial<Scenario>): ReturnType<typeof runVerify>;
  publish(bundle: RunResult["bundle"], other?: Partial<Scenario>): ReturnType<typeof runPublish>;
}

export const DEFAULT_POLICY = 'version: 1\ntasks: [fix]\nrules:\n  - { paths: ["src/**"], tasks: [fix] }\n';

/** Edits that write whole files. */
export function writes(files: Readonly<Record<string, string>>): readonly Edit[] {
  return Object.entries(files).map(([name, text]) => ({ type: "write", path: repoPath(name), text }));
}

let shared: Promise<Sandbox> | undefined;

/** Measured once for all scenarios of a file. */
function sandbox(): Promise<Sandbox> {
  shared ??= createSandbox({ env: ENV, minimum: "L0" });
  return shared;
}

function commit(root: string, files: Files): string {
  const links: string[] = [];
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(root, name);
    mkdirSync(path.dirname(file), { recursive: true });
    if (content === null) rmSync(file);
    else if (typeof content === "string" || Buffer.isBuffer(content)) writeFileSync(file, content);
    else if ("link" in content)
      links.push(`120000,${git(root, ["hash-object", "-w", "--stdin"], content.link)},${name}`);
    else links.push(`160000,${content.submodule},${name}`);
  }
  git(root, ["add", "--all"]);
  for (const link of links) git(root, ["update-index", "--add", "--cacheinfo", link.replace("\n", "")]);
  git(root, ["commit", "--quiet", "--allow-empty", "--message", "commit"]);
  return git(root, ["rev-parse", "HEAD"]).trim();
}

/** Answers the same to every task: what the scenario says. Everything else of a run is real. */
function scriptedEngine({ edits, kinds = ["fix"], engine }: Scenario): Engine {
  return {
    name: "embedded",
    kinds,
    propose: () =>
      Promise.resolve(
        edits === undefined
          ? { type: "declined", reason: "the scenario has no edits" }
          : { type: "proposed", edits, rationale: "as the scenario says" },
      ),
    ...engine,
  };
}

/** A place for what runs leave, for one run. */
export function memoryStore(initial?: string): StateStore {
  let text = initial;
  return {
    read: () => Promise.resolve({ ok: true, ...(text !== undefined && { text }) }),
    update: (change) => {
      text = change(text) ?? text;
      return Promise.resolve(undefined);
    },
  };
}

/** Runs a scenario through the whole pipeline, with real git and the real sandbox, and gives its report. */
export async function runScenario(scenario: Scenario): Promise<Report> {
  return inScenario(scenario, (place) => place.run());
}

/** Makes the repository of a scenario, hands it over, and removes it afterwards. */
export async function inScenario<Value>(scenario: Scenario, use: (place: Place) => Promise<Value>): Promise<Value> {
  const directory = realpathSync(mkdtempSync(path.join(tmpdir(), "assay-scenario-")));
  const root = path.join(directory, "repository");
  try {
    for (const place of [root, path.join(directory, "tmp")]) mkdirSync(place);
    git(root, ["init", "--quiet"]);
    cpSync(TOOLS, path.join(root, "tools"), { recursive: true });
    commit(root, { ".github/assay.yml": scenario.policy ?? DEFAULT_POLICY, ...scenario.base });
    git(root, ["checkout", "--quiet", "-b", "feature"]);
    commit(root, scenario.head);
    scenario.install?.(root);
    const partsOf = async (other: Partial<Scenario> = {}) => {
      const whole = { ...scenario, ...other };
      return [
        { ...SETTINGS, repo: root, base: "main", ...whole.settings },
        await toDependencies(whole, directory),
      ] as const;
    };
    return await use({
      root,
      run: async (other) => (await runAll(...(await partsOf(other)))).report,
      plan: async (other) => runPlan(...(await partsOf(other))),
      propose: async (other) => runPropose(...(await partsOf(other))),
      verify: async (bundles, other) => runVerify(...(await partsOf(other)), bundles),
      publish: async (bundle, other) => runPublish(...(await partsOf(other)), bundle),
    });
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function toDependencies(scenario: Scenario, directory: string): Promise<RunDependencies> {
  const root = path.join(directory, "repository");
  const temporaryDirectory = path.join(directory, "tmp");
  const env = scenario.env ?? ENV;
  const { model } = scenario;
  const missing = { place: "model", message: "there is none", remedy: "None." };
  const repository = await createRepository({
    directory: root,
    env,
    sandbox: scenario.sandbox ?? sandbox,
    temporaryDirectory,
  });
  return {
    repository,
    engines: [scriptedEngine(scenario)],
    openModel: () => {
      if (model === "without-key") return { ok: false, problem: missing, lacks: "key" };
      return model === undefined ? { ok: false, problem: missing } : { ok: true, model };
    },
    sleep: () => Promise.resolve(),
    random: () => 0,
    publisherFor: (mode) => {
      if (mode === "pull-request" || mode === "suggestions") throw new Error(`${mode} is no local publication`);
      return createLocalPublisher({ directory: root, mode, out: path.join(directory, "out"), env });
    },
    files: createFileStore(randomUUID),
    installed: createInstalledFiles({ root, cache: path.join(directory, "cache") }),
    environment: env,
    events: { emit: () => undefined },
    clock: { monotonic: () => 0, now: () => new Date("2026-01-02T03:04:05Z") },
    version: "0.0.0",
    digest: (text) => createHash("sha256").update(text).digest("hex"),
    lanes: 1,
    complexityOf: (file, text) => Promise.resolve(complexityOf(file, text)),
    history: () => createHistory({ directory: root, env: ENV, temporaryDirectory }),
    state: scenario.store ?? memoryStore(scenario.state),
    ...(scenario.failedJobs && {
      failedJobs: () => Promise.resolve({ type: "read" as const, jobs: scenario.failedJobs ?? [], notes: [] }),
    }),
    ...(scenario.runKey !== undefined && { runKey: scenario.runKey }),
    signal: scenario.signal ?? new AbortController().signal,
  };
}

/** The whole report as text, without what differs between two runs: times, object ids, temporary names, the level. */
export function normalise(report: Report): string {
  const text = JSON.stringify(toReportJson(report))
    .replaceAll(/"(\w*Ms)":[\d.]+/gu, '"$1":0')
    .replaceAll(/\b[0-9a-f]{40}(?:[0-9a-f]{24})?\b/gu, "<id>")
    .replaceAll(/\b(between |and |\^)[0-9a-f]{7}\b/gu, "$1<id>")
    .replaceAll(/"isolation":"L\d"/gu, '"isolation":"<level>"')
    .replaceAll(/\/[^"' ]*\/assay-scenario-\w+\//gu, "<temporary>/");
  return renderWide(JSON.parse(text), "");
}

/** JSON with as much on a line as fits: a report of hundreds of gate results that somebody can read. */
function renderWide(value: unknown, indent: string): string {
  const line = JSON.stringify(value);
  if (indent.length + line.length <= 180 || typeof value !== "object" || value === null) return line;
  const inner = `${indent} `;
  const parts = Array.isArray(value)
    ? value.map((item) => `${inner}${renderWide(item, inner)}`)
    : Object.entries(value).map(([key, item]) => `${inner}${JSON.stringify(key)}:${renderWide(item, inner)}`);
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  return `${open}\n${parts.join(",\n")}\n${indent}${close}`;
}
