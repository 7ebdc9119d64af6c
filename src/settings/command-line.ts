import type { Problem } from "../domain/errors.ts";
import type { Settings } from "../domain/settings.ts";
import { nearest, renderRemedy } from "./nearest.ts";
import type { Parsed, RawSetting } from "./raw.ts";
import { COMMAND_NAMES, COMMANDS, type Command } from "./commands.ts";
import type { SettingKey, SettingSpec } from "./setting-spec.ts";
import { SETTINGS } from "./table.ts";
import { toSettings, type Surroundings } from "../settings.ts";

/** What the arguments ask for. */
export type Invocation =
  | { readonly type: "help"; readonly command?: Command }
  | { readonly type: "version" }
  | { readonly type: "command"; readonly command: Command; readonly settings: Settings };

/** Arguments, told apart. */
interface Tokens {
  readonly words: readonly string[];
  readonly options: readonly { readonly spec: SettingSpec; readonly value: string }[];
  readonly problems: readonly Problem[];
  readonly asks: "help" | "version" | undefined;
}

const SEE_HELP = "See assay --help.";
const flagOf = (spec: SettingSpec): string => spec.flag ?? "";
const FLAGS = SETTINGS.map(flagOf).filter((flag) => flag !== "");

function isWord(argument: string | undefined): argument is string {
  return argument !== undefined && (argument === "-" || !argument.startsWith("-"));
}

function unknownOption(flag: string): Problem {
  const near = nearest(flag, [...FLAGS, "--help", "--version"]);
  return { place: flag, message: "unknown option", remedy: near === undefined ? SEE_HELP : `Did you mean ${near}?` };
}

/** The value of an option that takes one: the part after `=`, or the words that follow; a list takes all of them. */
function valuesOf(spec: SettingSpec, inline: string | undefined, rest: readonly string[]): readonly string[] {
  if (inline !== undefined) return [inline];
  if (spec.type.type !== "list") return rest.slice(0, 1).filter(isWord);
  const end = rest.findIndex((argument) => !isWord(argument));
  return end < 0 ? rest : rest.slice(0, end);
}

/** One argument that starts with `-`, and how many of the arguments after it belong to it. */
interface OptionReading {
  readonly options: Tokens["options"];
  readonly problems: readonly Problem[];
  readonly taken: number;
}

function readOption(argument: string, rest: readonly string[]): OptionReading {
  const equals = argument.indexOf("=");
  const flag = equals < 0 ? argument : argument.slice(0, equals);
  const inline = equals < 0 ? undefined : argument.slice(equals + 1);
  const spec = SETTINGS.find((one) => one.flag === flag);
  if (spec === undefined) {
    // The values of a mistyped option are its own, not stray arguments.
    const meant = SETTINGS.find((one) => one.flag === nearest(flag, FLAGS));
    const taken = meant === undefined || meant.type.type === "flag" ? 0 : valuesOf(meant, inline, rest).length;
    return { options: [], problems: [unknownOption(flag)], taken: inline === undefined ? taken : 0 };
  }
  if (spec.type.type === "flag") {
    const problem = { place: flag, message: "takes no value", remedy: `Write ${flag}.` };
    const value = spec.key === "color" ? "false" : "true";
    return { options: [{ spec, value }], problems: inline === undefined ? [] : [problem], taken: 0 };
  }
  const values = valuesOf(spec, inline, rest);
  const problem = { place: flag, message: "needs a value", remedy: `Write ${renderOption(spec)}.` };
  return {
    options: values.map((value) => ({ spec, value })),
    problems: values.every((value) => value.trim() === "") ? [problem] : [],
    taken: inline === undefined ? values.length : 0,
  };
}

function tokenize(argv: readonly string[]): Tokens {
  const words: string[] = [];
  const options: Tokens["options"][number][] = [];
  const problems: Problem[] = [];
  let asks: Tokens["asks"];
  for (let index = 0; index < argv.length; index += 1) {
    const argument = argv[index] ?? "";
    if (argument === "--help" || argument === "-h") {
      asks ??= "help";
      continue;
    }
    if (argument === "--version") {
      asks ??= "version";
      continue;
    }
    if (isWord(argument)) {
      words.push(argument);
      continue;
    }
    const reading = readOption(argument, argv.slice(index + 1));
    options.push(...reading.options);
    problems.push(...reading.problems);
    index += reading.taken;
  }
  return { words, options, problems, asks };
}

