import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "@jest/globals";
import { COMMAND_NAMES } from "../../../src/domain/policy.ts";
import { DETECTORS } from "../../../src/policy/detect/detectors.ts";
import { toProject } from "../../../src/policy/detect/project.ts";

const PAGE = readFileSync(path.resolve(import.meta.dirname, "../../../docs/detection.md"), "utf8");

/** Cells of the rows of the table under a heading, without its head. */
function rowsUnder(heading: string): readonly (readonly string[])[] {
  const section = PAGE.split(/^## /mu).find((part) => part.startsWith(`${heading}\n`)) ?? "";
  const lines = section.split("\n").filter((line) => line.startsWith("|"));
  return lines.slice(2).map((line) =>
    line
      .split("|")
      .map((cell) => cell.trim().replaceAll("`", ""))
      .slice(1, -1),
  );
}

/** Facts that make every detector find all that it can find. */
const EVERYTHING = toProject({
  paths: new Set([
    ...["package.json", "tsconfig.json", "eslint.config.js", "go.mod", ".golangci.yml", "Cargo.toml"],
    ...["pom.xml", "build.gradle"],
  ]),
  texts: new Map([
    [
      "package.json",
      JSON.stringify({
        devDependencies: Object.fromEntries(
          [
            "eslint",
            "prettier",
            "@biomejs/biome",
            "oxlint",
            "typescript",
            "vitest",
            "@vitest/coverage-v8",
            "jest",
            "mocha",
            "c8",
          ].map((name) => [name, "^99.0.0"]),
        ),
      }),
    ],
    ["requirements.txt", "black\nruff\nflake8\nautopep8\nmypy\npyright\npytest\ncoverage\n"],
    ["pom.xml", "jacoco-maven-plugin maven-checkstyle-plugin"],
    ["build.gradle", "plugins { id 'jacoco'; id 'checkstyle' }"],
  ]),
});

/** The same with another test script; only one runner can be told from it. */
function withScript(script: string): typeof EVERYTHING {
  return { ...EVERYTHING, script: (name) => (name === "test" ? script : undefined) };
}

test("the table has every tool, in order of precedence, with its language and its commands", () => {
  const projects = [EVERYTHING, withScript("node --test"), withScript("bun test")];
  const found = DETECTORS.map((detector) => {
    const finding = projects.map((project) => detector.detect(project)).find((each) => each !== undefined);
    const commands = COMMAND_NAMES.filter((command) => finding?.commands[command] !== undefined);
    return [detector.name, detector.language, commands.join(", ")];
  });
  expect(rowsUnder("Tools").map(([name, language, , commands]) => [name, language, commands])).toEqual(found);
});

test("tools have names of their own", () => {
  const names = DETECTORS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});
