import type { ToolCommand } from "../../domain/command.ts";
import { COMMAND_NAMES } from "../../domain/policy.ts";
import type { CommandName } from "../../domain/policy.ts";
import { biome } from "./biome.ts";
import type { Detector } from "./detector.ts";
import { eslint } from "./eslint.ts";
import { jest } from "./jest.ts";
import { detectLicense } from "./license.ts";
import type { DetectedLicense } from "./license.ts";
import { mocha } from "./mocha.ts";
import { nodeTest } from "./node-test.ts";
import { oxlint } from "./oxlint.ts";
import { detectPackageManager } from "./package-manager.ts";
import type { PackageManager } from "./package-manager.ts";
import { prettier } from "./prettier.ts";
import { toProject } from "./project.ts";
import type { ProjectFacts } from "./project.ts";
import { detectSources } from "./sources.ts";
import type { DetectedSources } from "./sources.ts";
import { detectTestLayout } from "./test-layout.ts";
import type { TestLayout } from "./test-layout.ts";
import { tsc } from "./tsc.ts";
import { vitest } from "./vitest.ts";

/** A detected command, the tool's name, and what it was told from. */
interface DetectedCommand {
  readonly tool: string;
  readonly command: ToolCommand;
  readonly from: string;
}

/** Everything that was found out about a repository. */
export interface Detected {
  readonly commands: Readonly<Partial<Record<CommandName, DetectedCommand>>>;
  readonly sources: DetectedSources;
  readonly tests: TestLayout;
  readonly packageManager?: PackageManager;
  readonly license?: DetectedLicense;
  /** What was seen and not used, and why. */
  readonly notes: readonly string[];
}

/** In order of precedence: the first that has a command for a purpose serves it. */
const DETECTORS: readonly Detector[] = [eslint, prettier, biome, oxlint, tsc, vitest, jest, mocha, nodeTest];

/** Finds test runner, linter, type checker, formatter, coverage, package manager, license and source layout. */
export function detectTools(facts: ProjectFacts): Detected {
  const project = toProject(facts);
  const commands: Partial<Record<CommandName, DetectedCommand>> = {};
  const notes: string[] = [];
  for (const detector of DETECTORS) {
    const finding = detector.detect(project);
    if (finding?.note !== undefined) notes.push(finding.note);
    for (const name of COMMAND_NAMES) {
      const command = finding?.commands[name];
      if (finding === undefined || command === undefined) continue;
      const taken = commands[name];
      if (taken === undefined) commands[name] = { tool: detector.name, command, from: finding.from };
      else notes.push(`${detector.name} could serve \`${name}\`, too; ${taken.tool} does`);
    }
  }
  // Coverage has to come from the runner that runs the tests.
  if (commands.coverage !== undefined && commands.coverage.tool !== commands.test?.tool) delete commands.coverage;
  const packageManager = detectPackageManager(project);
  const license = detectLicense(project);
  return {
    commands,
    sources: detectSources(project),
    tests: detectTestLayout(project),
    ...(packageManager === undefined ? {} : { packageManager }),
    ...(license === undefined ? {} : { license }),
    notes,
  };
}
