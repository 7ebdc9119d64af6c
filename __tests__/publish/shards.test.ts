import { describe, expect, test } from "@jest/globals";
import type { Matrix } from "../../src/domain/matrix.ts";
import { matchShards, type ShardBundle } from "../../src/publish/match-shards.ts";
import { mergeBundles, type NamedBundle } from "../../src/publish/merge-bundles.ts";
import { openBundle } from "../../src/publish/open-bundle.ts";
import { parseMatrix } from "../../src/publish/parse-matrix.ts";
import { splitBundles } from "../../src/publish/split-bundles.ts";
import { makeAccepted } from "../report/reports.ts";
import { digest, makeBundle } from "./bundles.ts";

const USER = "fix-1111111111";
const CART = "fix-0000000000";

function part(name: string, target: string, id: string): NamedBundle {
  const { files } = makeBundle({ accepted: [makeAccepted(target, id)], reportText: `{"of":"${name}"}\n` });
  const opened = openBundle(files, digest);
  if (!opened.ok) throw new Error(JSON.stringify(opened.problems));
  return { name, bundle: opened.bundle, sha256: digest(files.get("manifest.json") ?? "") };
}

const A: ShardBundle = { name: "a", sha256: "a".repeat(64), tasks: [USER] };
const B: ShardBundle = { name: "b", sha256: "b".repeat(64), tasks: [CART] };
const MATRIX: Matrix = {
  include: [
    { shard: 1, only: USER },
    { shard: 2, only: `${CART},docs-2222222222` },
  ],
};

function problems(bundles: readonly ShardBundle[], more: Parameters<typeof matchShards>[1] = {}): readonly string[] {
  const stated = { digests: [A.sha256, B.sha256], matrix: MATRIX, ...more };
  return matchShards(bundles, stated).map(({ place, message }) => `${place}: ${message}`);
}

describe("bundles of a matrix", () => {
  test("one of each shard, with the digests that the jobs have stated, is as it should be", () => {
    expect(problems([A, B])).toEqual([]);
    expect(problems([{ ...A, tasks: [] }, B])).toEqual([]);
  });

  test.each([
    ["a shard that has left none", [A], { digests: [A.sha256] }, /^matrix: no bundle has come of shard 2 \(fix-0000/u],
    [
      "a shard that has left none beside one that came to nothing",
      [{ ...A, tasks: [] }],
      { digests: [A.sha256] },
      /^matrix: 1 bundles are missing, of these: shard 1 \(.*\); shard 2 \(/u,
    ],
    ["a digest that nobody has stated", [A, { ...B, sha256: "c".repeat(64) }], {}, /^bundle "b": has the digest cccc/u],
    ["a stated digest without a bundle", [A], { matrix: undefined }, /^manifest-sha256: .* bbbb.*no such bundle/u],
    ["the same bundle twice", [A, B, { ...A, name: "z" }], {}, /^bundle "z": is the same bundle as bundle "a"/u],
    ["two bundles of one shard", [A, { ...B, tasks: [USER] }], {}, /^bundle "b": and bundle "a" are both of shard 1/u],
    ["a task of another shard", [{ ...A, tasks: [USER, CART] }, B], {}, /^bundle "a": holds tasks .* no one shard/u],
    ["a task of no shard", [A, { ...B, tasks: ["fix-ffffffffff"] }], {}, /^bundle "b": holds tasks .*fix-ffffffffff/u],
    [
      "more bundles than shards",
      [A, B, { name: "c", sha256: "c".repeat(64), tasks: [] }],
      { digests: undefined },
      /^matrix: 3 bundles have come of 2 shards/u,
    ],
  ])("%s is refused", (_, bundles, more, expected) => {
    const found = problems(bundles, more as Parameters<typeof matchShards>[1]);
    expect(found).toContainEqual(expect.stringMatching(expected));
  });

  test("a directory is one bundle, or one for each directory in it, and holds nothing else", () => {
    expect(splitBundles(new Map([["manifest.json", "{}"]]))).toMatchObject({ ok: true, parts: [{ name: "" }] });
    const both = splitBundles(
      new Map([
        ["two/manifest.json", "2"],
        ["one/manifest.json", "1"],
        ["one/patches/x.patch", "p"],
      ]),
    );
    expect(both).toEqual({
      ok: true,
      parts: [
        {
          name: "one",
          files: new Map([
            ["manifest.json", "1"],
            ["patches/x.patch", "p"],
          ]),
        },
        { name: "two", files: new Map([["manifest.json", "2"]]) },
      ],
    });
    expect(
      splitBundles(
        new Map([
          ["one/manifest.json", "1"],
          ["x.sh", ""],
        ]),
      ),
    ).toMatchObject({
      ok: false,
      problems: [{ place: '"x.sh"' }],
    });
    expect(splitBundles(new Map())).toMatchObject({
      ok: false,
      problems: [{ message: expect.stringContaining("no bundle") }],
    });
  });

  test("are merged: every entry and patch once, in order, each with the report that its evidence is in", () => {
    const [one, two] = [part("one", "src/user.ts", "1111111111"), part("two", "src/cart.ts", "0000000000")];
    const merging = mergeBundles([one, two], digest);
    if (!merging.ok) throw new Error(JSON.stringify(merging.problems));
    const { manifest, patches, reportOf, reportTexts } = merging.merged;
    expect(manifest.entries.map(({ task }) => task)).toEqual([CART, USER]);
    expect([...patches.keys()].toSorted()).toEqual([CART, USER]);
    expect([...reportOf]).toEqual([
      [USER, one.bundle.manifest.reportSha256],
      [CART, two.bundle.manifest.reportSha256],
    ]);
    expect(reportTexts).toEqual(['{"of":"one"}\n', '{"of":"two"}\n']);
    expect(mergeBundles([two, one], digest)).toMatchObject({ ok: true, merged: { manifest } });
  });

  test("that hold the same task, or change the same file, are not merged", () => {
    const one = part("one", "src/user.ts", "1111111111");
    const same = mergeBundles([one, { ...one, name: "two" }], digest);
    expect(same).toMatchObject({
      ok: false,
      problems: [
        { place: 'bundle "two"', message: 'holds the task fix-1111111111, and so does "one"' },
        { message: 'changes src/user.ts, and so does "one"' },
      ],
    });
    expect(mergeBundles([one, part("two", "SRC/User.ts", "2222222222")], digest)).toMatchObject({
      ok: false,
      problems: [{ message: 'changes SRC/User.ts, and so does "one"' }],
    });
  });
});

describe("a matrix", () => {
  test("is read as it was written", () => {
    expect(parseMatrix(JSON.stringify(MATRIX))).toEqual(MATRIX);
  });

  test.each([
    "",
    "{}",
    '{"include":[{"shard":1}]}',
    '{"include":[{"shard":1,"only":"","x":1}]}',
    '{"include":[{"shard":1,"only":""},{"shard":1,"only":""}]}',
    JSON.stringify({ include: Array.from({ length: 257 }, (_, index) => ({ shard: index + 1, only: "" })) }),
  ])("%.40s is none", (text) => {
    expect(parseMatrix(text)).toBeUndefined();
  });
});
