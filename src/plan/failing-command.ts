import type { FailedStep, LogTool } from "../domain/ci-failure.ts";
import { COMMAND_NAMES, type CommandName, type Policy } from "../domain/policy.ts";
import { readCommand, readFolder, splitCommands, toFolder } from "./command-words.ts";

/** What the failed steps of CI are matched with. */
export interface CommandScene {
  readonly policy: Pick<Policy, "commands" | "ci">;
  /** The packages, for telling what `npm test` stands for; nothing of their scripts is run. */
  readonly packages: readonly ScriptPackage[];
  /** A line of the policy's `commands` as it runs over everything, its placeholders filled in. */
  readonly wholeOf: (line: string) => string;
}

/** A package.json. */
export interface ScriptPackage {
  /** Folder that it lies in; empty for the root. */
  readonly folder: string;
  /** Absent: it has none. */
  readonly name?: string;
  readonly scripts: ReadonlyMap<string, string>;
}

/** A failed step with the tools whose remarks its log has. */
export interface ReadStep extends Pick<FailedStep, "script" | "action" | "output"> {
  readonly tools: ReadonlySet<LogTool>;
}

/** A line of the policy. Never a word of a log. */
interface Allowed {
  readonly line: string;
  /** As it is compared. */
  readonly text: string;
  readonly programs: ReadonlySet<string>;
  /** Folders of the packages that it is about. */
  readonly folders: ReadonlySet<string>;
}

/** The programs whose remarks are told by a tool's matchers. */
const PROGRAMS: Readonly<Record<LogTool, readonly string[]>> = {
  tsc: ["tsc"],
  eslint: ["eslint"],
  jest: ["jest"],
  vitest: ["vitest"],
  mocha: ["mocha"],
  "node:test": ["node --test"],
  pytest: ["pytest"],
  mypy: ["mypy"],
  flake8: ["flake8"],
  go: ["go test", "go vet"],
  rust: ["cargo test", "cargo check", "cargo clippy"],
  java: ["mvn", "gradle"],
  any: [],
};

/** Where one program serves several commands. */
const ORDER: readonly CommandName[] = ["test", ...COMMAND_NAMES.filter((name) => name !== "test")];
/** Commands that a log shows, at most: the last ones. */
const MAX_ECHOES = 50;
/** What npm, pnpm, yarn and `set -x` print of a command before they run it. */
const ECHO = /^(?:>|\$|\++) (?<command>\S.*)$/u;
/** npm's and pnpm's first line: `> @corner/shop@1.0.0 test`, `> shop@1.0.0 test /home/runner/work/shop`. */
const PACKAGE_LINE = /^(?<package>@?[\w./-]+)?@\S+ (?<script>\S+)/u;

function normalise(line: string): string {
  return line.trim().replaceAll(/\s+/gu, " ");
}

/** What a text comes to. */
interface Unfolded {
  readonly commands: readonly string[];
  /** Folders of the packages that it names. */
  readonly folders: ReadonlySet<string>;
}

/** The packages that may be meant: by name, by folder, by the end of a folder that is given from somewhere else. */
function packagesOf(within: string | undefined, packages: readonly ScriptPackage[]): readonly ScriptPackage[] {
  if (within === undefined) return packages.filter(({ folder }) => folder === "");
  const plain = within.replace(/^\{?(?:\.\.\.)?(.*?)(?:\.\.\.)?\}?$/u, "$1");
  const named = packages.filter(({ folder, name }) => name === plain || (folder !== "" && folder === toFolder(plain)));
  return named.length > 0 ? named : packages.filter(({ folder }) => folder.endsWith(`/${plain}`));
}

/** A text, and the package that it is run in; the root's where that is absent. */
interface ScriptText {
  readonly text: string;
  readonly within: string | undefined;
}

/** One command of a text: what its scripts are, and in which folders. */
function scriptsOf(
  command: string,
  within: string | undefined,
  packages: readonly ScriptPackage[],
): readonly { readonly folder: string; readonly name: string; readonly line: string | undefined }[] {
  const meaning = readCommand(command);
  if (meaning?.type !== "script") return [];
  const { name } = meaning;
  return packagesOf(meaning.within ?? within, packages).map(({ folder, scripts }) => {
    return { folder, name, line: scripts.get(name) };
  });
}

