import { expect, test } from "@jest/globals";
import { WHOLE } from "../../src/check/expand-line.ts";
import { runDiagnostics } from "../../src/check/run-diagnostics.ts";
import { runCoverage, runTests } from "../../src/check/run-tests.ts";
import { createToolRunner } from "../../src/check/tool-runner.ts";
import type { ToolCommand } from "../../src/domain/command.ts";
import { detect } from "../policy/detect/facts.ts";
import { policy } from "./subjects.ts";
import { createTempWorkspace } from "./temp-workspace.ts";

const jacoco = (line: number): string =>
  `<report name="m"><package name="p"><sourcefile name="A.java"><line nr="${line}" mi="0" ci="1" mb="1" cb="1"/></sourcefile></package></report>`;
const suite = (name: string): string => `<testsuite name="p.T"><testcase classname="p.T" name="${name}"/></testsuite>`;
const style = (message: string): string =>
  `<checkstyle><file name="/elsewhere/A.java"><error line="1" severity="error" message="${message}"/></file></checkstyle>`;

/** Where each build keeps what it says, in a module; what it is called by, and a file that it is told from. */
const BUILDS = [
  {
    name: "maven",
    program: "mvn",
    build: { "pom.xml": "jacoco-maven-plugin maven-checkstyle-plugin" },
    places: {
      coverage: "target/site/jacoco/jacoco.xml",
      test: "target/surefire-reports/TEST-p.T.xml",
      lint: "target/checkstyle-result.xml",
    },
  },
  {
    name: "gradle",
    program: "gradle",
    build: { "build.gradle": "plugins { id 'jacoco'; id 'checkstyle' }" },
    places: {
      coverage: "build/reports/jacoco/test/jacocoTestReport.xml",
      test: "build/test-results/test/TEST-p.T.xml",
      lint: "build/reports/checkstyle/main.xml",
    },
  },
] as const;

test.each(BUILDS)("$name: the reports of all modules are read, each in its own place, and no old ones", async (row) => {
  const { program, build, places } = row;
  const modules = ["app", "libs/core"];
  const made = modules.flatMap((module, index) => [
    [`${module}/${places.coverage}`, jacoco(index + 1)],
    [`${module}/${places.test}`, suite(`of ${module}`)],
    [`${module}/${places.lint}`, style(`in ${module}`)],
  ]);
  const texts = {
    ...Object.fromEntries(made.map(([, text = ""], index) => [`made/${index}`, text])),
    ...Object.fromEntries(modules.map((module) => [`${module}/src/main/java/p/A.java`, "class A {}\n"])),
    [`old/${places.test}`]: suite("of yesterday"),
  };
  const leave = made.map(([path = ""], index) => `mkdir -p "$(dirname ${path})"; cp made/${index} ${path}`).join("; ");
  await using workspace = await createTempWorkspace({ ...build, ...texts });
  const { commands } = detect(build);
  /** In place of the build: a function that leaves what a build would leave, and ends red. */
  const own = (command: ToolCommand | undefined): ToolCommand => ({
    ...(command ?? { format: "exit-code" }),
    run: `${program}() { ${leave}; return 3; }; ${command?.run ?? "exit 99"}`,
  });
  const used = policy({
    commands: {
      lint: own(commands.lint?.command),
      test: own(commands.test?.command),
      coverage: own(commands.coverage?.command),
    },
  });
  const runner = async (): Promise<ReturnType<typeof createToolRunner>> => {
    await workspace.reset();
    return createToolRunner({ workspace, commandSeconds: 60 });
  };
  const lint = await runDiagnostics(await runner(), used, "lint", []);
  expect(lint).toMatchObject({
    type: "read",
    value: { diagnostics: [{ message: "in app" }, { message: "in libs/core" }] },
  });
  const tests = await runTests(await runner(), used, WHOLE);
  expect(tests).toMatchObject({
    type: "read",
    value: { report: { tests: [{ name: "p.T of app" }, { name: "p.T of libs/core" }] }, unexplained: 3 },
  });
  const coverage = await runCoverage(await runner(), used, WHOLE);
  expect(coverage.type === "read" && [...coverage.value].map(([path, { lines }]) => [path, ...lines.keys()])).toEqual([
    ["app/src/main/java/p/A.java", 1],
    ["libs/core/src/main/java/p/A.java", 2],
  ]);
});
