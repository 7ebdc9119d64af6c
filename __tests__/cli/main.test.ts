import { describe, expect, test } from "@jest/globals";
import type { Application } from "../../src/cli/application.ts";
import { runCommandLine } from "../../src/cli/main.ts";
import { ConfigError, WorldError } from "../../src/domain/errors.ts";
import { makeReport } from "../report/reports.ts";
import { createFakeApplication, PROBLEM } from "./fake-application.ts";

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function start(argv: string, overrides: Partial<Application> = {}, abort?: number): Promise<Ended> {
  let stdout = "";
  let stderr = "";
  const controller = new AbortController();
  const { application } = createFakeApplication(overrides);
  if (abort !== undefined) controller.abort(abort);
  const code = await runCommandLine({
    argv: argv.split(" ").filter((word) => word !== ""),
    env: {},
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
    signal: controller.signal,
    loadApplication: () => Promise.resolve(application),
  });
  return { code, stdout, stderr };
}

const fail = (error: Error) => () => Promise.reject(error);

describe("results on standard output", () => {
  test.each([
    ["", 0, "Usage: assay COMMAND"],
    ["help publish", 0, "assay publish: verify"],
    ["--version", 0, "0.1.0\n"],
    ["run", 0, "neutral: 1 accepted, 1 rejected"],
    ["propose", 0, "Baseline"],
    ["plan", 0, "Plan  3 tasks, 5 skipped"],
    ["publish b", 0, "1 commit on feature"],
    ["validate", 0, ".github/assay.yml: valid (base-commit)\n"],
    ["policy", 0, "version: 1\n"],
    ["init --dry-run", 0, "# .github/assay.yml\nversion: 1\n"],
  ])("assay %s", async (argv, code, text) => {
    const end = await start(argv);
    expect([end.code, end.stderr]).toEqual([code, ""]);
    expect(end.stdout).toContain(text);
  });

  test.each([
    ["run --json", { schema: "assay/report@1", conclusion: "neutral" }],
    ["plan --json", { schema: "assay/plan@1", tool: { version: "0.1.0" } }],
    ["publish b --json", { schema: "assay/publication@1", conclusion: "success", counts: { accepted: 1 } }],
    ["validate --json", { schema: "assay/validation@1", valid: true, problems: [] }],
    ["policy --json", { schema: "assay/policy@1", origins: { engine: { type: "default" } } }],
  ])("assay %s prints one JSON document", async (argv, expected) => {
    const end = await start(argv);
    expect(JSON.parse(end.stdout)).toMatchObject(expected);
  });

  test("init says what it wrote", async () => {
    const init = () => Promise.resolve({ files: [{ path: "a.yml", text: "" }], end: "written" as const });
    expect((await start("init", { init })).stdout).toBe("wrote a.yml\n");
  });
});

describe("exit codes", () => {
  test("1 where the conclusion is failure", async () => {
    const run = () => Promise.resolve({ report: makeReport({ conclusion: "failure" }) });
    expect((await start("run", { run })).code).toBe(1);
    const refused = { type: "refused", mode: "commit", reason: "moved", remedy: "Again." } as const;
    const counts = { tasks: 0, accepted: 0, rejected: 0, declined: 0, skipped: 0 };
    const publish = () => Promise.resolve({ publication: refused, counts });
    expect((await start("publish b --fail-level rejected", { publish })).code).toBe(1);
    expect((await start("publish b", { publish })).code).toBe(0);
  });

  test("2 where the policy has problems, all of them told", async () => {
    const validate = () =>
      Promise.resolve({ place: "p", source: "base-commit" as const, problems: [PROBLEM, PROBLEM] });
    const end = await start("validate", { validate });
    expect(end.code).toBe(2);
    expect(end.stdout).toBe(".github/assay.yml:1:1: unknown key x. Remove it.\n".repeat(2));
  });

  test("0 where there is no policy, and it says so", async () => {
    const validate = () => Promise.resolve({ place: "p", source: "none" as const, problems: [] });
    expect(await start("validate", { validate })).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("no policy"),
    });
  });

  test.each([
    ["the user's mistake", new ConfigError([PROBLEM]), 2, "unknown key x. Remove it.\n"],
    ["the world", new WorldError("no disk", { cause: new Error("ENOSPC") }), 3, "no disk\n  because: ENOSPC\n"],
  ])("%s: message only", async (_, error, code, text) => {
    const end = await start("run", { run: fail(error) });
    expect([end.code, end.stdout]).toEqual([code, ""]);
    expect(end.stderr.endsWith(text)).toBe(true);
    expect(end.stderr).not.toContain("    at ");
  });

  test.each([["a bug has a stack", new TypeError("x is not a function"), "    at "]])("%s", async (_, error, text) => {
    const end = await start("run", { run: fail(error) });
    expect(end.code).toBe(3);
    expect(end.stderr).toContain(text);
  });

  test("an error is a document too with --json", async () => {
    const end = await start("run --json", { run: fail(new ConfigError([PROBLEM])) });
    expect(JSON.parse(end.stdout)).toMatchObject({ schema: "assay/error@1", code: 2, problems: [PROBLEM] });
    expect(JSON.parse((await start("run --josn --json")).stdout)).toMatchObject({ code: 2 });
  });

  test("a cancelled run ends as the signal says", async () => {
    const run: Application["run"] = ({ signal }) => {
      signal.throwIfAborted();
      throw new Error("not cancelled");
    };
    const stderr = "cancelled; nothing was published after that\n";
    expect(await start("run --json", { run }, 130)).toEqual({ code: 130, stdout: "", stderr });
    expect((await start("run", {}, 143)).code).toBe(143);
  });

  test("what goes wrong in a cancelled run is told all the same", async () => {
    const run = fail(new WorldError("commit c holds another tree"));
    expect(await start("run", { run }, 143)).toEqual({
      code: 143,
      stdout: "",
      stderr: "commit c holds another tree\ncancelled; nothing was published after that\n",
    });
    const { stdout } = await start("run --json", { run }, 143);
    expect(JSON.parse(stdout)).toMatchObject({ code: 143, message: "commit c holds another tree" });
  });
});

test("wrong arguments load nothing", async () => {
  let stderr = "";
  const code = await runCommandLine({
    argv: ["rnu"],
    env: {},
    stdout: { write: () => undefined },
    stderr: { write: (text) => (stderr += text) },
    signal: new AbortController().signal,
    loadApplication: () => Promise.reject(new Error("loaded")),
  });
  expect([code, stderr]).toEqual([2, expect.stringContaining("Did you mean run?")]);
});
