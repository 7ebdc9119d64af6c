import type { ToolCommand } from "../../domain/command.ts";
import { COMMAND_NAMES } from "../../domain/policy.ts";
import type { CommandName } from "../../domain/policy.ts";
import type { DetectionNote, Detector, Finding } from "./detector.ts";
import { DETECTORS } from "./detectors.ts";
import { LANGUAGES } from "./language.ts";
import type { Language } from "./language.ts";
import { detectLicense } from "./license.ts";
import type { DetectedLicense } from "./license.ts";
import { TEST_SCRIPT } from "./node-test.ts";
import { detectPackageManager } from "./package-manager.ts";
import type { PackageManager } from "./package-manager.ts";
import { toProject } from "./project.ts";
import type { Project, ProjectFacts } from "./project.ts";
import { detectSources, findLanguage, mostShown, shownSources } from "./sources.ts";
import type { DetectedSources } from "./sources.ts";
import { detectTestLayout } from "./test-layout.ts";
import type { TestLayout } from "./test-layout.ts";

/** A detected command, the tool's name, and what it was told from. */
interface DetectedCommand {
  readonly tool: string;
  readonly command: ToolCommand;
  readonly from: string;
}

type Commands = Readonly<Partial<Record<CommandName, DetectedCommand>>>;

/** Everything that was found out about a repository. */
export interface Detected {
  /** The language that commands, sources and tests are of. */
  readonly language: Language;
  readonly commands: Commands;
  readonly sources: DetectedSources;
  readonly tests: TestLayout;
  readonly packageManager?: PackageManager;
  readonly license?: DetectedLicense;
  readonly notes: readonly DetectionNote[];
}

/** A tool that was found, with what was found of it. */
interface Found {
  readonly detector: Detector;
  readonly finding: Finding;
}

/**
 * A policy has one command for each purpose, so one language is served: of those that have tools, one with tests before
 * one without, then the one that shows more files. Without any tool it is the one that shows most.
 */
function chooseLanguage(project: Project, found: readonly Found[]): Language {
  const ranked = LANGUAGES.map((language) => {
    const own = found.filter(({ detector }) => detector.language === language);
    const names = new Set(own.flatMap(({ finding }) => Object.keys(finding.commands)));
    return { language, names, files: shownSources(project, language).length };
  }).filter(({ names }) => names.size > 0);
  const rank = ({ names }: { readonly names: ReadonlySet<string> }): number => (names.has("test") ? 1 : 0);
  const [best] = ranked.toSorted((a, b) => rank(b) - rank(a) || b.files - a.files);
  return best?.language ?? mostShown(project) ?? "javascript";
}

/** The first tool that has a command for a purpose serves it; the others are noted. */
function chooseCommands(found: readonly Found[]): {
  readonly commands: Commands;
  readonly notes: readonly DetectionNote[];
} {
  const commands: Partial<Record<CommandName, DetectedCommand>> = {};
  const notes: DetectionNote[] = [];
  for (const { detector, finding } of found) {
    const offered = COMMAND_NAMES.filter((name) => finding.commands[name] !== undefined);
    // What a tool is short of matters where it serves something, or could not serve at all.
    const isUsed = offered.length === 0 || offered.some((name) => commands[name] === undefined);
    if (finding.note !== undefined && isUsed) notes.push(finding.note);
    for (const name of offered) {
      const command = finding.commands[name];
      if (command === undefined) continue;
      const taken = commands[name];
      if (taken === undefined) commands[name] = { tool: detector.name, command, from: finding.from };
      else notes.push({ text: `${detector.name} could serve \`${name}\`, too; ${taken.tool} does`, about: [name] });
    }
  }
  // Coverage has to come from the runner that runs the tests.
  if (commands.coverage !== undefined && commands.coverage.tool !== commands.test?.tool) delete commands.coverage;
  return { commands, notes };
}

/** The runner that the `test` script of package.json names goes before those that are only declared. */
function scriptedFirst(found: readonly Found[], project: Project): readonly Found[] {
  const words = (project.script("test") ?? "").split(/[\s;&|()"']+/u);
  const named = new Set(words.map((word) => word.replace(/^.*[\\/]|\.[cm]?js$/gu, "")));
  const isNamed = ({ detector, finding }: Found): boolean =>
    finding.commands.test !== undefined && (named.has(detector.name) || finding.from === TEST_SCRIPT);
  return [...found.filter(isNamed), ...found.filter((one) => !isNamed(one))];
}

/** Packages of a workspace have manifests of their own, which are not looked into. */
function workspaceNotes(project: Project, language: Language, commands: Commands): readonly DetectionNote[] {
  const missing = (["lint", "types", "test"] as const).filter((name) => commands[name] === undefined);
  const from =
    language === "javascript"
      ? (project.firstOf(["pnpm-workspace.yaml"]) ??
        (project.field("workspaces") === undefined ? undefined : "package.json workspaces"))
      : language === "go" && !project.paths.has("go.mod")
        ? project.firstOf(["go.work"])
        : undefined;
  if (from === undefined || missing.length === 0) return [];
  const text = `tools that only a package of the workspace declares are not detected (${from}): name them in commands`;
  return [{ text, about: missing }];
}

/** What is seen of other languages, and is not worked on. */
function otherLanguages(project: Project, found: readonly Found[], served: Language): readonly DetectionNote[] {
  return LANGUAGES.flatMap((language) => {
    const tools = found.filter(({ detector }) => detector.language === language).map(({ detector }) => detector.name);
    if (language === served || tools.length === 0) return [];
    const from = findLanguage(project, language) ?? tools.join(", ");
    const text = `${language} is here, too (${from}), and is left alone: a policy has one command for each purpose, and ${served} was taken`;
    return [{ text, about: [] }];
  });
}

/** Finds test runner, linter, type checker, formatter, coverage, package manager, license and source layout. */
export function detectTools(facts: ProjectFacts): Detected {
  const project = toProject(facts);
  const found = DETECTORS.flatMap((detector): readonly Found[] => {
    const finding = detector.detect(project);
    return finding === undefined ? [] : [{ detector, finding }];
  });
  const language = chooseLanguage(project, found);
  const own = found.filter(({ detector }) => detector.language === language);
  const { commands, notes } = chooseCommands(scriptedFirst(own, project));
  const packageManager = detectPackageManager(project, language);
  const license = detectLicense(project);
  return {
    language,
    commands,
    sources: detectSources(project, language),
    tests: detectTestLayout(project, language),
    ...(packageManager === undefined ? {} : { packageManager }),
    ...(license === undefined ? {} : { license }),
    notes: [...notes, ...workspaceNotes(project, language, commands), ...otherLanguages(project, found, language)],
  };
}
