import { execFileSync } from "node:child_process";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { quotePath, toShellLine, WHOLE, type TestSelection } from "../../src/check/expand-line.ts";

const RELATED: TestSelection = { type: "related", files: ["src/a.ts", "src/it's.ts"] };

describe("placeholders", () => {
  test.each([
    ["eslint {files}", WHOLE, "eslint src/x.ts './-y z.ts'"],
    ["tsc --noEmit", WHOLE, "tsc --noEmit"],
    [
      "jest --outputFile={report} --coverageDirectory={coverage} {tests}",
      WHOLE,
      "jest --outputFile={scratch}/report --coverageDirectory={scratch}/coverage ",
    ],
    ["npx jest {tests}", RELATED, String.raw`npx jest --passWithNoTests --findRelatedTests src/a.ts 'src/it'\''s.ts'`],
    [
      "npx vitest run --reporter=json {tests}",
      RELATED,
      String.raw`npx vitest related --run --reporter=json --passWithNoTests src/a.ts 'src/it'\''s.ts'`,
    ],
    ["npx vitest run {tests}", WHOLE, "npx vitest run "],
    ["npm test -- {tests}", RELATED, "npm test -- "],
    ["node --test {tests}", RELATED, "node --test "],
    ["npx jest", RELATED, "npx jest"],
  ])("%s", (line, tests, expected) => {
    expect(toShellLine(line, { files: ["src/x.ts", "-y z.ts"], tests })).toBe(expected);
  });

  test("a file name is no placeholder", () => {
    const line = toShellLine("eslint {files}", { files: ["{report}", "{scratch}", "$&"], tests: WHOLE });
    expect(line).toBe("eslint '{report}' '{scra''tch}' '$&'");
  });
});

test("a shell reads each quoted path as one word, and that word is the path", () => {
  const path = fc.stringMatching(/^[^\u0000]{1,40}$/u).filter((text) => text.isWellFormed());
  fc.assert(
    fc.property(fc.array(path, { minLength: 1, maxLength: 30 }), (paths) => {
      const line = `printf '%s\\0' ${paths.map(quotePath).join(" ")}`;
      const words = execFileSync("/bin/sh", ["-c", line], { encoding: "utf8" }).split("\0").slice(0, -1);
      expect(words).toEqual(paths.map((name) => (name.startsWith("-") ? `./${name}` : name)));
    }),
    { numRuns: 60 },
  );
});
