/** Texts that are made from the table of settings. */
import { renderOption } from "../../src/settings/command-line.ts";
import { OUTPUTS } from "../../src/settings/outputs.ts";
import { COMMAND_NAMES, COMMANDS } from "../../src/settings/commands.ts";
import type { SettingSpec } from "../../src/settings/setting-spec.ts";
import { SETTINGS } from "../../src/settings/table.ts";

function inputLines({ input, description, default: value }: SettingSpec): readonly string[] {
  if (input === undefined) return [];
  return [
    `  ${input}:`,
    `    description: ${JSON.stringify(description)}`,
    "    required: false",
    ...(value === undefined ? [] : [`    default: ${JSON.stringify(value)}`]),
  ];
}

/** The whole `action.yml`. */
export function renderActionYaml(): string {
  return [
    "# Made from src/settings/table.ts by `npm run metadata -- --write`.",
    "name: Assay",
    "description: Policy-gated code generation; every generated change arrives with evidence, or it does not arrive.",
    "branding:",
    "  icon: check-circle",
    "  color: yellow",
    "inputs:",
    ...SETTINGS.flatMap(inputLines),
    "outputs:",
    ...OUTPUTS.flatMap(({ name, description }) => [`  ${name}:`, `    description: ${JSON.stringify(description)}`]),
    "runs:",
    "  using: node24",
    "  main: dist/action/index.js",
    "",
  ].join("\n");
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}

/** A table in the form that the formatter gives it: columns of equal width. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(3, ...rows.map((row) => (row[column] ?? "").length)));
  const line = (cells: readonly string[], fill = " "): string =>
    `| ${widths.map((width, column) => (cells[column] ?? "").padEnd(width, fill)).join(" | ")} |`;
  const [head = [], ...body] = rows;
  return [line(head), line([], "-"), ...body.map((row) => line(row))].join("\n");
}

/** The tables of inputs and outputs in README.md. */
export function renderInputsTable(): string {
  const inputs = SETTINGS.flatMap(({ input, description, default: value }) =>
    input === undefined ? [] : [[`\`${input}\``, value === undefined ? "" : `\`${value}\``, cell(description)]],
  );
  const outputs = OUTPUTS.map(({ name, description }) => [`\`${name}\``, cell(description)]);
  return [
    table([["input", "default", "what it does"], ...inputs]),
    table([["output", "what it says"], ...outputs]),
  ].join("\n\n");
}

/** Puts text between `<!-- NAME -->` and `<!-- /NAME -->`. Throws where the marks are missing. */
export function replaceBetween(document: string, name: string, text: string): string {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const start = document.indexOf(open);
  const end = document.indexOf(close);
  if (start < 0 || end < start)
    throw new Error(`README.md has no ${open} … ${close}: put these two lines where the table belongs`);
  return `${document.slice(0, start + open.length)}\n\n${text}\n\n${document.slice(end)}`;
}

/** `docs/command-line.md`. */
export function renderCommandLineDocs(): string {
  const commands = COMMAND_NAMES.map((name) => {
    const { words, summary } = COMMANDS[name];
    return [`\`assay ${name}${words === undefined ? "" : ` ${cell(words)}`}\``, summary];
  });
  const options = SETTINGS.filter(({ flag }) => flag !== undefined).map((spec) => [
    `\`${cell(renderOption(spec))}\``,
    spec.commands.length === COMMAND_NAMES.length ? "all" : spec.commands.join(", "),
    spec.type.type === "flag" || spec.default === undefined ? "" : `\`${spec.default}\``,
    cell(spec.description),
  ]);
  return [
    "# The command line",
    "",
    "Made from `src/settings/table.ts` by `npm run metadata -- --write`.",
    "",
    table([["command", "what it does"], ...commands]),
    "",
    "Results go to standard output, progress to standard error. `--json` prints exactly one JSON document.",
    "",
    table([["option", "commands", "default", "what it does"], ...options]),
    "",
    "Options that take a list can be repeated, and take several values separated by commas.",
    "",
    table([
      ["exit code", "meaning"],
      ["0", "fine"],
      ["1", "findings at or above `--fail-level`"],
      [
        "2",
        "wrong input or policy: every problem is told, nothing was done; or a disk that is full or may only be read",
      ],
      ["3", "the unexpected: git, network or the system failed, or a bug"],
      ["130", "cancelled by SIGINT (129 and 143: by SIGHUP and SIGTERM)"],
    ]),
    "",
  ].join("\n");
}