/** Every simple command that a text comes to, scripts looked up, each script of a package once. */
function unfold(text: string, packages: readonly ScriptPackage[], start?: string): Unfolded {
  const commands: string[] = [];
  const folders = new Set<string>();
  const seen = new Set<string>();
  const texts: ScriptText[] = [{ text, within: start }];
  // Grows while it is gone through: what a script holds comes behind it.
  for (const one of texts) {
    let { within } = one;
    for (const command of splitCommands(one.text)) {
      commands.push(command);
      within = readFolder(command) ?? within;
      for (const { folder, name, line } of scriptsOf(command, within, packages)) {
        folders.add(folder);
        const key = `${folder}\0${name}`;
        if (line === undefined || seen.has(key)) continue;
        seen.add(key);
        texts.push({ text: line, within: folder === "" ? undefined : folder });
      }
    }
    for (const { folder } of packagesOf(within, packages)) folders.add(folder);
  }
  folders.delete("");
  return { commands, folders };
}

function programsOf(commands: readonly string[]): ReadonlySet<string> {
  const names = commands.flatMap((command) => {
    const meaning = readCommand(command);
    return meaning?.type === "program" ? [meaning.name] : [];
  });
  return new Set(names);
}

function toAllowed({ policy, packages, wholeOf }: CommandScene): readonly Allowed[] {
  const make = (line: string): Allowed => {
    const { commands, folders } = unfold(line, packages);
    return { line, text: normalise(line), programs: programsOf(commands), folders };
  };
  const named = ORDER.flatMap((name) => policy.commands[name] ?? []).map(({ run }) => make(wholeOf(run)));
  return [...(policy.ci?.commands ?? []).map(make), ...named];
}

/** What package managers and `set -x` print of commands before they run them. */
function echoesOf(output: string): { readonly commands: readonly string[]; readonly packages: readonly string[] } {
  const commands: string[] = [];
  const packages: string[] = [];
  for (const line of output.split("\n")) {
    const command = ECHO.exec(line)?.groups?.["command"];
    if (command === undefined) continue;
    const name = PACKAGE_LINE.exec(command)?.groups;
    if (name === undefined) commands.push(command);
    else if (name["package"] !== undefined) packages.push(name["package"]);
  }
  return { commands: commands.slice(-MAX_ECHOES), packages: packages.slice(-MAX_ECHOES) };
}

/**
 * The lines of the policy that may be what failed in CI, likeliest first; none where the policy has no such command. A
 * command of `ci.commands` is meant where the step has it word for word, one of `commands` where the step starts the same
 * program, and either where only its remarks are in the log. A log can name a line of the policy, and nothing else.
 */
export function chooseCommands(step: ReadStep, scene: CommandScene): readonly string[] {
  const allowed = toAllowed(scene);
  const spoken = new Set([...step.tools].flatMap((tool) => PROGRAMS[tool]));
  const script = step.script.join("\n");
  const echoed = echoesOf(step.output);
  const own = unfold(script, scene.packages);
  // A step's working directory does not stand in its log; what the package manager prints of the package does.
  const elsewhere = echoed.packages
    .flatMap((name) => packagesOf(name, scene.packages))
    .filter(({ folder }) => folder !== "")
    .map(({ folder }) => unfold(script, scene.packages, folder));
  const folders = new Set([own, ...elsewhere].flatMap((one) => [...one.folders]));
  const said = [...echoed.commands, ...own.commands, ...elsewhere.flatMap(({ commands }) => commands)];
  const texts = new Set([script, ...step.script, ...said].map(normalise));
  const started = programsOf(said);
  const found = allowed.flatMap(({ line, text, programs, folders: about }) => {
    const isSame = texts.has(text);
    const isStarted = [...programs].some((program) => started.has(program));
    const isSpoken = [...programs].some((program) => spoken.has(program));
    if (!isSame && !isStarted && !isSpoken) return [];
    const isWhole = text === normalise(script);
    // The same script of another package is another command.
    const isThere = [...folders].some((folder) => about.has(folder));
    const isFirst = (isWhole && folders.size === 0) || isThere;
    return [{ line, weight: Number(isFirst) * 8 + Number(isSpoken) * 4 + Number(isSame) * 2 + Number(isStarted) }];
  });
  const ordered = found.sort((a, b) => b.weight - a.weight).map(({ line }) => line);
  return [...new Set(ordered)];
}

/** What failed in CI, in its own words, for people: foreign text. */
export function describeStep({ script, action }: ReadStep): string {
  if (action !== undefined) return `the action ${action}`;
  const text = script.filter((line) => line.trim() !== "").join("; ");
  return text === "" ? "a step that the log does not name" : `\`${text}\``;
}
