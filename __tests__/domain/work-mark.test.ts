import { createHash } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { parseWorkMark, renderWorkMark, toWork } from "../../src/domain/work-mark.ts";

const digest = (text: string): string => createHash("sha256").update(text).digest("hex");

const patch = (before: string, after: string, line = "x"): string =>
  [
    "diff --git a/src/a.ts b/src/a.ts",
    `index ${before.repeat(40)}..${after.repeat(40)} 100644`,
    "--- a/src/a.ts",
    "+++ b/src/a.ts",
    "@@ -1 +1 @@",
    "-index 0..1",
    `+${line}`,
    "",
  ].join("\n");

describe("what a change is about", () => {
  const work = toWork(patch("1", "2"), "target", digest);

  test("is the same whatever the change looks like", () => {
    expect(toWork(patch("1", "3", "y"), "target", digest)).toBe(work);
    expect(work).toMatch(/^[0-9a-f]{16}$/u);
  });

  test.each([
    ["a file that it changes", patch("4", "2"), "target"],
    ["its target", patch("1", "2"), "other"],
    ["that its target was not there", patch("1", "2"), undefined],
    ["another file", patch("1", "2").replaceAll("a.ts", "b.ts"), "target"],
  ])("differs by %s", (_, text, target) => {
    expect(toWork(text, target, digest)).not.toBe(work);
  });
});

describe("the mark", () => {
  const works = new Map([
    ["docs-0123456789", "0123456789abcdef"],
    ["fix-0123456789", "f".repeat(16)],
  ]);

  test("reads back, whatever stands before it", () => {
    const body = `Text <!-- assay work=fix-9999999999:${"0".repeat(16)} -->\n\n${renderWorkMark(works)}`;
    expect(parseWorkMark(body)).toEqual(works);
  });

  test.each(["", "no mark", "<!-- assay work= -->", "<!-- assay work=,, -->", "<!-- assay work=a -->"])(
    "%j holds nothing",
    (body) => {
      expect(parseWorkMark(body).size).toBe(0);
    },
  );
});
