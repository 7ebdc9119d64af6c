import { endWords } from "../domain/command.ts";
import { field, parseJson } from "../domain/parse-json.ts";
import type { Workspace } from "../ports.ts";
import type { ChildInput, ChildRequest } from "./child/request.ts";

/** Reads the input and hands it to the program that lies in it. */
const BOOT = "const x=JSON.parse(require('fs').readFileSync(0,'utf8'));(0,eval)(x.program)(x)";
/** On top of a launch's budget: to start, to load packages, to wait for one call more. */
const SPARE_MS = 45_000;
const OUTPUT_LIMIT = 8_192;

/** What was recorded of one unit. */
export type UnitRecord =
  | { readonly type: "record"; readonly value: unknown }
  /** The child died of it. */
  | {
      readonly type: "died";
      readonly how: "stalled" | "crashed";
      readonly reason: string;
      /** Index of the step that was under way. */
      readonly step: number;
    };

/** What one launch brought. */
export interface LaunchResult {
  readonly units: readonly UnitRecord[];
  /** Why nothing, or not all, could be done; absent where the launch itself went well. */
  readonly problem?: string;
}

function toUnit(value: unknown, step: number): UnitRecord {
  const died = field(value, "died");
  if (died !== "stalled" && died !== "crashed") return { type: "record", value };
  const reason = field(value, "reason");
  return { type: "died", how: died, reason: typeof reason === "string" ? reason : "", step };
}

/**
 * The record file: a line with the launch's token, then lines of a letter, the token and JSON. `r` is a unit's record, `s`
 * a step that begins, `f` says that the launch was given up; others are signs of life. Lines without the token were
 * written by the code that ran.
 */
export function parseRecords(text: string): LaunchResult {
  const [token = "", ...lines] = text.split("\n");
  const units: UnitRecord[] = [];
  let step = 0;
  let problem: string | undefined;
  for (const line of lines) {
    const letter = line.slice(0, 1);
    if (!line.startsWith(token, 1)) continue;
    const rest = line.slice(1 + token.length);
    if (letter === "s") step = Number(rest);
    const parsed = letter === "r" || letter === "f" ? parseJson(rest) : undefined;
    if (parsed?.ok !== true) continue;
    if (letter === "f") problem = "the unchanged module does not come through the plans";
    else units.push(toUnit(parsed.value, step));
    step = 0;
  }
  return { units, ...(problem === undefined ? {} : { problem }) };
}

/** Runs a request in the workspace's sandbox. Throws where the sandbox or Node cannot be started at all. */
export async function launch(
  workspace: Pick<Workspace, "run">,
  request: ChildRequest,
  signal: AbortSignal,
): Promise<LaunchResult> {
  const { CHILD_PROGRAM } = await import("./child-text.ts");
  const token = crypto.randomUUID();
  const input: ChildInput = { role: "supervisor", program: CHILD_PROGRAM, token, first: 0, unfinished: 0, request };
  const result = await workspace.run(
    {
      command: { type: "argv", file: "node", args: ["-e", BOOT, "{scratch}"] },
      timeoutMs: request.budgetMs + SPARE_MS,
      outputLimit: OUTPUT_LIMIT,
      stdin: JSON.stringify(input),
    },
    signal,
  );
  const parsed = parseRecords(result.scratch.get("records") ?? "");
  const { end } = result;
  if (end.type === "exited" && end.code === 0) return parsed;
  const tail = result.stderr.trim().split("\n").slice(-3).join(" ");
  return { ...parsed, problem: `the probe's process ended: ${endWords(end)}${tail === "" ? "" : `: ${tail}`}` };
}
