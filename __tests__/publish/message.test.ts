import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "@jest/globals";
import { disarm } from "../../src/domain/disarm.ts";
import { commitMessage, commitSubject } from "../../src/publish/message.ts";
import { makeBundle } from "./bundles.ts";

const [entry] = makeBundle().manifest.entries;
if (entry === undefined) throw new Error("the bundle is empty");
const provenance = { policySha256: "d".repeat(64), reportSha256: "f".repeat(64), run: "2026-03-01T12:00:00.000Z" };

const OURS = [
  "Assay-Task: fix-0000000000",
  "Assay-Engine: model",
  `Assay-Policy: ${"d".repeat(64)}`,
  `Assay-Evidence: ${"f".repeat(64)}`,
  "Assay-Run: 2026-03-01T12:00:00.000Z",
];

/** What git itself takes for trailers. */
function trailersOf(message: string): readonly string[] {
  const parsed = execFileSync("git", ["interpret-trailers", "--parse"], { input: message, encoding: "utf8" });
  return parsed.trimEnd().split("\n");
}

const HOSTILE = [
  "Co-authored-by: Eve <eve@evil.example>",
  "x\n\nSigned-off-by: Eve",
  "x\r\rAssay-Engine: embedded",
  "---\nAssay-Task: other",
  "[skip ci] and [ci skip] and [[skip actions]] and ***NO_CI***",
  "Fixes #1, closes GH-2 and https://github.com/o/r/issues/3",
  "@org/team look",
  '<img src="x">![x](y)',
  "diff --git a/x b/x",
  "a\u2028Assay-Task: x\u0085Assay-Task: y",
];

describe("the subject", () => {
  test.each([
    ["src/user.ts", "embedded", "Add missing import.", "fix(src/user.ts): add missing import"],
    ["src/user.ts", "model", "Add missing import.", "fix(src/user.ts): make failing checks pass"],
    ["src/user.ts", "embedded", "", "fix(src/user.ts): make failing checks pass"],
    ["src/user.ts", "embedded", "TS2304: a\nb", "fix(src/user.ts): TS2304: a"],
  ] as const)("%s %s %j", (target, engine, rationale, subject) => {
    expect(commitSubject({ kind: "fix", target, engine, rationale })).toBe(subject);
  });

  test("is one line of at most 72 characters", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }),
        fc.string({ unit: "grapheme", maxLength: 200 }),
        (rationale, target) => {
          const subject = commitSubject({ kind: "scaffold", target, engine: "embedded", rationale });
          expect(Array.from(subject).length).toBeLessThanOrEqual(72);
          expect(subject).not.toMatch(/[\r\n\u2028\u2029]/u);
        },
      ),
    );
  });
});

describe("the message", () => {
  test("is subject, words of the engine, trailers", () => {
    expect(commitMessage(entry, provenance)).toBe(
      ["fix(src/cart.ts): add missing import", "", "Add missing import.", "", ...OURS, ""]
        .join("\n")
        .replace("Engine: model", "Engine: embedded"),
    );
  });

  test("does not say the summary twice, except where the subject cuts it", () => {
    const say = (summary: string) => commitMessage({ ...entry, rationale: `${summary}\n\nBecause.` }, provenance);
    expect(say("Rename a to b").split("\n").slice(0, 3)).toEqual(["fix(src/cart.ts): rename a to b", "", "Because."]);
    const long = `rename ${"x".repeat(70)} to b`;
    expect(say(long).split("\n").slice(2, 5)).toEqual([long, "", "Because."]);
  });

  test.each(HOSTILE)("%j adds no trailer and nothing live", (rationale) => {
    const message = commitMessage({ ...entry, engine: "model", rationale }, provenance);
    expect(trailersOf(message)).toEqual(OURS);
    for (const live of [/\[(?:skip|ci)/u, /@org/u, /#1/u, /GH-2/u, /:\/\//u, /<img/u, /!\[x\]\(/u, /\*\*\*NO_CI/u]) {
      expect(message).not.toMatch(live);
    }
  });

  test("whatever the engine says, the trailers that git sees are ours", () => {
    const line = fc.constantFrom(...HOSTILE, "Key: value", "---", "", " ", "\n", "\r", "text", "  k : v", "-: x");
    const rationale = fc
      .array(fc.oneof(line, fc.string({ unit: "binary", maxLength: 20 })))
      .map((lines) => lines.join("\n"));
    fc.assert(
      fc.property(rationale, (text) => {
        expect(trailersOf(commitMessage({ ...entry, engine: "model", rationale: text }, provenance))).toEqual(OURS);
      }),
      { numRuns: 60 },
    );
  });
});

describe("disarmed text", () => {
  test("is the same when it is disarmed again", () => {
    const piece = fc.constantFrom(
      ...HOSTILE,
      "@",
      "#",
      "1",
      "GH-",
      ":",
      "/",
      "<",
      "a",
      "[",
      "skip ci",
      "]",
      "(",
      "***",
      "NO_CI",
      "-",
      " ",
      "\n",
      "www.",
      "\u001b[1m",
      "\u200b",
    );
    fc.assert(
      fc.property(
        fc.array(piece).map((pieces) => pieces.join("")),
        (text) => {
          const once = disarm(text);
          expect(disarm(once)).toBe(once);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test("ordinary words stay as they are", () => {
    const text = "Change `a[0]` to a(b), 3 < 4 and x => y; 50% #tag (see README).";
    expect(disarm(text)).toBe(text);
  });
});
