import { describe, expect, test } from "@jest/globals";
import { createLocalStateStore } from "../../../src/adapters/git/state-ref.ts";
import { describeStateStore } from "../state-store-contract.ts";
import { git, makeGround, makeRepository } from "./fixture.ts";

describe("state on a ref of the clone", () => {
  describeStateStore(() => {
    const ground = makeGround();
    const directory = makeRepository(ground, { "a.ts": "a\n" });
    const store = (): ReturnType<typeof createLocalStateStore> => createLocalStateStore({ directory, env: ground.env });
    return Promise.resolve({
      stores: [store(), store()],
      [Symbol.asyncDispose]: () => {
        ground[Symbol.dispose]();
        return Promise.resolve();
      },
    });
  });

  test("its history only grows, and branch, index and working tree know nothing of it", async () => {
    using ground = makeGround();
    const directory = makeRepository(ground, { "a.ts": "a\n" });
    const store = createLocalStateStore({ directory, env: ground.env });
    await store.update(() => "1\n");
    await store.update(() => "2\n");
    await store.update(() => "2\n");
    expect(git(directory, ["rev-list", "--count", "refs/assay/state"]).trim()).toBe("2");
    expect(git(directory, ["show", "refs/assay/state:state.json"])).toBe("2\n");
    expect(git(directory, ["status", "--porcelain"])).toBe("");
    expect(git(directory, ["branch", "--list"]).trim()).toBe("* main");
  }, 120_000);
});
