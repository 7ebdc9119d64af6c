import { execFileSync } from "node:child_process";
import { expect, test } from "@jest/globals";
import { expandFiles, quoteArgument } from "../../src/domain/quote.ts";

const NAMES = [
  "a.ts",
  "src/a b.ts",
  "it's.ts",
  "$(touch x).ts",
  "`id`.ts",
  "a\nb.ts",
  "*.ts",
  "~",
  "a;b",
  'a"b',
  "é.ts",
  "\\",
  "{files}",
];

test.each(NAMES)("a shell reads %j as one word, itself", (name) => {
  const printed = execFileSync("sh", ["-c", `printf '<%s>' ${quoteArgument(name)}`], { encoding: "utf8" });
  expect(printed).toBe(`<${name}>`);
});

test("a name that looks like an option is not one", () => {
  expect(quoteArgument("--fix")).toBe("./--fix");
  expect(quoteArgument("-rf x")).toBe("'./-rf x'");
});

test("a harmless name stays readable", () => {
  expect(quoteArgument("src/a-b_c.test.ts")).toBe("src/a-b_c.test.ts");
});

test("puts all names in every place, and never expands a name", () => {
  expect(expandFiles("lint {files} && echo {files}", ["a.ts", "b c.ts"])).toBe(
    "lint a.ts 'b c.ts' && echo a.ts 'b c.ts'",
  );
  expect(expandFiles("lint {files}", ["{files}.ts", "$&.ts"])).toBe("lint '{files}.ts' '$&.ts'");
  expect(expandFiles("lint", ["a.ts"])).toBe("lint");
});

test("a name that holds the scratch placeholder is not replaced later", () => {
  const line = expandFiles("printf %s {files}", ["{scratch}/a.ts"]);
  expect(line).not.toContain("{scratch}");
  expect(execFileSync("sh", ["-c", line], { encoding: "utf8" })).toBe("{scratch}/a.ts");
});
