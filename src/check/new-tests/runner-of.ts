import { npmScriptOf } from "../../domain/npm-script.ts";
import type { ToolRunner } from "../tool-runner.ts";
import { knownRunner, type KnownRunner } from "./runner-line.ts";

/** A test runner and the line that starts it. */
export interface RunnerLine {
  readonly line: string;
  readonly runner: KnownRunner;
}

/** One program: what joins commands, substitutes or redirects needs the shell script as it is. */
const PLAIN = /^[^&;|<>`$(){}\n]*$/u;
const SETTING = /^[A-Za-z_]\w*=\S*$/u;

/** A script's line as it works outside of the script: the program is the installed one. */
function outside(line: string): string {
  const words = line.trim().split(/\s+/u);
  const at = words.findIndex((word) => !SETTING.test(word));
  const isShell = /^(?:node|npx|cross-env|env)$/u.test(words[at] ?? "") || words[at]?.includes("/") === true;
  return isShell && words[at] !== "cross-env" ? words.join(" ") : words.toSpliced(at, 0, "npx").join(" ");
}

/**
 * The runner that a line names, itself or by a script of the root's `package.json` that is one program and has none before
 * it. Undefined where that cannot be told.
 */
export async function runnerOf(
  line: string | undefined,
  { read }: Pick<ToolRunner, "read">,
): Promise<RunnerLine | undefined> {
  if (line === undefined) return undefined;
  const own = knownRunner(line);
  if (own !== undefined) return { line, runner: own };
  const script = npmScriptOf(line, await read("package.json"));
  if (script === undefined || script.before === "script" || !PLAIN.test(script.text)) return undefined;
  const runner = knownRunner(script.text);
  return runner === undefined ? undefined : { line: `${outside(script.text)}${script.rest}`, runner };
}
