import { describe, expect, test } from "@jest/globals";
import { withModuleType } from "../../src/domain/module-type.ts";

describe("withModuleType", () => {
  test.each([
    [
      "behind the version",
      '{\n  "name": "a",\n  "version": "1.0.0",\n  "main": "a.js"\n}\n',
      '{\n  "name": "a",\n  "version": "1.0.0",\n  "type": "module",\n  "main": "a.js"\n}\n',
    ],
    [
      "behind the name",
      '{\n\t"name": "a",\n\t"main": "a.js"\n}\n',
      '{\n\t"name": "a",\n\t"type": "module",\n\t"main": "a.js"\n}\n',
    ],
    ["at the beginning", '{\r\n  "private": true\r\n}', '{\r\n  "type": "module",\r\n  "private": true\r\n}'],
    ["on one line", '{"private":true}', '{"type":"module","private":true}'],
    [
      "in place of commonjs",
      '{ "type": "commonjs", "a": { "type": "git" } }',
      '{ "type": "module", "a": { "type": "git" } }',
    ],
    [
      "not inside of another object",
      '{\n  "dist": {\n    "version": "1",\n    "a": 1\n  },\n  "private": true\n}',
      '{\n  "type": "module",\n  "dist": {\n    "version": "1",\n    "a": 1\n  },\n  "private": true\n}',
    ],
  ])("%s", (_, before, after) => {
    expect(withModuleType(before)).toBe(after);
  });

  test.each(['{ "type": "module" }', '{ "type": 1 }', "[]", "{}", "no manifest"])("%s is left alone", (text) => {
    expect(withModuleType(text)).toBeUndefined();
  });
});
