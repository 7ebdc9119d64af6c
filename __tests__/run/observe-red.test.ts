import { describe, expect, test } from "@jest/globals";
import { observeRed } from "../../src/run/observe-red.ts";
import { fakeWorkspace, type FakeWorkspace } from "./fakes.ts";

/** A workspace in which a command ends with each of the exit codes in turn, and what was reset in between. */
function workspaceOf(codes: readonly number[], stderr = ""): FakeWorkspace & { readonly resets: number[] } {
  const resets: number[] = [];
  const workspace = fakeWorkspace(
    {},
    { run: () => ({ end: { type: "exited", code: codes[workspace.commands.length - 1] ?? 99 }, stderr }) },
  );
  return {
    ...workspace,
    resets,
    reset: () => {
      resets.push(workspace.commands.length);
      return workspace.reset();
    },
    // The second run leaves something.
    strayChanges: () => Promise.resolve(workspace.commands.length === 2 ? ["log.txt"] : []),
  };
}

const scene = { commandSeconds: 60, signal: new AbortController().signal };

describe("a command that is said to fail", () => {
  test.each([
    ["green at once", [0], /^not reproduced: `npm test` is green on the untouched tree/u],
    ["red, then green", [1, 0], /^flaky: `npm test` was red once and then green on the same tree/u],
    ["red twice, then green", [1, 1, 0], /^flaky: `npm test` was red twice and then green/u],
  ])("%s is halted", async (_, codes, reason) => {
    const workspace = workspaceOf(codes);
    const observed = await observeRed("npm test", { ...scene, workspaces: [workspace] });
    expect(observed).toEqual({ type: "halted", reason: expect.stringMatching(reason) });
    expect(workspace.commands).toHaveLength(codes.length);
  });

  test("red three times is red, each run from the untouched tree", async () => {
    const workspace = workspaceOf(
      [1, 2, 1],
      "file:///nowhere/src/a.js:3\n    at f (/nowhere/src/a.js:3:5)\n::error::x\n",
    );
    const observed = await observeRed("npm test", { ...scene, workspaces: [workspace] });
    expect(observed).toEqual({
      type: "red",
      output: expect.stringContaining("src/a.js:3\n    at f (src/a.js:3:5)\n| ::error::x"),
      run: expect.objectContaining({ strays: new Set(["log.txt"]) }),
    });
    expect(workspace.resets).toEqual([1, 2, 3]);
  });

  test("the second run and the third go side by side where there are two workspaces", async () => {
    let started = 0;
    const meet = Promise.withResolvers<undefined>();
    // Ends only once another run is under way, but for the first.
    const placeOf = (codes: readonly number[]): FakeWorkspace => {
      const workspace = workspaceOf(codes);
      return {
        ...workspace,
        run: async (spec, signal) => {
          started += 1;
          if (started === 3) meet.resolve(undefined);
          if (started > 1) await meet.promise;
          return workspace.run(spec, signal);
        },
      };
    };
    const [one, other] = [placeOf([1, 1]), placeOf([0])];
    const observed = await observeRed("npm test", { ...scene, workspaces: [one, other] });
    expect(observed).toEqual({
      type: "halted",
      reason: expect.stringMatching(/^flaky: .* was red twice and then green/u),
    });
    expect([one.commands.length, other.commands.length]).toEqual([2, 1]);
  });

  test("where a loop holds it up, the runs that count are those in which loops of its files are ended", async () => {
    const seen: (readonly string[])[] = [];
    const loop = "exports.f = () => { for (;;) { } };\n";
    const workspace: FakeWorkspace = fakeWorkspace(
      { "src/a.js": loop },
      {
        run: (line) => {
          seen.push([...workspace.files.values()]);
          if (seen.length > 1) return { end: { type: "exited", code: 1 }, stdout: "endless loop at src/a.js:1" };
          expect(line).toMatch(/--require[^\n]*\nnpm test$/u);
          const scratch = new Map([["held-7.json", '[{"path":"src/a.js","line":1},{"path":"../b.js","line":2}]']]);
          return { end: { type: "signalled", signal: "SIGKILL" }, scratch };
        },
      },
    );
    const observed = await observeRed("npm test", { ...scene, workspaces: [workspace] });
    expect(observed).toMatchObject({
      type: "red",
      output: expect.stringContaining("endless loop at src/a.js:1"),
      run: { held: ["src/a.js"] },
    });
    expect(seen.map((texts) => texts.length)).toEqual([0, 1, 1, 1]);
    expect(seen[1]?.[0]).toContain("__assayTick()");
  });

  test("a command that is not there is halted with the remedy", async () => {
    const observed = await observeRed("no-such-command", { ...scene, workspaces: [workspaceOf([127, 127, 127])] });
    expect(observed).toEqual({ type: "halted", reason: expect.stringContaining("not found") });
  });
});
