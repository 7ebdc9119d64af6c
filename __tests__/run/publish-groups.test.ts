import { expect, test } from "@jest/globals";
import type { BundleEntry, Manifest } from "../../src/domain/bundle.ts";
import type { PublishMode } from "../../src/domain/policy.ts";
import { createMatcher } from "../../src/policy/match.ts";
import { toPublishGroups, toRequestParts } from "../../src/run/publish-groups.ts";
import { withApprovals } from "../../src/run/waiting-tasks.ts";
import { effective } from "../policy/effective-of.ts";
import { digest, makeBundle } from "../publish/bundles.ts";
import { makeAccepted } from "../report/reports.ts";
import { SETTINGS } from "../settings/default-settings.ts";

const POLICY = effective(`version: 1
publish: commit
rules:
  - paths: ["src/**"]
    tasks: [tests, docs, fix, refactor]
approval:
  - { by: label, paths: ["src/cart.ts"] }
  - { by: review, paths: ["src/billing/**"] }
`);

const SCENE = { effective: POLICY, matcher: createMatcher(POLICY.policy), settings: SETTINGS, digest };

function entriesOf(mode: PublishMode): readonly BundleEntry[] {
  const accepted = ["src/cart.ts", "src/user.ts", "src/billing/pay.ts"].map((path, index) =>
    makeAccepted(path, `000000000${index}`),
  );
  return makeBundle({ accepted, publishOf: () => mode }).manifest.entries;
}

const shown = (mode: PublishMode): readonly [string, number][] =>
  toPublishGroups(entriesOf(mode), SCENE).map(({ approval, entries }) => [approval?.asks.by ?? "", entries.length]);

test("all that goes to one branch waits for the strictest yes", () => {
  expect(shown("commit")).toEqual([["review", 3]]);
  // Whatever comes last.
  const [group] = toPublishGroups(entriesOf("commit").toReversed(), SCENE);
  expect(group?.approval?.asks.by).toBe("review");
});

test("what needs no yes is not held up where it can go alone, and each yes has a pull request of its own", () => {
  expect(shown("suggestions")).toEqual([
    ["", 1],
    ["label", 1],
    ["review", 1],
  ]);
  const keys = toPublishGroups(entriesOf("pull-request"), SCENE).map(({ key }) => key);
  expect(keys).toEqual([keys[0], `${keys[0] ?? ""}-label`, `${keys[0] ?? ""}-review`]);
});

test("a yes is asked for a file that is only written beside the target", () => {
  const [entry] = entriesOf("suggestions").filter(({ target }) => target === "src/user.ts");
  const entries = entry === undefined ? [] : [{ ...entry, paths: ["src/billing/user.test.ts", "src/user.ts"] }];
  expect(toPublishGroups(entries, SCENE)[0]?.approval).toMatchObject({ key: "approval.1" });
});

test("the plan shows what each task can need, and nothing where nothing is written on GitHub", () => {
  const plan = { tasks: [makeAccepted("src/billing/pay.ts").task, makeAccepted("src/user.ts").task], skips: [] };
  expect(withApprovals(plan, SCENE).tasks.map(({ approval }) => approval)).toEqual(["review", undefined]);
  expect(withApprovals(plan, { ...SCENE, settings: { ...SETTINGS, publish: "patch" } })).toEqual(plan);
});

test("what a yes is given to: the same changes on the same head, and nothing else", () => {
  const { manifest } = makeBundle();
  const [first, ...others] = manifest.entries;
  const digestOf = (own: Partial<Manifest>, mode: Exclude<PublishMode, "none"> = "commit"): string => {
    const bundle = { ...manifest, ...own };
    const needed = { asks: { by: "label", tasks: ["fix"] }, key: "approval.0" } as const;
    const group = { mode, key: "rule-1", entries: bundle.entries, approval: needed };
    const told = () =>
      ({ rejected: [], plans: new Map(), rest: { settled: [], heldBack: [], looked: "everything" } }) as const;
    const parts = { manifest: bundle, patches: new Map<string, string>(), reportTexts: [], told, works: new Map() };
    const { approval } = toRequestParts(group, parts, { ...SCENE, run: "1", nameTasks: () => Promise.resolve([]) });
    return approval?.digest ?? "";
  };
  const own = digestOf({});
  expect(own).toMatch(/^[0-9a-f]{16}$/u);
  expect(digestOf({})).toBe(own);
  expect(digestOf({ reportSha256: "0".repeat(64) })).toBe(own);
  const changed = [
    digestOf({ subject: { ...manifest.subject, head: "9".repeat(40) } }),
    digestOf({ tree: "9".repeat(40) }),
    digestOf({ entries: [{ ...first!, patchSha256: "9".repeat(64) }, ...others] }),
    digestOf({ entries: others }),
    digestOf({}, "pull-request"),
  ];
  expect(new Set([own, ...changed]).size).toBe(6);
});
