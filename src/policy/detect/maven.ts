import type { ToolCommand } from "../../domain/command.ts";
import type { CommandName } from "../../domain/policy.ts";
import { collectReports } from "./collect-reports.ts";
import type { DetectionNote, Detector } from "./detector.ts";

const MAVEN = "mvn --offline --batch-mode --no-transfer-progress";

function collecting(goals: string, reports: string, into: string): string {
  return collectReports({ build: `${MAVEN} ${goals}`, output: "target", reports, into });
}

/** Maven; JaCoCo and Checkstyle where pom.xml names their plugins. */
export const maven: Detector = {
  name: "maven",
  language: "java",
  detect: (project) => {
    if (!project.paths.has("pom.xml")) return undefined;
    const pom = project.texts.get("pom.xml") ?? "";
    const commands: Partial<Record<CommandName, ToolCommand>> = {
      types: { run: `${MAVEN} --quiet test-compile`, format: "exit-code" },
      test: { run: collecting("test", "surefire-reports/TEST-*.xml", "{report}"), format: "junit" },
    };
    if (pom.includes("jacoco-maven-plugin")) {
      const run = collecting("test jacoco:report", "site/jacoco/jacoco.xml", "{coverage}");
      commands.coverage = { run, format: "jacoco" };
    }
    if (pom.includes("maven-checkstyle-plugin")) {
      const run = collecting("--quiet checkstyle:checkstyle", "checkstyle-result.xml", "{report}");
      commands.lint = { run, format: "checkstyle" };
    }
    const note: DetectionNote = {
      text: "coverage is not measured: pom.xml has to name the jacoco-maven-plugin for it",
      about: ["coverage"],
    };
    return { from: "pom.xml", commands, ...(commands.coverage === undefined ? { note } : {}) };
  },
};
