import { beforeAll, expect, test } from "@jest/globals";
import { optionsFor } from "../../../src/probe/compare/explore-version.ts";
import { createBehaviourReader, firstDifference, type Behaviour } from "../../../src/probe/compare/behaviour.ts";
import { createProber } from "../../../src/probe/prober.ts";
import type { CallPlan } from "../../../src/probe/types.ts";
import { createProbeWorkspace } from "../probe-workspace.ts";
import { call, plan } from "../plans.ts";

/** Makes folders and reads files as packages with callbacks do: whoever passes no callback gets the error thrown at nobody. */
const MODULE = `
const fs = require("fs");
const path = require("path");
function makeFolder(folder, done, made) {
  fs.mkdir(path.resolve(folder), (error) => {
    if (!error) return done(null, made || folder);
    if (error.code !== "ENOENT") return fs.stat(folder, (problem, found) => {
      if (problem || !found.isDirectory()) done(error); else done(null, made);
    });
    makeFolder(path.dirname(folder), (problem, first) => {
      if (problem) done(problem); else makeFolder(folder, done, first);
    });
  });
}
function readJson(file, done) {
  fs.readFile(file, "utf8", (error, text) => {
    if (error) throw error;
    done(JSON.parse(text));
  });
}
async function touch(file) {
  await fs.promises.writeFile(file, "x");
  console.log("written");
}
function listen(done) {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = done;
  return port2 !== undefined;
}
module.exports = { makeFolder, readJson, touch, listen };
`;
const TIMEOUT_MS = 120_000;

const CALLBACK = { type: "callback", behaviours: [] } as const;
const CALLS = [
  plan("index.js", call("makeFolder", "data.json/a")),
  plan("index.js", call("makeFolder", "a/b/c")),
  plan("index.js", call("readJson", "missing.json")),
  plan("index.js", call("touch", "new.txt")),
  plan("index.js", call("readJson", "data.json", CALLBACK)),
  plan("index.js", call("makeFolder", "a/b", CALLBACK)),
  plan("index.js", call("readJson", "broken.json", CALLBACK)),
  plan("index.js", call("touch", "sub")),
  // A step that waits though there is nothing to wait for: the callback may come before its end or behind it.
  plan("index.js", call("readJson", "data.json", CALLBACK), { type: "await", step: 0 }),
];

/** What each of the calls does, one after the other in one process, that many times. */
async function behavioursOf(
  text: string,
  times: number,
  calls: readonly CallPlan[] = CALLS,
): Promise<readonly (readonly Behaviour[])[]> {
  await using workspace = await createProbeWorkspace({ "index.js": text });
  await using prober = createProber({ workspace, signal: new AbortController().signal });
  const plans = Array.from({ length: times }, () => calls).flat();
  const records = await prober.run(plans, optionsFor(text));
  const read = createBehaviourReader(new Map());
  const behaviours = plans.map((one, index) => read(records[index]!, one));
  return Array.from({ length: times }, (_, time) => behaviours.slice(time * calls.length, (time + 1) * calls.length));
}

/** Calls, by index, in which two runs differ, with the aspect. */
function differences(one: readonly Behaviour[], other: readonly Behaviour[]): readonly string[] {
  return one.flatMap((behaviour, index) => {
    const found = firstDifference(behaviour, other[index]!);
    return found === undefined ? [] : [`${index}: ${found.aspect}`];
  });
}

let runs: readonly (readonly Behaviour[])[] = [];
beforeAll(async () => {
  runs = await behavioursOf(MODULE, 20);
}, TIMEOUT_MS);

test("what callbacks of the file system do late belongs to the call that asked for it, in each of twenty runs", () => {
  const [first = [], ...others] = runs;
  const aspect = (index: number, name: string): string | undefined =>
    first[index]?.aspects.find(([title]) => title === name)?.[1];
  const throwing = [...first.keys()].filter((index) => aspect(index, "unhandled errors") !== "[]");
  expect(throwing).toEqual([0, 1, 2, 6]);
  expect(aspect(3, "files written")).toContain("new.txt");
  expect(aspect(3, "console output")).toContain("written");
  expect(others.flatMap((other) => differences(first, other))).toEqual([]);
});

test.each([
  ["another late error", "if (error) throw error;", "if (error) throw new Error(error.code);", "2: unhandled errors"],
  ["a late error that is swallowed", "if (error) throw error;", "if (error) return;", "2: unhandled errors"],
  ["a late call with something else", "done(null, made || folder)", "done(null, made)", "5: late calls of callbacks"],
  ["a file that is written late", '(file, "x")', '(file, "y")', "3: files written"],
])(
  "%s is found",
  async (_, old, now, expected) => {
    const [before = []] = runs;
    const [after = []] = await behavioursOf(MODULE.replace(old, now), 1);
    expect(differences(before, after)).toEqual([expected]);
  },
  TIMEOUT_MS,
);

test(
  "work that never ends is no proof of anything, and costs the calls behind it nothing",
  async () => {
    const calls = [plan("index.js", call("listen", CALLBACK)), ...CALLS.slice(2, 4)];
    const [first = [], second = []] = await behavioursOf(MODULE, 2, calls);
    expect(first.map(({ isCut }) => isCut)).toEqual([true, false, false]);
    expect([...differences(first, second), ...differences(first.slice(1), runs[0]?.slice(2, 4) ?? [])]).toEqual([]);
  },
  TIMEOUT_MS,
);
