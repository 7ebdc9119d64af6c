import type { Diagnostic } from "../domain/diagnostic.ts";
import type { CommandRecord } from "../domain/command.ts";
import type { Policy } from "../domain/policy.ts";
import { quotePath, WHOLE } from "./expand-line.ts";
import { diagnosticReader, type DiagnosticReader } from "./diagnostic-formats.ts";
import type { DiagnosticsResult } from "./parse/diagnostics-result.ts";
import { endProblem, firstFlaw, toolOf, toUnreadable, type NamedTool, type Reading } from "./reading.ts";
import { reportsOf, type Report } from "./reports.ts";
import { toCommandRecord, type Launch, type ToolRunner } from "./tool-runner.ts";

/** What a linter or type checker said of the files it was asked about. */
export interface Findings {
  readonly diagnostics: readonly Diagnostic[];
  /** The files that it was asked about; absent where its line has no `{files}`: then it spoke of the whole project. */
  readonly files?: readonly string[];
  /** `places` can be compared one by one; `verdict` is no more than an exit code. */
  readonly detail: "places" | "verdict";
  /** Why the tool stopped before it had looked at everything: that it says no more than this proves nothing. */
  readonly stopped?: string;
}

const EARLY_END = "its exit code says that it stopped before it had looked at everything";

/** Linux takes no argument above 128 KiB, and a shell line is one argument. */
const MAX_FILES_BYTES = 96 * 1024;

/** Runs the linter on files that exist, or the type checker on the project, and reads what it says. */
export async function runDiagnostics(
  tools: ToolRunner,
  policy: Policy,
  name: "lint" | "types" | "format",
  files: readonly string[],
): Promise<Reading<Findings>> {
  const tool = toolOf(policy, name);
  if ("type" in tool) return tool;
  const perFile = tool.run.includes("{files}");
  if (perFile && files.length === 0) return { type: "absent", reason: "there is no file to look at" };
  const together = await runBatches(tools, tool, perFile ? toBatches(files) : [[]]);
  const isBlurred = tool.format === "exit-code" && perFile && files.length > 1;
  const isRed = together.type === "read" && together.value.diagnostics.length > 0;
  // An exit code names no file: where several are red together, each is asked about alone.
  const reading =
    isBlurred && isRed
      ? await runBatches(
          tools,
          tool,
          files.map((file) => [file]),
        )
      : together;
  if (reading.type !== "read") return reading;
  const detail = tool.format === "exit-code" ? "verdict" : "places";
  const { commands, value } = reading;
  const diagnostics = await fillLineTexts(value.diagnostics, (path) => tools.read(path));
  return { type: "read", value: { ...value, diagnostics, detail, ...(perFile ? { files } : {}) }, commands };
}

type Said = Pick<Findings, "diagnostics" | "stopped">;

async function runBatches(
  tools: ToolRunner,
  tool: NamedTool,
  batches: readonly (readonly string[])[],
): Promise<Reading<Said>> {
  const diagnostics: Diagnostic[] = [];
  const commands: CommandRecord[] = [];
  let stopped: string | undefined;
  for (const batch of batches) {
    const launch = await tools.launch(tool.run, { files: batch, tests: WHOLE });
    const reading = await readLaunch(launch, tool, tools.root);
    if (reading.type !== "read") return reading;
    const [file] = batch.length === 1 && tool.format === "exit-code" ? batch : [];
    const said = reading.value.diagnostics;
    diagnostics.push(...said.map((one) => (file === undefined ? one : { ...one, path: file })));
    commands.push(...reading.commands);
    stopped ??= reading.value.stopped;
  }
  return { type: "read", value: { diagnostics, ...(stopped === undefined ? {} : { stopped }) }, commands };
}

/** Files in groups whose words fit on one shell line. */
function toBatches(files: readonly string[]): readonly (readonly string[])[] {
  const batches: string[][] = [];
  let bytes = 0;
  for (const file of files) {
    const size = quotePath(file).length * 3 + 1;
    const last = batches.at(-1);
    if (last === undefined || bytes + size > MAX_FILES_BYTES) {
      batches.push([file]);
      bytes = size;
      continue;
    }
    last.push(file);
    bytes += size;
  }
  return batches;
}

