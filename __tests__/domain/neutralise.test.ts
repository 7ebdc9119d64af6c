import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { commandsIn } from "./runner-commands.ts";
import { neutralise, neutraliseMessage, stripTerminal } from "../../src/domain/neutralise.ts";

const PIECES = [
  "::",
  "::set-env name=A::b",
  "##[",
  "##",
  "#",
  "[",
  "]",
  "add-mask",
  "\r",
  "\n",
  "\r\n",
  " ",
  "\t",
  "\u00a0",
  "\u2003",
  "\u2028",
  "\u0085",
  "\u001b[",
  "\u001b[31m",
  "\u001b]0;",
  "\u0007",
  "\u009b",
  "m",
  "\u200b",
  "\u202e",
  "\u0000",
  "a",
];
const hostile = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string()), { maxLength: 40 })
  .map((parts) => parts.join(""));

describe("no foreign text acts as a workflow command", () => {
  test("the oracle knows commands", () => {
    expect(commandsIn("x\r::add-mask::y\nok >>> ##[group]z\n\u2003::a b::c\n:: no")).toHaveLength(3);
  });

  test.each([
    ["as printed output", neutralise],
    ["inside a message", neutraliseMessage],
    ["appended to a sentence of ours", (text: string) => `tool: ${neutraliseMessage(text)}`],
  ])("%s", (_, render) => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(commandsIn(render(text))).toEqual([]);
      }),
      { numRuns: 5000 },
    );
  });

  test("neutralising twice disarms as well as once", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(neutraliseMessage(neutraliseMessage(text))).toBe(neutraliseMessage(text));
      }),
    );
  });
});

test.each([
  ["lines get a visible prefix", "a\r\nb\rc\n", "| a\n| b\n| c\n| "],
  ["the old syntax is broken up", "x ##[error]y", "| x ##\\[error]y"],
  ["colours go", "\u001b[1;31mred\u001b[0m", "| red"],
  ["a title and a link go", "\u001b]0;title\u0007a\u001b]8;;http://x\u001b\\b", "| ab"],
  ["direction marks go", "a\u202eb\u2066c", "| abc"],
  ["tabs and accents stay", "\té – 漢", "| \té – 漢"],
  ["nothing stays nothing", "", ""],
])("%s", (_, text, expected) => {
  expect(neutralise(text)).toBe(expected);
});

test("a message keeps its lines as they are unless they would be commands", () => {
  expect(neutraliseMessage("expected 1\n  ::group::x\nat a.ts:1")).toBe("expected 1\n|   ::group::x\nat a.ts:1");
});

test("stripped text holds no escape and no invisible character", () => {
  fc.assert(
    fc.property(hostile, (text) => {
      expect(stripTerminal(text)).not.toMatch(/[\u001b\u009b\u200b\u202e\u0000]/u);
    }),
  );
});
