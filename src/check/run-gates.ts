import { blocks, type GateAnswer, type GateResult } from "../domain/gate.ts";
import { renderStop, toStopFault } from "../domain/fault.ts";
import { neutraliseMessage } from "../domain/neutralise.ts";
import { HostileCodeError } from "../domain/errors.ts";
import type { GateSetting, Rule } from "../domain/policy.ts";
import type { Clock, Workspace } from "../ports.ts";
import type { Gate, GateContext } from "./gate.ts";
import { toGateSetting } from "./gate-setting.ts";
import { createToolRunner, type Launches } from "./tool-runner.ts";

/** What {@link runGates} needs; it makes the rest of a gate's context itself. */
export interface GatesInput extends Omit<GateContext, "setting" | "tools"> {
  /** The rules of the subject's tasks. */
  readonly rules: readonly Rule[];
  readonly clock: Clock;
  /** What gates have answered for these very files in this attempt; those that go by files are not asked again. */
  readonly known?: readonly GateResult[];
  /** What commands have answered on these very files in this workspace, and left the tree as it was. */
  readonly launches?: Launches;
  /** Told of each result as soon as it is there, and whether it is one of `known`. */
  readonly onResult?: (result: GateResult, from: "run" | "known") => void;
}

/**
 * Runs the gates on what is applied in the workspace: static ones first, each in the order given, until one blocks.
 * Gates that are off or have nothing to say about the subject are not listed. A gate that throws has errored, but for
 * HostileCodeError, which ends the run. After
 * each gate that ran commands the tree is looked at: what executed code changed there fails the gate.
 */
export async function runGates(input: GatesInput, gates: readonly Gate[]): Promise<readonly GateResult[]> {
  const { workspace, policy, signal, clock, onResult, launches } = input;
  const { commandSeconds } = policy.limits;
  const tools = createToolRunner({ workspace, commandSeconds, signal, ...(launches && { launches }) });
  const ordered = [
    ...gates.filter(({ cost }) => cost === "static"),
    ...gates.filter(({ cost }) => cost === "executes"),
  ];
  const results: GateResult[] = [];
  for (const gate of ordered) {
    const setting = settingOf(gate, input);
    if (setting.level === "off" || gate.isAbout?.(input) === false) continue;
    const answered = knownResult(gate, input);
    const result = answered ?? (await runOne(gate, { ...input, setting, tools }, { clock, level: setting.level }));
    results.push(result);
    onResult?.(result, answered === undefined ? "run" : "known");
    if (blocks(result)) break;
  }
  return results;
}

/** A gate that could not answer may be able to now. */
function knownResult({ name, goesBy }: Gate, { known = [] }: GatesInput): GateResult | undefined {
  if (goesBy !== "files") return undefined;
  return known.find(({ gate, status }) => gate === name && (status === "passed" || status === "failed"));
}

async function runOne(
  gate: Gate,
  context: GateContext,
  { clock, level }: { readonly clock: Clock; readonly level: GateResult["level"] },
): Promise<GateResult> {
  const started = clock.monotonic();
  const answer = await ask(gate, context);
  return {
    ...answer.value,
    gate: gate.name,
    level: answer.mustBlock ? "required" : level,
    durationMs: clock.monotonic() - started,
  };
}

function settingOf(gate: Gate, { policy, rules, subject }: GatesInput): GateSetting {
  return toGateSetting(gate.name, policy, rules, subject.scope);
}

interface Asked {
  readonly value: GateAnswer;
  /** The tree cannot be trusted any more, whatever the gate's level. */
  readonly mustBlock: boolean;
}

async function ask(gate: Gate, context: GateContext): Promise<Asked> {
  const before = context.tools.launched();
  const value = await answerOf(gate, context);
  if (context.tools.launched() === before) return { value, mustBlock: false };
  const strays = await straysOf(context);
  if (strays.length === 0) return { value, mustBlock: false };
  return { value: toTampered(value, strays), mustBlock: true };
}

async function answerOf(gate: Gate, context: GateContext): Promise<GateAnswer> {
  if (context.signal.aborted) {
    const fault = toStopFault(context.signal);
    const remedy = fault === "stopped" ? "Run again" : "Raise limits.minutes";
    return { status: "errored", reason: renderStop(fault), remedy };
  }
  try {
    return await gate.check(context);
  } catch (error) {
    if (error instanceof HostileCodeError) throw error;
    const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    const reason = `the gate itself failed: ${neutraliseMessage(said)}`;
    return { status: "errored", reason, remedy: `Report this as a bug of gate ${gate.name}` };
  }
}

/** What changed behind our back, but for what the tools change on the untouched tree too and no candidate writes. */
export async function straysOf({
  workspace,
  baseline,
  subject,
}: Pick<GateContext, "baseline"> & {
  readonly workspace: Pick<Workspace, "strayChanges">;
  readonly subject: Pick<GateContext["subject"], "files">;
}): Promise<readonly string[]> {
  const written = new Set<string>(subject.files.map((file) => file.path));
  const strays = await workspace.strayChanges();
  return strays.filter((path) => written.has(path) || !baseline.strays.has(path));
}

function toTampered(answer: GateAnswer, strays: readonly string[]): GateAnswer {
  const names = `${strays.slice(0, 10).join(", ")}${strays.length > 10 ? ` and ${strays.length - 10} more` : ""}`;
  const message = neutraliseMessage(`work tree changed by the tests: ${names}`);
  const own = answer.status === "failed" ? answer.diagnostics : [];
  const commands = answer.status === "skipped" ? [] : (answer.commands ?? []);
  return {
    status: "failed",
    diagnostics: [{ source: "workspace", code: "stray-change", severity: "error", message }, ...own],
    ...(answer.status === "passed" || answer.status === "failed" ? { figures: answer.figures ?? {} } : {}),
    commands,
  };
}
