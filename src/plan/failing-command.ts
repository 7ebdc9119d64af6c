import type { FailedStep, LogTool } from "../domain/ci-failure.ts";
import { COMMAND_NAMES, type CommandName, type Policy } from "../domain/policy.ts";
import { readCommand, splitCommands } from "./command-words.ts";

/** What the failed steps of CI are matched with. */
export interface CommandScene {
  readonly policy: Pick<Policy, "commands" | "ci">;
  /** Scripts of package.json, for telling what `npm test` stands for; nothing of them is run. */
  readonly scripts: ReadonlyMap<string, string>;
  /** A line of the policy's `commands` as it runs over everything, its placeholders filled in. */
  readonly wholeOf: (line: string) => string;
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
/** npm's first line: `> shop@1.0.0 test`. */
const PACKAGE_LINE = /^(?:@?[\w./-]+)?@\S+ \S/u;

function normalise(line: string): string {
  return line.trim().replaceAll(/\s+/gu, " ");
}

/** Every simple command that a text comes to, scripts of package.json looked up, each script once. */
function unfold(text: string, scripts: CommandScene["scripts"]): readonly string[] {
  const found: string[] = [];
  const seen = new Set<string>();
  const texts = [text];
  // Grows while it is gone through: what a script holds comes behind it.
  for (const one of texts) {
    for (const command of splitCommands(one)) {
      found.push(command);
      const meaning = readCommand(command);
      if (meaning?.type !== "script" || seen.has(meaning.name)) continue;
      seen.add(meaning.name);
      const script = scripts.get(meaning.name);
      if (script !== undefined) texts.push(script);
    }
  }
  return found;
}

function programsOf(commands: readonly string[]): ReadonlySet<string> {
  const names = commands.flatMap((command) => {
    const meaning = readCommand(command);
    return meaning?.type === "program" ? [meaning.name] : [];
  });
  return new Set(names);
}

function toAllowed({ policy, scripts, wholeOf }: CommandScene): readonly Allowed[] {
  const make = (line: string): Allowed => ({
    line,
    text: normalise(line),
    programs: programsOf(unfold(line, scripts)),
  });
  const named = ORDER.flatMap((name) => policy.commands[name] ?? []).map(({ run }) => make(wholeOf(run)));
  return [...(policy.ci?.commands ?? []).map(make), ...named];
}

function echoesOf(output: string): readonly string[] {
  const found: string[] = [];
  for (const line of output.split("\n")) {
    const command = ECHO.exec(line)?.groups?.["command"];
    if (command !== undefined && !PACKAGE_LINE.test(command)) found.push(command);
  }
  return found.slice(-MAX_ECHOES);
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
  const said = [...echoesOf(step.output), ...unfold(script, scene.scripts)];
  const texts = new Set([script, ...step.script, ...said].map(normalise));
  const started = programsOf(said);
  const found = allowed.flatMap(({ line, text, programs }) => {
    const isSame = texts.has(text);
    const isStarted = [...programs].some((program) => started.has(program));
    const isSpoken = [...programs].some((program) => spoken.has(program));
    if (!isSame && !isStarted && !isSpoken) return [];
    const isWhole = text === normalise(script);
    return [{ line, weight: Number(isWhole) * 8 + Number(isSpoken) * 4 + Number(isSame) * 2 + Number(isStarted) }];
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
