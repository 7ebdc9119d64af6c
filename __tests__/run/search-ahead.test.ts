import { expect, test } from "@jest/globals";
import type { Engine, ProposeRequest } from "../../src/ports.ts";
import { searchAhead } from "../../src/run/search-ahead.ts";
import { fakeWorkspace, fixTask, policyOf } from "./fakes.ts";

const { signal } = new AbortController();
const failing = { command: "npm test", output: "", tests: ["test/a.test.js"] };

function sceneOf(searched: ProposeRequest[]): Parameters<typeof searchAhead>[1] {
  const engine: Engine = {
    name: "embedded",
    kinds: ["fix"],
    propose: () => Promise.resolve({ type: "declined", reason: "not asked" }),
    searchAhead: async (request) => {
      searched.push(request);
      await new Promise((resolve) => {
        request.signal.addEventListener("abort", resolve);
      });
    },
  };
  const plan = { tasks: [fixTask("src/a.ts")], skips: [] };
  return {
    prepared: { plan, failure: failing, effective: { policy: policyOf({}) }, opened: { engines: [engine] } },
    cores: 2,
    signal,
  };
}

test("the engine searches in a workspace of its own while other work goes on, and not for longer", async () => {
  const searched: ProposeRequest[] = [];
  const workspace = fakeWorkspace();
  const end = await searchAhead(workspace, sceneOf(searched), () => {
    expect(searched).toMatchObject([{ task: { target: "src/a.ts" }, attempt: 1, failing, cores: 2 }]);
    expect([searched[0]?.workspace, searched[0]?.signal.aborted]).toEqual([workspace, false]);
    return Promise.resolve("done");
  });
  expect([end, searched[0]?.signal.aborted]).toEqual(["done", true]);
});

test("where there is no workspace for it nothing is begun", async () => {
  const searched: ProposeRequest[] = [];
  await searchAhead(undefined, sceneOf(searched), () => Promise.resolve());
  expect(searched).toEqual([]);
});
