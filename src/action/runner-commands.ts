/**
 * What the runner understands: workflow commands on standard output, and the format of its files
 * (https://docs.github.com/actions/reference/workflow-commands-for-github-actions).
 */

/** The values of a command that stand before its message. */
export type CommandProperties = Readonly<Record<string, string | number>>;

function escapeMessage(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeMessage(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

/** One workflow command, without a line end: `::error file=a.ts,line=3::message`. */
export function renderCommand(name: string, properties: CommandProperties, message: string): string {
  const pairs = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${name}${pairs.length === 0 ? "" : ` ${pairs.join(",")}`}::${escapeMessage(message)}`;
}

/** One value for the file of outputs. The delimiter must be nobody's guess: a value that holds it would end early. */
export function renderOutputEntry(name: string, value: string, delimiter: string): string {
  return `${name}<<${delimiter}\n${value}\n${delimiter}\n`;
}
