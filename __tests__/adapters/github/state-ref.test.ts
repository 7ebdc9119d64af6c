import { describe, expect, test } from "@jest/globals";
import { createGitHubStateStore } from "../../../src/adapters/github/state-ref.ts";
import type { StateStore } from "../../../src/ports.ts";
import { describeStateStore } from "../state-store-contract.ts";
import { makeSituation, type Situation } from "./scene.ts";
import type { Fault } from "./server/server.ts";

function store(situation: Situation): StateStore {
  return createGitHubStateStore({ client: situation.client(), repository: { owner: "corner", repo: "shop" } });
}

const FAULTS: readonly Fault[] = [
  { type: "reset", write: "done" },
  { type: "reset", write: "not-done" },
  { type: "broken", write: "done" },
  { type: "done-then", status: 502 },
];

describe("state on a ref of GitHub's", () => {
  describeStateStore(async () => {
    const situation = await makeSituation();
    return {
      stores: [store(situation), store(situation)],
      [Symbol.asyncDispose]: async () => {
        expect(situation.server.violations).toEqual([]);
        await situation[Symbol.asyncDispose]();
      },
    };
  });

  test.each(FAULTS)(
    "a fault at each write (%j): written once",
    async (fault) => {
      for (let at = 0; at < 8; at += 1) {
        await using situation = await makeSituation();
        const { server } = situation;
        await store(situation).update(() => "1\n");
        let writes = -1;
        server.fault = ({ route }) => {
          if (!route.startsWith("GET")) writes += 1;
          return !route.startsWith("GET") && writes === at ? fault : undefined;
        };
        expect(
          await store(situation).update((text) => (text ?? "").replace("1\n", "1\n2\n").replace("2\n2\n", "2\n")),
        ).toBeUndefined();
        server.fault = () => undefined;
        expect(await store(situation).read()).toEqual({ ok: true, text: "1\n2\n" });
        expect(server.state.store.log(situation.base, "refs/assay/state")).toHaveLength(2);
        if (writes < at) return;
      }
    },
    120_000,
  );

  test("a token that may not write: told, with the permission", async () => {
    await using situation = await makeSituation();
    situation.server.fault = ({ route }) =>
      route.startsWith("GET")
        ? undefined
        : { type: "answer", status: 403, body: { message: "Resource not accessible" } };
    expect(await store(situation).update(() => "1\n")).toContain("403 Resource not accessible");
  });
});
