import type { CommandRecord } from "../domain/command.ts";
import type { Diagnostic } from "../domain/diagnostic.ts";
import type { Figures } from "../domain/gate.ts";
import type { RepoPath } from "../domain/repo-path.ts";
import type { GateContext } from "./gate.ts";
import { variantLine } from "./new-tests/runner-line.ts";
import { runnerOf } from "./new-tests/runner-of.ts";
import { runFailing } from "./run-failing.ts";
import { straysOf } from "./run-gates.ts";
import { isTestPath } from "./tamper/test-paths.ts";
import { createToolRunner, type ToolRunner } from "./tool-runner.ts";

/** What running the new tests of a fix with and without the fix came to. */
export interface CaseProof {
  readonly figures: Figures;
  readonly diagnostics: readonly Diagnostic[];
  readonly commands: readonly CommandRecord[];
}

/** Test files that a fix brings along. */
function newTests({ subject }: GateContext): readonly { readonly path: RepoPath; readonly text: string }[] {
  const isFix = subject.scope === "candidate" && subject.tasks.some(({ kind }) => kind === "fix");
  return subject.files.flatMap(({ path, before, after }) =>
    isFix && before === undefined && after !== undefined && isTestPath(path) ? [{ path, text: after }] : [],
  );
}

/** The line that runs one test file alone; undefined where the repository's runner is not known. */
async function lineOf(
  { policy, tools }: GateContext,
  { path, text }: { readonly path: RepoPath; readonly text: string },
): Promise<string | undefined> {
  const isNode = /["']node:test["']/u.test(text);
  const found = await runnerOf(isNode ? "node --test" : policy.commands.test?.run, tools);
  return found === undefined ? undefined : variantLine(found.line, found.runner, {}, [path]);
}

/**
 * The tests that a fix adds for its case, each run twice: on the untouched code beside it, where it has to be red, and on
 * the mended code, where it has to be green. Undefined where the fix adds none. The candidate is applied again afterwards.
 */
export async function proveCase(context: GateContext): Promise<CaseProof | undefined> {
  const tests = newTests(context);
  if (tests.length === 0) return undefined;
  const figures: Record<string, string> = {};
  const diagnostics: Diagnostic[] = [];
  const commands: CommandRecord[] = [];
  for (const test of tests) {
    // What a run changed in the work tree fails the candidate; a reset would hide it.
    if ((await straysOf(context)).length > 0) break;
    const line = await lineOf(context, test);
    if (line === undefined) {
      figures["case"] = "not run: commands.test names no runner that one file can be run with";
      continue;
    }
    const before = await runUntouched(context, line);
    const after = await runColour(context.tools, line);
    figures["case"] = `${before.colour} without the fix, ${after.colour} with it`;
    commands.push(...before.commands, ...after.commands);
    if (before.colour === "red" && after.colour === "green") continue;
    const message = `the new test is ${before.colour} without the fix and ${after.colour} with it: it shows nothing of the case`;
    diagnostics.push({ source: "failing", code: "no-case", severity: "error", message, path: test.path });
  }
  return { figures, diagnostics, commands };
}

type Colour = "red" | "green" | "not runnable";

async function runColour(
  tools: ToolRunner,
  line: string,
): Promise<{ readonly colour: Colour; readonly commands: readonly CommandRecord[] }> {
  const reading = await runFailing(tools, line);
  if (reading.type === "absent") return { colour: "not runnable", commands: [] };
  if (reading.type === "errored") return { colour: "not runnable", commands: reading.commands };
  return { colour: reading.value.green ? "green" : "red", commands: reading.commands };
}

/** Only what is new is applied: the code that the fix changes is as it was. */
async function runUntouched(
  { workspace, subject, policy, signal }: GateContext,
  line: string,
): ReturnType<typeof runColour> {
  await workspace.reset();
  await workspace.apply(subject.files.filter(({ before }) => before === undefined));
  const tools = createToolRunner({ workspace, commandSeconds: policy.limits.commandSeconds, signal });
  const end = await runColour(tools, line);
  await workspace.reset();
  await workspace.apply(subject.files);
  return end;
}
