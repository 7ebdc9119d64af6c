import { expect, test } from "@jest/globals";
import { parseTap } from "../../../src/check/parse/tap.ts";
import { ROOT } from "./recorded.ts";

test.each<readonly [string, string, readonly object[] | string]>([
  [
    "names that end in a brace",
    "ok 1 - reads {\nok 2 - writes {\n1..2\n",
    [{ name: "reads" }, { name: "writes", status: "passed" }],
  ],
  ["an empty group", "1..2\nok 1 - a {\n    1..0\n}\nok 2 - b\n", [{ name: "a" }, { name: "b" }]],
  ["cut behind an open brace", "1..2\nok 1 - a\nnot ok 2 - b.test.js {\n", "its TAP ends inside a subtest"],
  ["cut behind a plan in a brace", "1..1\nok 1 - a {\n    1..0\n", "its TAP ends inside a subtest"],
  [
    "a place in words, as tape has it",
    "not ok 1 two\n  ---\n    at: Test.<anonymous> (file:///workspace/t.mjs:2:48)\n  ...\n1..1\n",
    [{ name: "two", place: { path: "t.mjs", line: 2 } }],
  ],
  [
    "no place in a folded text, as AVA has it",
    "not ok 1 three\n  ---\n  at: >-\n    file:///workspace/a.mjs:3:1\n  ...\n1..1\n",
    [expect.not.objectContaining({ place: expect.anything() })],
  ],
])("%s", (_, text, expected) => {
  const result = parseTap(text, ROOT);
  if (typeof expected === "string") expect(result).toEqual({ ok: false, reason: expected });
  else expect(result).toMatchObject({ ok: true, report: { tests: expected } });
});