/** `--tasks tests,docs,…`: the option with its placeholder or its values. */
export function renderOption(spec: SettingSpec): string {
  const flag = flagOf(spec);
  switch (spec.type.type) {
    case "flag":
      return flag;
    case "text":
    case "list":
      return `${flag} ${spec.type.placeholder}`;
    case "choice":
      return `${flag} ${spec.type.values.join("|")}`;
    case "choices":
      return `${flag} ${spec.type.values.join(",")}`;
  }
}

function isCommand(word: string): word is Command {
  return COMMAND_NAMES.some((name) => name === word);
}

function wordProblems(command: Command, words: readonly string[]): readonly Problem[] {
  const allowed = command === "undo" ? words.length : command === "publish" || command === "verify" ? 1 : 0;
  return words.slice(allowed).map((word) => ({
    place: word,
    message: `${command} takes no such argument`,
    remedy: COMMANDS[command].phase === undefined ? SEE_HELP : `To work on some files only, write --paths ${word}.`,
  }));
}

function toRaw(command: Command, tokens: Tokens, words: readonly string[]): Map<SettingKey, RawSetting> {
  const raw = new Map<SettingKey, RawSetting>();
  const { phase } = COMMANDS[command];
  if (phase !== undefined) raw.set("phase", { place: `assay ${command}`, values: [phase] });
  const [bundle] = words;
  const reads = command === "publish" || command === "verify";
  if (reads && bundle !== undefined) raw.set("bundle", { place: `assay ${command}`, values: [bundle] });
  if (command === "undo") raw.set("undo", { place: "assay undo", values: words });
  for (const { spec, value } of tokens.options) {
    const before = raw.get(spec.key)?.values ?? [];
    raw.set(spec.key, { place: flagOf(spec), values: [...before, value] });
  }
  return raw;
}

function toCommand(tokens: Tokens, surroundings: Surroundings): Parsed<Invocation> {
  const [word = "", ...words] = tokens.words;
  if (!isCommand(word)) {
    const message = word === "" ? "no command given" : `unknown command ${JSON.stringify(word)}`;
    const problem = { place: "assay", message, remedy: renderRemedy(word, COMMAND_NAMES, "Commands") };
    return { ok: false, problems: [problem, ...tokens.problems] };
  }
  const settings = toSettings(toRaw(word, tokens, words), surroundings);
  const foreign = new Set(tokens.options.map(({ spec }) => spec).filter((spec) => !spec.commands.includes(word)));
  const problems = [
    ...tokens.problems,
    ...wordProblems(word, words),
    ...[...foreign].map((spec) => ({
      place: flagOf(spec),
      message: `assay ${word} does not know this option`,
      remedy: `It belongs to: ${spec.commands.join(", ")}.`,
    })),
    ...(settings.ok ? [] : settings.problems),
  ];
  if (problems.length > 0 || !settings.ok) return { ok: false, problems };
  return { ok: true, value: { type: "command", command: word, settings: settings.value } };
}

/**
 * Arguments (without the interpreter and the script) become an invocation, or all problems at once. Never throws. No
 * argument, `help`, `--help` and `-h` ask for help, also of one command.
 */
export function parseCommandLine(argv: readonly string[], surroundings: Surroundings): Parsed<Invocation> {
  const tokens = tokenize(argv);
  const [first, second] = tokens.words;
  if (tokens.asks === "version") return { ok: true, value: { type: "version" } };
  if (tokens.asks === "help" || first === "help" || argv.length === 0) {
    const topic = first === "help" ? second : first;
    if (topic === undefined) return { ok: true, value: { type: "help" } };
    if (isCommand(topic)) return { ok: true, value: { type: "help", command: topic } };
  }
  return toCommand(first === "help" ? { ...tokens, words: tokens.words.slice(1) } : tokens, surroundings);
}
