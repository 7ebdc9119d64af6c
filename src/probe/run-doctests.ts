import { endWords, type CommandResult } from "../domain/command.ts";
import { parseJson } from "../domain/parse-json.ts";
import type { RepoPath } from "../domain/repo-path.ts";
import { DOCTEST_DRIVER } from "./doctest-driver.ts";
import type { ExampleScene } from "./run-examples.ts";

/** A text with examples in Python, and what it said before. */
export interface DoctestFile {
  readonly path: RepoPath;
  readonly text: string;
  readonly before: string;
}

/** What became of one new example. */
export interface DoctestRun {
  readonly path: RepoPath;
  /** 1-based. */
  readonly line: number;
  readonly type: "held" | "wrong" | "broken" | "skipped";
  /** The output that is stated; empty: none. */
  readonly stated: string;
  readonly actual: string;
}

/** The runs, or why there are none. */
export type DoctestAnswer =
  { readonly type: "ran"; readonly runs: readonly DoctestRun[] } | { readonly type: "failed"; readonly reason: string };

/** What differs between two runs is no result: seeds, the order of sets, the time zone. */
const WORLDS = [
  { seed: 3, env: { PYTHONHASHSEED: "3", TZ: "UTC" } },
  { seed: 91, env: { PYTHONHASHSEED: "91", TZ: "Asia/Kathmandu" } },
] as const;
const TIMEOUT_MS = 120_000;
const OUTPUT_BYTES = 4_000_000;

/** Runs the examples that are new in some texts in Python's own way, in the sandbox; of an example that differs between two worlds the second tells. */
export async function runDoctests(scene: ExampleScene, files: readonly DoctestFile[]): Promise<DoctestAnswer> {
  let last: DoctestAnswer = { type: "ran", runs: [] };
  for (const { seed, env } of WORLDS) {
    const result = await scene.workspace.run(
      {
        command: { type: "argv", file: "python3", args: ["-B", "-c", DOCTEST_DRIVER] },
        timeoutMs: TIMEOUT_MS,
        outputLimit: OUTPUT_BYTES,
        env,
        stdin: JSON.stringify({ seed, files }),
      },
      scene.signal,
    );
    last = toAnswer(result, files);
    if (last.type === "failed" || last.runs.some(({ type }) => type === "wrong" || type === "broken")) return last;
  }
  return last;
}

function toAnswer({ end, stdout, stderr }: CommandResult, files: readonly DoctestFile[]): DoctestAnswer {
  const parsed = parseJson(stdout);
  const answer = parsed.ok ? parsed.value : undefined;
  if (typeof answer === "object" && answer !== null && "runs" in answer && Array.isArray(answer.runs)) {
    return { type: "ran", runs: answer.runs.flatMap((run: unknown) => toRun(run, files)) };
  }
  const said = stderr.trim().split("\n").at(-1) ?? "";
  return {
    type: "failed",
    reason: `python3 did not run the examples (${endWords(end)})${said === "" ? "" : `: ${said.slice(0, 200)}`}`,
  };
}

const TYPES: readonly DoctestRun["type"][] = ["held", "wrong", "broken", "skipped"];

function toRun(run: unknown, files: readonly DoctestFile[]): readonly DoctestRun[] {
  if (typeof run !== "object" || run === null) return [];
  const field = (name: string): unknown => Reflect.get(run, name);
  const path = files.find((file) => file.path === field("path"))?.path;
  const type = TYPES.find((one) => one === field("type"));
  const [line, stated, actual] = [field("line"), field("stated"), field("actual")];
  if (path === undefined || type === undefined || typeof line !== "number") return [];
  return [
    {
      path,
      line,
      type,
      stated: typeof stated === "string" ? stated : "",
      actual: typeof actual === "string" ? actual : "",
    },
  ];
}
