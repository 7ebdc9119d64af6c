import type { CommandRecord } from "../../domain/command.ts";
import type { GateAnswer } from "../../domain/gate.ts";
import { compareDiagnostics } from "../compare-diagnostics.ts";
import type { GateContext } from "../gate.ts";
import type { Reading } from "../reading.ts";
import { runDiagnostics, type Findings } from "../run-diagnostics.ts";
import { toErroredAnswer } from "./errored-answer.ts";

/** Runs linter or type checker on the subject and lets only diagnostics count that the untouched tree did not have. */
export async function judgeFindings(context: GateContext, name: "lint" | "types"): Promise<GateAnswer> {
  const { subject, policy, tools, baseline } = context;
  const files = subject.files.filter((file) => file.after !== undefined).map((file) => file.path);
  const reading = await runDiagnostics(tools, policy, name, files);
  if (reading.type === "absent") return { status: "skipped", reason: reading.reason };
  if (reading.type === "errored") return toErroredAnswer(name, reading, baseline[name]);
  const { value, commands } = reading;
  const after = value.diagnostics;
  if (after.length === 0 && baseline[name].type !== "read") {
    return { status: "passed", figures: { after: 0, new: 0 }, commands };
  }
  const before = baselineOf(baseline[name], value.files);
  if (typeof before === "string") {
    const reason = `the untouched tree could not be judged, so new cannot be told from old: ${before}`;
    return { status: "errored", reason, remedy: `Make commands.${name}.run work on the untouched tree`, commands };
  }
  if (value.detail === "verdict") return judgeVerdict(before, value, commands, name);
  const { added, fixed } = compareDiagnostics(before, after, subject.files);
  const counted = added.filter(({ severity }) => severity !== "info");
  const figures = { before: before.length, after: after.length, new: counted.length, fixed: fixed.length };
  if (counted.length > 0) return { status: "failed", diagnostics: counted, figures, commands };
  if (value.stopped === undefined) return { status: "passed", figures, commands };
  // One file after the other is mended: what is left may be the next one's affair.
  if (fixed.length > 0) return { status: "skipped", reason: `${fixed.length} remarks fewer, but ${value.stopped}` };
  const reason = `on the untouched tree, too, not everything is looked at: ${value.stopped}`;
  return { status: "errored", reason, remedy: `Mend that first, or set gates.${name} to advisory`, commands };
}

/** What the untouched tree had in these files (all files where none are named), or why nothing is known. */
function baselineOf(
  reading: Reading<Findings>,
  files: readonly string[] | undefined,
): Findings["diagnostics"] | string {
  if (reading.type === "errored") return reading.reason;
  if (reading.type === "absent") return files === undefined ? reading.reason : [];
  const { diagnostics } = reading.value;
  if (files === undefined) return diagnostics;
  const named = new Set(files);
  return diagnostics.filter(({ path }) => path === undefined || named.has(path));
}

/** An exit code cannot tell old from new: of a file (or project) that was red before it says nothing. */
function judgeVerdict(
  before: Findings["diagnostics"],
  { diagnostics }: Findings,
  commands: readonly CommandRecord[],
  name: string,
): GateAnswer {
  const red = new Set(before.map(({ path }) => path));
  const added = diagnostics.filter(({ path }) => !red.has(path));
  const figures = { before: before.length, after: diagnostics.length, new: added.length };
  if (added.length > 0) return { status: "failed", diagnostics: added, figures, commands };
  if (diagnostics.length === 0) return { status: "passed", figures, commands };
  const reason = "red on the untouched tree already, and an exit code cannot tell new from old";
  return { status: "skipped", reason: `${reason}: set commands.${name}.format in the policy` };
}
