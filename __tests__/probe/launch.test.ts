import { describe, expect, test } from "@jest/globals";
import type { CommandResult } from "../../src/domain/command.ts";
import { launch, parseRecords } from "../../src/probe/launch.ts";
import type { ChildRequest } from "../../src/probe/child/request.ts";
import { unitCount } from "../../src/probe/child/request.ts";

const REQUEST: ChildRequest = {
  mode: "run",
  root: "/w",
  entry: "/w/a.js",
  modules: [],
  points: 0,
  plans: [{ steps: [] }, { steps: [] }],
  options: {
    callTimeoutMs: 1,
    ticks: 1,
    reached: "all",
    comparisons: "off",
    now: 0,
    seed: 1,
    env: {},
    files: {},
    late: "drop",
    order: "asked",

    fresh: "never",
  },
  mutants: [1],
  judge: "first",
  watch: "shallow",
  groups: [],
  work: "possible",
  network: "fenced",
  names: "invented",
  budgetMs: 1,
};

describe("parseRecords", () => {
  test("takes lines with the token; a step tells where a dead one was", () => {
    const text = [
      "T0K",
      "bT0K",
      'rT0K{"a":1}',
      'r{"forged":1}',
      "sT0K2",
      'rT0K{"died":"crashed","reason":"out of memory"}',
      'rT0K{"died":"stalled"}',
      "rT0K{",
      "",
    ];
    expect(parseRecords(text.join("\n"))).toEqual({
      units: [
        { type: "record", value: { a: 1 } },
        { type: "died", how: "crashed", reason: "out of memory", step: 2 },
        { type: "died", how: "stalled", reason: "", step: 0 },
      ],
    });
  });

  test("says when the launch was given up", () => {
    expect(parseRecords('T\nfT{"died":"stalled"}\n').problem).toContain("does not come through");
  });

  test("an empty file has nothing", () => {
    expect(parseRecords("")).toEqual({ units: [] });
  });
});

test.each([
  [{ type: "not-started", reason: "no bwrap" }, "no bwrap"],
  [{ type: "exited", code: 9 }, "exit code 9: line three"],
  [{ type: "timed-out", limitMs: 5 }, "timed-out"],
] as const)("a launch that ends by %j says so", async (end, expected) => {
  const result: CommandResult = {
    end,
    stdout: "",
    stderr: "line three",
    durationMs: 1,
    isolation: "L0",
    scratch: new Map(),
  };
  const workspace = { run: () => Promise.resolve(result) };
  const { problem, units } = await launch(workspace, REQUEST, new AbortController().signal);
  expect(problem).toContain(expected);
  expect(units).toEqual([]);
});

test.each([
  ["describe", 1],
  ["run", 2],
  ["judge", 1],
] as const)("units of %s", (mode, count) => {
  expect(unitCount({ ...REQUEST, mode })).toBe(count);
});
