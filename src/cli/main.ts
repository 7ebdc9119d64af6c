import { ConfigError, type Problem } from "../domain/errors.ts";
import { createStyle } from "../report/style.ts";
import { renderJson } from "../report/to-report-json.ts";
import { parseCommandLine, type Invocation } from "../settings/command-line.ts";
import { renderHelp } from "../settings/help.ts";
import type { Environment } from "../settings/inputs.ts";
import { VERSION } from "../version.ts";
import type { Application } from "./application.ts";
import { toCancelledCode, toOtherFault } from "./cancellation.ts";
import { executeCommand } from "./execute.ts";
import { createProgress } from "./progress.ts";
import { renderError } from "./render-error.ts";
import { toSurroundings } from "./surroundings.ts";

/** One of the two output streams. */
export interface Output {
  write(text: string): void;
  /** Columns where it is a terminal. */
  readonly columns?: number;
}

/** The process, as far as the command line touches it. */
export interface Host {
  /** Arguments without the interpreter and the script. */
  readonly argv: readonly string[];
  readonly env: Environment;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Aborted by the first SIGINT or SIGTERM, with the exit code as reason. */
  readonly signal: AbortSignal;
  /** Loads what touches the world; help and wrong arguments do without. */
  readonly loadApplication: (env: Environment) => Promise<Application>;
}

function tellError(host: Host, error: unknown): number {
  const { text, code: own } = renderError(error);
  const code = host.signal.aborted ? toCancelledCode(host.signal) : own;
  if (host.argv.includes("--json")) {
    const problems: readonly Problem[] = error instanceof ConfigError ? error.problems : [];
    host.stdout.write(renderJson({ schema: "assay/error@1", code, message: text, problems }));
  }
  host.stderr.write(`${text}\n`);
  return code;
}

async function perform(host: Host, invocation: Extract<Invocation, { type: "command" }>): Promise<number> {
  const { command, settings } = invocation;
  const style = createStyle(settings.color ? "color" : "plain");
  const { columns } = host.stderr;
  const progress = createProgress(
    {
      write: (text) => {
        host.stderr.write(text);
      },
      ...(columns !== undefined && settings.color && { columns }),
    },
    style,
    settings.verbose ? "commands" : "steps",
  );
  try {
    const application = await host.loadApplication(host.env);
    const use = { settings, events: progress, signal: host.signal };
    const { text, code } = await executeCommand(command, use, application, style);
    progress.clear();
    host.stdout.write(text);
    return host.signal.aborted ? toCancelledCode(host.signal) : code;
  } catch (error) {
    progress.clear();
    if (!host.signal.aborted) return tellError(host, error);
    // What failed beside it may be what the user has to know most: a commit that is not what was checked.
    const fault = toOtherFault(error, host.signal);
    if (fault !== undefined) tellError(host, fault);
    host.stderr.write("cancelled; nothing was published after that\n");
    return toCancelledCode(host.signal);
  }
}

/** The command line: does what the arguments ask for and answers the exit code. Never throws. */
export async function runCommandLine(host: Host): Promise<number> {
  const output = host.stdout.columns === undefined ? "pipe" : "terminal";
  const parsed = parseCommandLine(host.argv, toSurroundings(host.env, output));
  if (!parsed.ok) return tellError(host, new ConfigError(parsed.problems));
  const invocation = parsed.value;
  switch (invocation.type) {
    case "help":
      host.stdout.write(renderHelp(invocation.command));
      return 0;
    case "version":
      host.stdout.write(`${VERSION}\n`);
      return 0;
    case "command":
      return perform(host, invocation);
  }
}
