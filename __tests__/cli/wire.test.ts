import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { Use } from "../../src/cli/application.ts";
import { createApplication } from "../../src/cli/wire.ts";
import type { Settings } from "../../src/domain/settings.ts";
import type { RunEvent } from "../../src/ports.ts";
import { SETTINGS } from "../settings/default-settings.ts";

let directory = "";
let repository = "";
let events: RunEvent[] = [];
const application = createApplication({ PATH: process.env["PATH"] });

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

function use(settings: Partial<Settings> = {}): Use {
  return {
    settings: { ...SETTINGS, repo: repository, base: "main", ci: false, ...settings },
    events: { emit: (event) => events.push(event) },
    signal: new AbortController().signal,
  };
}

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), "assay-wire-"));
  repository = path.join(directory, "repository");
  mkdirSync(repository);
  events = [];
  git("init", "--quiet", "--initial-branch=main");
  commit({ "README.md": "# a\n" });
  git("checkout", "--quiet", "-b", "feature");
});

afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

describe("the application over a real repository", () => {
  test("plans", async () => {
    commit({ "src/a.ts": "export const a = 1;\n" });
    const { plan, version } = await application.plan(use({ tasks: ["fix"] }));
    expect([version, plan.tasks.map(({ target }) => target)]).toEqual(["0.1.0", ["src/a.ts"]]);
    expect(events.map(({ type }) => type)).toContain("planned");
  });

  test.each([
    ["version: 1\ntasks: [docs]\n", ["The policy counts as it is in"]],
    ["version: 1\ntasks: [fix]\n", []],
  ])("a run over files tells where its policy is not the one that head has: %j", async (now, told) => {
    git("checkout", "--quiet", "main");
    commit({ ".github/assay.yml": "version: 1\ntasks: [fix]\n" });
    commit({ ".github/assay.yml": now, "src/a.ts": "export const a = 1;\n" });
    const { base, ...settings } = use({ all: true }).settings;
    await application.plan({ ...use(), settings });
    expect(base).toBe("main");
    const notes = events.flatMap((event) => (event.type === "note" ? [event.message] : []));
    expect(notes.filter((note) => note.startsWith("The policy"))).toEqual(
      told.map((words) => expect.stringContaining(words)),
    );
  });

  test("a run with nothing to do writes its report, and no bundle", async () => {
    const report = path.join(directory, "out", "report.json");
    const answer = await application.run(use({ report }));
    expect(answer).toMatchObject({ reportFile: report, report: { publication: { type: "none" }, outcomes: [] } });
    expect(JSON.parse(readFileSync(report, "utf8"))).toMatchObject({ schema: "assay/report@1" });
    const out = path.join(directory, "bundle");
    expect(await application.run(use({ phase: "propose", out }))).not.toHaveProperty("bundle");
    expect(existsSync(out)).toBe(false);
  });

  test("a bundle does not go where other files are, and that is found out first", async () => {
    await expect(application.run(use({ phase: "propose", out: repository }))).rejects.toThrow("holds other files");
    expect(events).toEqual([]);
  });

  test("publishes no bundle that is none", async () => {
    mkdirSync(path.join(directory, "empty"));
    await expect(application.publish(use({ bundle: path.join(directory, "empty") }))).rejects.toThrow(
      /regular file|there is no bundle/u,
    );
  });

  test("the job that publishes executes nothing: it needs none of what fences executed code", async () => {
    git("checkout", "--quiet", "main");
    const { isolation } = await application.doctor(use());
    const policy = `version: 1\ntasks: [docs]\npublish: patch\nsandbox: { minimum: ${isolation} }\n`;
    commit({ ".github/assay.yml": policy });
    git("checkout", "--quiet", "-B", "feature");
    commit({ "src/a.ts": "export function add(a: number, b: number): number {\n  return a + b;\n}\n" });
    const { bundle } = await application.run(use({ phase: "propose", out: path.join(directory, "bundle") }));
    const bare = path.join(directory, "bin");
    mkdirSync(bare);
    symlinkSync(execFileSync("which", ["git"], { encoding: "utf8" }).trim(), path.join(bare, "git"));
    // Nothing of the machine but git: where this one can fence, that one cannot as the policy asks.
    const poor = createApplication({ PATH: bare });
    if ((await poor.doctor(use())).isolation !== isolation) {
      await expect(poor.run(use({ phase: "propose", out: path.join(directory, "other") }))).rejects.toThrow("sandbox");
    }
    const publishing = use({ phase: "publish", bundle: bundle ?? "", out: path.join(directory, "out") });
    expect((await poor.publish(publishing)).publication).toMatchObject({ type: "patch" });
    expect(events).toContainEqual(
      expect.objectContaining({ phase: "publish", detail: expect.stringContaining("1 acc") }),
    );
  }, 120_000);

  test("validates the working tree's policy, else that of the base", async () => {
    const own = use();
    Reflect.deleteProperty(own.settings, "base");
    expect(await application.validate(own)).toMatchObject({ source: "none", problems: [] });
    commit({ ".github/assay.yml": "versoin: 1\n" });
    expect(await application.validate(own)).toMatchObject({ source: "working-tree", problems: [{}, {}] });
    expect(await application.validate(use({ base: "feature" }))).toMatchObject({ source: "base-commit" });
  });

  test("a policy that was named has to be there, except in CI, where the base decides", async () => {
    const named = { policy: ".github/other.yml" };
    await expect(application.validate(use(named))).rejects.toThrow(
      "policy (--policy) .github/other.yml: there is no such",
    );
    await expect(application.policy(use(named))).rejects.toThrow("leave the option out");
    expect((await application.policy(use({ ...named, ci: true }))).effective.source).toBe("none");
  });

  test("shows the effective policy", async () => {
    const { effective, text } = await application.policy(use({ engine: "embedded" }));
    expect(effective.origins.get("engine")).toMatchObject({ type: "setting" });
    expect(text).toContain("engine: embedded");
  });

  test("writes a policy and a workflow once", async () => {
    expect(await application.init(use({ dryRun: true }))).toMatchObject({ end: "dry-run" });
    const { files } = await application.init(use());
    for (const { path: name, text } of files) expect(readFileSync(path.join(repository, name), "utf8")).toBe(text);
    await expect(application.init(use())).rejects.toThrow("exists already");
  });

  test("doctor measures a level, and names what raises it where it is not the highest", async () => {
    const diagnosis = await application.doctor(use());
    expect(diagnosis.isolation).toMatch(/^L[0-3]$/u);
    expect(diagnosis.remedies.length === 0).toBe(diagnosis.isolation === "L3");
    const best = diagnosis.mechanisms.find(({ level }) => level === diagnosis.isolation);
    expect(best?.findings.map(({ probe }) => probe)).toContain("environment");
  });

  test("doctor says what is wrong with the repository instead of failing", async () => {
    const { tools, notes } = await application.doctor(use({ repo: path.parse(repository).root }));
    expect(tools).toEqual([]);
    expect(notes).toEqual([expect.stringContaining("not")]);
  });
});
