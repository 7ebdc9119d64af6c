import { describe, expect, test } from "@jest/globals";
import { applyChanges, overlaps, writtenLines } from "../../src/code/text-changes.ts";

const change = (start: number, length: number, text: string) => ({ start, length, text });

describe("applyChanges", () => {
  test.each([
    ["nothing", [], "abcdef"],
    ["in any order", [change(4, 1, "X"), change(0, 2, "")], "cdXf"],
    ["insertions at one place in the order given", [change(3, 0, "1"), change(3, 0, "2")], "abc12def"],
    ["at both ends", [change(0, 0, "<"), change(6, 0, ">")], "<abcdef>"],
  ])("%s", (_, changes, expected) => {
    expect(applyChanges("abcdef", changes)).toBe(expected);
  });
});

describe("overlaps", () => {
  test.each([
    ["apart", [change(0, 1, ""), change(3, 1, "")], false],
    ["inside", [change(0, 4, ""), change(2, 1, "")], true],
    ["two insertions at one place", [change(2, 0, "a"), change(2, 0, "b")], true],
    ["one after the other without a gap", [change(0, 2, ""), change(2, 1, "")], true],
    ["alone", [change(0, 2, "")], false],
  ])("%s: %s", (_, changes, expected) => {
    expect(overlaps(changes)).toBe(expected);
  });
});

describe("writtenLines", () => {
  test.each([
    ["a changed line", [change(4, 3, "two!")], ["two!"]],
    ["an added line and the one it stands before", [change(4, 0, "new\n")], ["new", "two"]],
    ["a removed line: what took its place", [change(4, 4, "")], ["three"]],
    ["a piece that became empty lines: what stands in front of them", [change(2, 5, "\n\n")], ["on"]],
    ["a whole text that is gone", [change(0, 14, "")], []],
    ["lines of two changes", [change(0, 3, "1"), change(8, 5, "  3")], ["1", "3"]],
  ])("%s", (_, changes, expected) => {
    expect(writtenLines("one\ntwo\nthree\n", changes)).toEqual(expected);
  });
});
