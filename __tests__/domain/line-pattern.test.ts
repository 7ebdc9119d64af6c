import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { matchLine, parseLinePattern, type LinePattern } from "../../src/domain/line-pattern.ts";

function pattern(text: string): LinePattern {
  const read = parseLinePattern(text);
  if (!read.ok) throw new Error(read.message);
  return read.pattern;
}

test.each([
  ["", 1, "takes no message"],
  ["%f: x", 6, "takes no message"],
  ["%m%q", 3, "has the unknown item `%q`"],
  ["%m %", 4, "has the unknown item `%`"],
  ["%l:%l %m", 4, "has `%l` twice"],
  ["%*[^:%m", 1, "has a set of characters that is not closed"],
  ["%*[z-a]%m", 1, "has the empty range `z-a`"],
])("%j is wrong at character %d: %s", (text, at, message) => {
  expect(parseLinePattern(text)).toMatchObject({ ok: false, at, message });
});

test("a place in a line is found again, whatever the file and the message are", () => {
  const file = fc.stringMatching(/^[^:\r\n]{1,20}$/u);
  const message = fc.stringMatching(/^[^\r\n]{1,40}$/u);
  const number = fc.integer({ min: 1, max: 99_999 });
  fc.assert(
    fc.property(file, number, number, message, (name, line, column, text) => {
      const found = matchLine(pattern("%f:%l:%c: %m"), `${name}:${line}:${column}: ${text}`);
      expect(Object.fromEntries(found ?? [])).toEqual({
        file: name,
        line: String(line),
        column: String(column),
        message: text,
      });
    }),
  );
});

test("a line that would send a backtracking matcher round for ever is answered", () => {
  const hostile = pattern("%.%#a%.%#a%.%#a%.%#a%.%#a%.%#a%.%#a%.%#a%.%#ab%m");
  expect(matchLine(hostile, "a".repeat(8_000))).toBeUndefined();
});

test("a line longer than any remark is not looked at", () => {
  expect(matchLine(pattern("%m"), "x".repeat(8_193))).toBeUndefined();
});
