import { describe, expect, test } from "@jest/globals";
import { inputVariable, parseInputs } from "../../src/settings/inputs.ts";

const CI = { ci: true, color: false };

describe("inputs", () => {
  test.each([
    ["fail-level", "INPUT_FAIL-LEVEL"],
    ["base", "INPUT_BASE"],
    ["two words", "INPUT_TWO_WORDS"],
  ])("%s is handed over as %s", (input, variable) => {
    expect(inputVariable(input)).toBe(variable);
  });

  test("what the runner hands over becomes settings; empty is absent", () => {
    const env = {
      INPUT_REPO: ".",
      INPUT_TASKS: "",
      INPUT_PATHS: "src/a.ts\n  src/b.ts, src/c.ts\n",
      "INPUT_FAIL-LEVEL": " rejected ",
      "INPUT_DRY-RUN": "TRUE",
      INPUT_ALL: "False",
      PATH: "/bin",
    };
    const parsed = parseInputs(env, CI);
    expect(parsed).toMatchObject({
      ok: true,
      value: {
        paths: ["src/a.ts", "src/b.ts", "src/c.ts"],
        failLevel: "rejected",
        dryRun: true,
        all: false,
        ci: true,
        json: false,
        phase: "all",
      },
    });
    expect(parsed.ok && "tasks" in parsed.value).toBe(false);
  });

  test("the event's values count where the input is empty", () => {
    const defaults = { base: "aaa", head: "bbb", out: "/tmp/out" };
    expect(parseInputs({ INPUT_BASE: "main", INPUT_HEAD: " " }, CI, defaults)).toMatchObject({
      value: { base: "main", head: "bbb", out: "/tmp/out" },
    });
  });

  test("a command may have several lines", () => {
    expect(parseInputs({ INPUT_FAILING: "a\nb" }, CI)).toMatchObject({ value: { failing: "a\nb" } });
  });

  test.each([
    [{ "INPUT_FAILED-RUN": "true", INPUT_PHASE: "propose" }, undefined],
    [{ "INPUT_FAILED-RUN": "true", INPUT_PHASE: "publish", INPUT_BUNDLE: "b" }, undefined],
    [{ "INPUT_FAILED-RUN": "true" }, undefined],
    [{ "INPUT_FAILED-RUN": "false", INPUT_PHASE: "plan" }, undefined],
    [{ "INPUT_FAILED-RUN": "true", INPUT_PHASE: "plan" }, "the phase plan has no part in a repair of CI"],
    [{ "INPUT_FAILED-RUN": "true", INPUT_PHASE: "verify", INPUT_BUNDLE: "b" }, "the phase verify has no part"],
    [{ "INPUT_FAILED-RUN": "true", INPUT_ALL: "true" }, "and not from all"],
    [{ "INPUT_FAILED-RUN": "true", INPUT_HOTSPOTS: "true" }, "and not from hotspots"],
    [{ "INPUT_FAILED-RUN": "true", INPUT_PHASE: "propose", INPUT_ONLY: "fix-0123456789" }, "and not from only"],
    [{ "INPUT_FAILED-RUN": "true", INPUT_SPEC: "s.md", INPUT_PATHS: "a.ts" }, "and not from spec"],
  ])("a repair in two jobs: %j", (env, message) => {
    const parsed = parseInputs(env, CI);
    const problems = parsed.ok ? [] : parsed.problems;
    const said =
      message === undefined ? [] : [{ place: "input failed-run", message: expect.stringContaining(message) }];
    expect(problems).toMatchObject(said);
    expect(problems).toHaveLength(said.length);
  });

  test("every wrong one is told, unknown ones with the nearest", () => {
    const env = { INPUT_TSKS: "fix", INPUT_ALL: "yes", INPUT_PHASE: "pln", INPUT_BUNDLE: "b", INPUT_XYZZYXYZZY: "" };
    const parsed = parseInputs(env, CI);
    if (parsed.ok) throw new Error("no problem was found");
    expect(parsed.problems.map(({ place, remedy }) => [place, remedy.split(".")[0]])).toEqual([
      ["input tsks", "Did you mean tasks?"],
      ["input xyzzyxyzzy", expect.stringContaining("Inputs: repo, policy")],
      ["input all", "Write true or false"],
      ["input phase", expect.stringContaining("Did you mean plan?")],
      ["input bundle", expect.stringContaining("publish")],
    ]);
  });
});
