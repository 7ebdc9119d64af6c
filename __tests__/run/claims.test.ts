import { describe, expect, test } from "@jest/globals";
import type { Claim } from "../../src/domain/pull-request.ts";
import type { ClaimsAnswer, Publisher } from "../../src/ports.ts";
import { renderClaim, takeClaimedOut } from "../../src/run/claims.ts";
import type { PublishGroup } from "../../src/run/publish-groups.ts";
import { digest, makeBundle } from "../publish/bundles.ts";

const HEAD = "c".repeat(40);
const [USER, CART] = ["fix-1111111111", "fix-0000000000"];

const GROUP: PublishGroup = {
  mode: "pull-request",
  entries: makeBundle({ publishOf: () => "pull-request" }).manifest.entries.toReversed(),
  key: "rule-1",
};

const patchOf = (target: string, before = "1111111", after = "2222222"): string =>
  `diff --git a/${target} b/${target}\nindex ${before}..${after} 100644\n--- a/${target}\n+++ b/${target}\n@@ -1 +1 @@\n-old\n+new\n`;

interface Scene {
  readonly group?: PublishGroup;
  /** What other pull requests have; absent: the way of publishing knows of none. */
  readonly answer?: ClaimsAnswer;
  readonly patches?: ReadonlyMap<string, string>;
  /** Text of each target at head; absent: there is no such file. */
  readonly texts?: Readonly<Record<string, string>>;
}

const PATCHES = new Map([
  [USER, patchOf("src/user.ts")],
  [CART, patchOf("src/cart.ts")],
]);

/** What is free, and what was asked for it. */
async function take({ group = GROUP, answer, patches = PATCHES, texts = { "src/user.ts": "old\n" } }: Scene) {
  const asked: { key: string; works: Record<string, string> }[] = [];
  const read: string[] = [];
  const publisher: Publisher = {
    publish: () => Promise.reject(new Error("nothing is published here")),
    ...(answer && {
      claimed: (key, works) => {
        asked.push({ key, works: Object.fromEntries(works) });
        return Promise.resolve(answer);
      },
    }),
  };
  const repository = {
    readText: (commit: string, path: string) => {
      read.push(`${commit}:${path}`);
      return Promise.resolve(texts[path]);
    },
  };
  return { free: await takeClaimedOut(group, { patches, head: HEAD, repository, publisher, digest }), asked, read };
}

const claims = (...all: readonly [string, Claim][]): ClaimsAnswer => ({ ok: true, claims: new Map(all) });

/** What one change is about, by its patch and the text of its target. */
async function workOf(task: string, scene: Scene): Promise<string | undefined> {
  return (await take(scene)).free.works.get(task);
}

describe("what other pull requests have is taken out of a group", () => {
  test.each(["commit", "suggestions", "patch"] as const)(
    "%s has no pull request: nothing is read or asked",
    async (mode) => {
      const group = { ...GROUP, mode };
      const { free, asked, read } = await take({ group, answer: claims([USER, { pull: 3, state: "open" }]) });
      expect(free).toEqual({ group, works: new Map(), taken: [] });
      expect([asked, read]).toEqual([[], []]);
    },
  );

  test.each([
    ["a way of publishing that knows of no others", {}],
    ["no claim", { answer: claims() }],
    ["a claim of a task that is not in the group", { answer: claims(["fix-9999999999", { pull: 3, state: "open" }]) }],
  ])("%s: everything is free", async (_, scene) => {
    const { free, read } = await take(scene);
    expect(free.group).toEqual(GROUP);
    expect([...free.works.keys()]).toEqual([USER, CART]);
    expect([free.taken, free.unclear]).toEqual([[], undefined]);
    expect(read).toEqual([`${HEAD}:src/user.ts`, `${HEAD}:src/cart.ts`]);
  });

  test.each(["open", "closed"] as const)(
    "one is claimed by a pull request that is %s: the other stays",
    async (state) => {
      const { free, asked } = await take({ answer: claims([USER, { pull: 3, state }]) });
      expect(free.group).toEqual({ ...GROUP, entries: [GROUP.entries[1]] });
      expect([...free.works.keys()]).toEqual([CART]);
      expect(free.taken).toEqual([{ entry: GROUP.entries[0], claim: { pull: 3, state } }]);
      // Asked once, for all of them, by the group's key.
      expect(asked.map(({ key, works }) => [key, Object.keys(works)])).toEqual([["rule-1", [USER, CART]]]);
      expect(asked[0]?.works[CART]).toBe(free.works.get(CART));
    },
  );

  test("all are claimed: nothing is left", async () => {
    const answer = claims([CART, { pull: 4, state: "closed" }], [USER, { pull: 3, state: "open" }]);
    const { free } = await take({ answer });
    expect([free.group.entries, free.works.size]).toEqual([[], 0]);
    expect(free.taken.map(({ entry, claim }) => [entry.task, claim.pull])).toEqual([
      [USER, 3],
      [CART, 4],
    ]);
  });

  test("it cannot be told what others have: nothing is taken out, and the reason goes with it", async () => {
    const { free } = await take({ answer: { ok: false, reason: "GET pulls: 502" } });
    expect(free.group).toEqual(GROUP);
    expect([...free.works.keys()]).toEqual([USER, CART]);
    expect(free.taken).toEqual([]);
    expect(free.unclear).toBe("it cannot be told what is proposed already: GET pulls: 502");
  });
});

describe("a change is about its files as they were", () => {
  const patches = (patch: string) => new Map([[USER, patch]]);
  const same = workOf(USER, {});

  test.each<[string, Scene]>([
    ["another change of the same files", { patches: patches(patchOf("src/user.ts", "1111111", "3333333")) }],
    ["other words in the change", { patches: patches(patchOf("src/user.ts").replace("+new", "+newer")) }],
  ])("the same work: %s", async (_, scene) => {
    expect(await workOf(USER, scene)).toBe(await same);
  });

  test.each<[string, Scene]>([
    ["the target has changed", { texts: { "src/user.ts": "older\n" } }],
    ["the target is gone", { texts: {} }],
    ["another file that it changes has changed", { patches: patches(patchOf("src/user.ts", "4444444")) }],
    ["another file", { patches: patches(patchOf("src/other.ts")) }],
    ["there is no patch", { patches: new Map() }],
  ])("other work: %s", async (_, scene) => {
    expect(await workOf(USER, scene)).toMatch(/^[0-9a-f]{16}$/u);
    expect(await workOf(USER, scene)).not.toBe(await same);
  });
});

test("why a change is not proposed", () => {
  const [entry] = GROUP.entries;
  if (entry === undefined) throw new Error("no entry");
  expect(renderClaim(entry, { pull: 3, state: "open" })).toBe("#3 proposes fix of src/user.ts already");
  expect(renderClaim(entry, { pull: 3, state: "closed" })).toBe(
    "#3 proposed fix of src/user.ts and was closed; the files have not changed since",
  );
});
