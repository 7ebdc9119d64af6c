import { expect, test } from "@jest/globals";
import type { Answered } from "../../src/run/answered.ts";
import { createProof, type ProofSetting } from "../../src/run/create-proof.ts";
import { emptyBaseline, fakeWorkspace, fixTask, policyOf, type FakeWorkspace } from "./fakes.ts";

const task = fixTask("src/a.ts");
const files = [{ path: task.target, before: "old\n", after: "new\n" }];
const NAMED = "npm run check";
const TESTS = "npm test";

function workspaceOf(code = 0, strays: readonly string[] = []): FakeWorkspace {
  const workspace = fakeWorkspace({}, { run: () => ({ end: { type: "exited", code } }) });
  return { ...workspace, strayChanges: () => Promise.resolve(strays) };
}

async function prove(
  workspace: FakeWorkspace,
  parts: Partial<ProofSetting> = {},
): Promise<{ readonly end: string | undefined; readonly lines: readonly (readonly string[])[] }> {
  const policy = policyOf({});
  const setting = {
    policy: { ...policy, commands: { test: { run: TESTS, format: "exit-code" } } },
    baseline: emptyBaseline,
    failing: { command: NAMED, output: "", tests: [] },
    signal: new AbortController().signal,
    ...parts,
  } as const;
  const answers: Answered[] = [];
  const end = await createProof({ task, workspace, setting }, (answer) => void answers.push(answer)).prove?.(files);
  return { end, lines: answers.map(({ launches }) => [...launches.keys()].sort()) };
}

test("the check runs in the task's own workspace where there is no other", async () => {
  const own = workspaceOf();
  expect(await prove(own)).toEqual({ end: "green", lines: [[NAMED]] });
  expect(own.commands).toEqual([NAMED]);
  expect(own.files.size).toBe(0);
});

test("beside it, in another one, the tests run that the gates will ask for", async () => {
  const [own, spare] = [workspaceOf(), workspaceOf()];
  expect(await prove(own, { spare })).toEqual({ end: "green", lines: [[NAMED, TESTS]] });
  expect([own.commands, spare.commands]).toEqual([[TESTS], [NAMED]]);
  expect([own.files.size, spare.files.size]).toEqual([0, 0]);
});

test("what is red, and what changed the tree behind our back, is known to nobody", async () => {
  expect(await prove(workspaceOf(1))).toEqual({ end: "red", lines: [] });
  expect(await prove(workspaceOf(0, ["log.txt"]))).toEqual({ end: "green", lines: [[]] });
  const baseline = { ...emptyBaseline, strays: new Set(["log.txt"]) };
  expect(await prove(workspaceOf(0, ["log.txt"]), { baseline })).toEqual({ end: "green", lines: [[NAMED]] });
});

test("a run of tests beside a check that turns out red is ended", async () => {
  const own = workspaceOf();
  const slow: FakeWorkspace = {
    ...own,
    run: async (spec, signal) => {
      await new Promise((resolve) => signal?.addEventListener("abort", resolve));
      return { ...(await own.run(spec)), end: { type: "cancelled" } };
    },
  };
  expect(await prove(slow, { spare: workspaceOf(1) })).toEqual({ end: "red", lines: [] });
});

test("without a failing check there is nothing to prove", () => {
  const setting = { policy: policyOf({}), baseline: emptyBaseline, signal: new AbortController().signal };
  expect(createProof({ task, workspace: workspaceOf(), setting }, () => undefined)).toEqual({});
});
