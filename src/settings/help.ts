import { renderOption } from "./command-line.ts";
import { COMMAND_NAMES, COMMANDS, type Command } from "./commands.ts";
import type { SettingSpec } from "./setting-spec.ts";
import { SETTINGS } from "./table.ts";

const COLUMN = 29;

function row(left: string, right: string): string {
  const head = `  ${left}`;
  return head.padEnd(COLUMN) + right;
}

/** On the help screen the values of a choice stand in the second column where they are too long for the first. */
function optionRow(spec: SettingSpec): string {
  const option = renderOption(spec);
  const hint = spec.default === undefined || spec.type.type === "flag" ? "" : ` (${spec.default})`;
  if (option.length + 2 < COLUMN) return row(option, spec.brief + hint);
  const [flag = "", ...values] = option.split(" ");
  const placeholder = spec.type.type === "choices" ? "A,B…" : "WHICH";
  const choices = values.join(" ").replaceAll("|", ",");
  const spaced = choices.replaceAll(",", ", ");
  return row(`${flag} ${placeholder}`, spaced.length + COLUMN <= 80 ? spaced : choices);
}

/** Breaks a text at blanks into lines of at most `width` columns. */
function wrap(text: string, indent: string, width: number): string {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(" ")) {
    const longer = line === indent ? indent + word : `${line} ${word}`;
    if (longer.length > width && line !== indent) lines.push(line);
    line = longer.length > width && line !== indent ? indent + word : longer;
  }
  return [...lines, line].join("\n");
}

function renderCommand(command: Command): string {
  const specs = SETTINGS.filter((spec) => spec.flag !== undefined && spec.commands.includes(command));
  const { words } = COMMANDS[command];
  const argument = words === undefined ? "" : ` ${words}`;
  return [
    `assay ${command}: ${COMMANDS[command].summary}`,
    "",
    `Usage: assay ${command}${argument} [OPTIONS]`,
    "",
    ...specs.map((spec) => `  ${renderOption(spec)}\n${wrap(spec.description.replaceAll("`", ""), " ".repeat(6), 80)}`),
    "",
  ].join("\n");
}

/** The help screen: of everything, at most 80 columns and 40 lines; or of one command, with whole sentences. */
export function renderHelp(command?: Command): string {
  if (command !== undefined) return renderCommand(command);
  return [
    "Assay: generated changes that arrive with evidence, or not at all.",
    "",
    "Usage: assay COMMAND [OPTIONS]        assay help COMMAND explains one of them",
    "",
    ...COMMAND_NAMES.map((name) => row(name, COMMANDS[name].summary)),
    "",
    ...SETTINGS.filter(({ flag, brief }) => flag !== undefined && brief !== "").map(optionRow),
    row("--help, --version", "this text; the version"),
    "",
    "Exit codes: 0 fine, 1 findings (--fail-level), 2 wrong input, 3 unexpected.",
    "",
  ].join("\n");
}
