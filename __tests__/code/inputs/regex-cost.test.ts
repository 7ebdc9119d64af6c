import { expect, test } from "@jest/globals";
import { quickTexts } from "../../../src/code/inputs/regex-cost.ts";

const long = "a".repeat(200);

test.each([
  ["alternatives that overlap, under a count", "^(a|a|a|a){100}$", ""],
  ["a loop in a loop", "^(a+)+$", ""],
  ["a loop in a loop that may take nothing", "^(a*)*$", ""],
  ["parts of a loop that may each take nothing", "^(?:a?a?)*b", ""],
  ["loops that are lazy", "(?:a+?)+?b", ""],
  ["what looks ahead", "^(?=(?:a|a)*b)a", ""],
  ["what looks behind", "(?<=b(?:a|a)*)c", ""],
  ["groups that are given back", String.raw`^(a+)\1*\1*\1*\1*b$`, ""],
  ["letters of either case", "^(?:A|a)*$", "i"],
  ["letters of either case in a part", "^(?i:(?:A|a)*)$", ""],
  ["what is the same by code points", String.raw`^(?:\p{L}|[a-z])*$`, "u"],
  ["classes in classes", String.raw`^(?:[[a-z]--[b]]|[\q{a|aa}])*$`, "v"],
  ["ways that are many without a loop", `^${"(?:a|a)".repeat(100)}$`, ""],
])("a long text is not quick: %s", (_, source, flags) => {
  expect(() => new RegExp(source, flags)).not.toThrow();
  expect(quickTexts(source, flags)(long)).toBe(false);
  expect(quickTexts(source, flags)("b")).toBe(true);
});

test.each([
  ["^[a-z]+$", "i"],
  ["^.{0,65535}$", "s"],
  [String.raw`^(\w+)\s(\w+)$`, ""],
  [String.raw`^(?:[a-z]+-)*[a-z]+$`, ""],
  [String.raw`^(a)(?=a)(?<=a)(?!b)(?<!b)\1`, "m"],
  [String.raw`^[\w--[b]]+$`, "v"],
  ["^]{a,b}{?", ""],
])("a long text is quick for /%s/", (source, flags) => {
  expect(quickTexts(source, flags)(long)).toBe(true);
});

test("what is looked at is bounded, for groups in groups, counts of counts and all texts together", () => {
  expect(quickTexts("(((((a{64}){64}){64}){64}){64})", "")(long)).toBe(false);
  expect(quickTexts(`${"(".repeat(50_000)}a${")".repeat(50_000)}`, "")("a")).toBe(false);
  const isQuick = quickTexts("^[a-z]{500}", "");
  const answers = Array.from({ length: 1000 }, () => isQuick(long));
  expect(answers[0]).toBe(true);
  expect(answers.at(-1)).toBe(false);
});

test.each([
  ["rounds that take nothing in more than one way", `^(?:${"(?:|)".repeat(28)}a)*(?!a|$)`],
  ["the same under a count", "^(?:(?:|)a){0,40}(?!a|$)"],
  ["parts without instructions, counted within counts", `x{10}(?!${"(?:".repeat(7)}\\b${"){9}".repeat(7)})`],
  ["a letter of two units in front of what is slow", "^\u{1F600}(a|a){28}(?!a|$)"],
])("is told at once, and never quick for a long text: %s", (_, source) => {
  expect(() => new RegExp(source)).not.toThrow();
  expect(quickTexts(source, "")(`\u{1F600}${"a".repeat(40)}`)).toBe(false);
});
