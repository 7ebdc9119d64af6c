import type { ToolCommand } from "../../domain/command.ts";
import type { CommandName } from "../../domain/policy.ts";
import { collectReports } from "./collect-reports.ts";
import type { DetectionNote, Detector } from "./detector.ts";

/** Gradle; JaCoCo and Checkstyle where the build file applies their plugins. */
export const gradle: Detector = {
  name: "gradle",
  language: "java",
  detect: (project) => {
    const from = project.firstOf(["build.gradle.kts", "build.gradle"]);
    if (from === undefined) return undefined;
    const build = project.texts.get(from) ?? "";
    const program = project.paths.has("gradlew") ? "sh ./gradlew" : "gradle";
    const line = `${program} --offline --no-daemon --console=plain --quiet`;
    const collecting = (tasks: string, reports: string, into: string): string =>
      collectReports({ build: `${line} ${tasks}`, output: "build", reports, into });
    const commands: Partial<Record<CommandName, ToolCommand>> = {
      types: { run: `${line} testClasses`, format: "exit-code" },
      test: { run: collecting("test", "test-results/test/TEST-*.xml", "{report}"), format: "junit" },
    };
    if (/\bjacoco\b/u.test(build)) {
      // Its XML report is off by default; the build file has to ask for it.
      const run = collecting("test jacocoTestReport", "reports/jacoco/test/*.xml", "{coverage}");
      commands.coverage = { run, format: "jacoco" };
    }
    if (/\bcheckstyle\b/u.test(build)) {
      const run = collecting("checkstyleMain", "reports/checkstyle/main.xml", "{report}");
      commands.lint = { run, format: "checkstyle" };
    }
    const note: DetectionNote = {
      text: `coverage is not measured: ${from} has to apply the plugin jacoco for it`,
      about: ["coverage"],
    };
    return { from, commands, ...(commands.coverage === undefined ? { note } : {}) };
  },
};
