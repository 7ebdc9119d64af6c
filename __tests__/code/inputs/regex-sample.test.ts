import { expect, test } from "@jest/globals";
import { regexSamples } from "../../../src/code/inputs/regex-sample.ts";

test.each([
  [String.raw`^\d{3}-\d{4}$`, ""],
  ["^[a-z]+@[a-z]+\\.com$", "i"],
  ["(foo|bar)baz?", ""],
  ["^#?([0-9a-f]{3}|[0-9a-f]{6})$", "i"],
  [String.raw`^\s*$`, ""],
  ["[^a-z]", ""],
  [String.raw`^(?:a|b)(?<name>c)(?!d)`, ""],
  [String.raw`\u0041\x42`, ""],
])("each sample of /%s/ matches it", (source, flags) => {
  const samples = regexSamples(source, flags);
  expect(samples.length).toBeGreaterThan(0);
  for (const sample of samples) expect(sample).toMatch(new RegExp(source, flags));
});

test("both ways of a choice are among the samples", () => {
  const samples = regexSamples("^(yes|no)$", "");
  expect(samples).toEqual(expect.arrayContaining(["yes", "no"]));
});

test.each(["(", "[z-a]", "a{2,1}"])("gives nothing for %s, which is no regular expression", (source) => {
  expect(regexSamples(source, "")).toEqual([]);
});

test("gives nothing for what is too long or too deep for anybody to pass", () => {
  expect(regexSamples("(((((a{64}){64}){64}){64}){64})", "")).toEqual([]);
  expect(regexSamples(`${"(".repeat(50_000)}a${")".repeat(50_000)}`, "")).toEqual([]);
});

test.each([
  ["^(a|a|a|a){100}$", ""],
  ["^([a-z]|[^A-Z]){80}$(?<!a)", ""],
  [String.raw`^(?:[a-zA-Z0-9]{1,64}){64}\b\B$`, ""],
])("never matches where /%s/ could go back and forth for ever", (source, flags) => {
  expect(regexSamples(source, flags)).toEqual([]);
});

test("gives short texts of a pattern that could go back and forth in longer ones", () => {
  expect(regexSamples("^(a+)+$", "")).toContain("a");
  expect(regexSamples(String.raw`^(\w+\s?)*$`, "").length).toBeGreaterThan(4);
});
