import { rmSync } from "node:fs";
import { join } from "node:path";
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

  test("what git cannot do is answered, and nothing is thrown", async () => {
    using ground = makeGround();
    const nowhere = createLocalStateStore({ directory: ground.path, env: ground.env });
    expect(await nowhere.read()).toMatchObject({ ok: false, reason: expect.stringContaining("git") });
    expect(await nowhere.update(() => "1\n")).toContain("git");
    const directory = makeRepository(ground, { "a.ts": "a\n" });
    const store = createLocalStateStore({ directory, env: ground.env });
    await store.update(() => "1\n");
    const [commit = ""] = git(directory, ["rev-parse", "refs/assay/state"]).split("\n");
    rmSync(join(directory, ".git/objects", commit.slice(0, 2), commit.slice(2)));
    expect(await store.read()).toMatchObject({ ok: false, reason: expect.stringContaining("git rev-parse") });
    expect(await store.update(() => "2\n")).toContain("git rev-parse");
  }, 120_000);

  test("a clone that ends with its job may not hold everything, and says so", async () => {
    using ground = makeGround();
    const directory = makeRepository(ground, { "a.ts": "a\n" });
    const store = createLocalStateStore({ directory, env: ground.env, isThrowAway: true });
    expect(await store.read()).toEqual({ ok: true, partial: expect.stringContaining("the input token") });
    await store.update(() => "1\n");
    expect(await store.read()).toEqual({ ok: true, text: "1\n" });
  }, 120_000);

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