async function readLaunch(launch: Launch, tool: NamedTool, root: string): Promise<Reading<Said>> {
  const reader = diagnosticReader(tool.format);
  const problem = endProblem(launch, tool) ?? firstFlaw(launch, tool, placesOf(launch, tool, reader));
  if (problem !== undefined) return problem;
  const code = launch.result.end.type === "exited" ? launch.result.end.code : undefined;
  const result = tool.format === "exit-code" ? toVerdict(launch, tool) : await readOutput(launch, tool, reader, root);
  if (!result.ok) return toUnreadable(launch, tool, result.reason);
  if (code !== 0 && result.diagnostics.length === 0) {
    return toUnreadable(launch, tool, "it failed and named no diagnostic");
  }
  const keep = reader?.isReport === true && !tool.run.includes("{report}") ? "errors-only" : "all-output";
  return { type: "read", value: toSaid(result, code, reader), commands: [toCommandRecord(launch, keep)] };
}

function toSaid({ diagnostics, stopped }: Said, code: number | undefined, reader: DiagnosticReader | undefined): Said {
  const why = stopped ?? (code !== undefined && code === reader?.stoppedCode ? EARLY_END : undefined);
  return why === undefined ? { diagnostics } : { diagnostics, stopped: why };
}

/** Where the reader will look. The scratch directory is of this launch alone: what stands there was written by it. */
function placesOf(launch: Launch, tool: NamedTool, reader: DiagnosticReader | undefined): readonly Report[] {
  if (reader === undefined) return [];
  if (tool.run.includes("{report}")) return reportsOf(launch, tool);
  const { stdout, stderr } = launch.result;
  const streams = [
    { place: "stdout", text: stdout },
    { place: "stderr", text: stderr },
  ];
  return streams.filter(({ place }) => reader.stream === "both" || reader.stream === place);
}

/** Reads what a tool printed or left in its report. Never throws for what is in it. */
export async function readOutput(
  launch: Launch,
  tool: NamedTool,
  reader: DiagnosticReader | undefined,
  root: string,
): Promise<DiagnosticsResult> {
  if (reader === undefined) return { ok: false, reason: `the format ${tool.format} does not hold diagnostics` };
  const { end } = launch.result;
  if (reader.lastCode !== undefined && end.type === "exited" && end.code > reader.lastCode) {
    return { ok: false, reason: "it could not lint" };
  }
  const texts = placesOf(launch, tool, reader).map(({ text = "" }) => text);
  if (texts.length === 0) return { ok: false, reason: "it ended without writing its report" };
  const diagnostics: Diagnostic[] = [];
  let stopped: string | undefined;
  // Both streams are one text, several reports are several.
  for (const text of tool.run.includes("{report}") ? texts : [texts.join("\n")]) {
    const result = await reader.read(text, root, tool.pattern ?? "");
    if (!result.ok) return result;
    diagnostics.push(...result.diagnostics);
    stopped ??= result.stopped;
  }
  return { ok: true, diagnostics, ...(stopped === undefined ? {} : { stopped }) };
}

function toVerdict(launch: Launch, tool: NamedTool): DiagnosticsResult {
  const { end } = launch.result;
  if (end.type === "exited" && end.code === 0) return { ok: true, diagnostics: [] };
  const { output } = toCommandRecord(launch, "all-output");
  const code = end.type === "exited" ? `exit code ${end.code}` : end.type;
  const message = `${code}${output === "" ? "" : `\n${output.slice(-1500)}`}`;
  return { ok: true, diagnostics: [{ source: tool.key, severity: "error", message }] };
}

/** Adds the trimmed text of the line that each diagnostic is about. */
async function fillLineTexts(
  diagnostics: readonly Diagnostic[],
  read: (path: string) => Promise<string | undefined>,
): Promise<readonly Diagnostic[]> {
  const texts = new Map<string, readonly string[]>();
  const filled: Diagnostic[] = [];
  for (const diagnostic of diagnostics) {
    const { path, range } = diagnostic;
    if (path === undefined || range === undefined) {
      filled.push(diagnostic);
      continue;
    }
    const lines = texts.get(path) ?? ((await read(path)) ?? "").split(/\r\n|\r|\n/u);
    texts.set(path, lines);
    const lineText = lines[range.line - 1]?.trim();
    filled.push(lineText === undefined ? diagnostic : { ...diagnostic, lineText });
  }
  return filled;
}
