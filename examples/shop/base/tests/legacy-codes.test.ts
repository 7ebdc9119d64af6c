import { expect, test } from "@jest/globals";
import { isLegacyCode } from "../src/legacy-codes";

test.each([
  ["123-456", true],
  ["123456", false],
])("%s", (code, expected) => {
  expect(isLegacyCode(code)).toBe(expected);
});
