import { describe, expect, test } from "@jest/globals";
import type { SumVerdict } from "../../src/domain/sum-verdict.ts";
import { keepVerdict, mergeBundles } from "../../src/publish/merge-bundles.ts";
import { openBundle } from "../../src/publish/open-bundle.ts";
import { parseVerdict, toDropped, verdictProblems } from "../../src/publish/sum-verdict.ts";
import { makeAccepted } from "../report/reports.ts";
import { digest, makeBundle } from "./bundles.ts";

const [A, B, C] = ["fix-000000000a", "fix-000000000b", "fix-000000000c"] as const;
const [FIRST, SECOND] = ["1".repeat(64), "2".repeat(64)] as const;
const BUNDLES = [
  { sha256: SECOND, tasks: [C] },
  { sha256: FIRST, tasks: [A, B] },
];
const VERDICT: SumVerdict = {
  schema: "assay/verdict@1",
  bundles: [FIRST, SECOND],
  kept: [A, C],
  dropped: [{ task: B, reason: "gate tests fails", because: "gates" }],
  tree: "e".repeat(40),
};

describe("a verdict on several bundles", () => {
  test("is read as it was written", () => {
    expect(parseVerdict(JSON.stringify(VERDICT))).toEqual(VERDICT);
  });

  test.each([
    ["no JSON", "{"],
    ["another schema", JSON.stringify({ ...VERDICT, schema: "assay/verdict@2" })],
    ["a key more", JSON.stringify({ ...VERDICT, branch: "main" })],
    ["a task like a path", JSON.stringify({ ...VERDICT, kept: ["fix-../../../.."] })],
    ["a long reason", JSON.stringify({ ...VERDICT, dropped: [{ ...VERDICT.dropped[0], reason: "x".repeat(201) }] })],
  ])("%s is none", (_, text) => {
    expect(parseVerdict(text)).toBeUndefined();
  });

  test.each<[string, SumVerdict | undefined, RegExp | undefined]>([
    ["on exactly these, whatever their order", VERDICT, undefined],
    ["that is missing", undefined, /the changes of 2 bundles have not been run together/u],
    ["on fewer bundles", { ...VERDICT, bundles: [FIRST] }, /about other bundles/u],
    ["on another bundle", { ...VERDICT, bundles: [FIRST, "3".repeat(64)] }, /about other bundles/u],
    ["that leaves a change out", { ...VERDICT, kept: [A] }, /does not say of each change/u],
    ["that says both of a change", { ...VERDICT, kept: [A, B, C] }, /does not say of each change/u],
    ["that brings a change", { ...VERDICT, kept: [A, C, "fix-000000000d"] }, /does not say of each change/u],
    ["that has a change twice", { ...VERDICT, kept: [A, A, C] }, /does not say of each change/u],
  ])("%s", (_, verdict, message) => {
    const problems = verdictProblems(BUNDLES, verdict);
    expect(problems.map((problem) => problem.place)).toEqual(message === undefined ? [] : ["verdict"]);
    if (message !== undefined) expect(problems[0]?.message).toMatch(message);
  });

  test("is not needed where one bundle alone has changes", () => {
    expect(
      verdictProblems(
        [
          { sha256: FIRST, tasks: [A, B] },
          { sha256: SECOND, tasks: [] },
        ],
        undefined,
      ),
    ).toEqual([]);
  });

  test("takes changes out, and leaves what it keeps as it is", () => {
    const bundles = [makeAccepted("src/cart.ts", "000000000a"), makeAccepted("src/user.ts", "000000000b")].map(
      (accepted, index) => {
        const opened = openBundle(makeBundle({ accepted: [accepted] }).files, digest);
        if (!opened.ok) throw new Error("does not open");
        return { name: String(index), bundle: opened.bundle, sha256: String(index).repeat(64) };
      },
    );
    const merging = mergeBundles(bundles, digest);
    if (!merging.ok) throw new Error("does not merge");
    const kept = keepVerdict(merging.merged, { ...VERDICT, kept: [A], dropped: VERDICT.dropped });
    expect(kept.manifest.entries).toEqual(bundles[0]?.bundle.manifest.entries);
    expect(kept.dropped).toEqual([expect.objectContaining({ target: "src/user.ts", reason: "gate tests fails" })]);
  });

  test("a reason that is too long is cut, and stays on one line", () => {
    expect(
      parseVerdict(JSON.stringify({ ...VERDICT, dropped: [toDropped(B, "😀\n".repeat(200), "fault")] })),
    ).toBeDefined();
  });
});
