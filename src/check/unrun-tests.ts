import type { FileChange } from "../domain/change.ts";
import type { CommandRecord } from "../domain/command.ts";
import type { RepoPath } from "../domain/repo-path.ts";
import type { GateContext } from "./gate.ts";
import { straysOf } from "./run-gates.ts";
import { runTests } from "./run-tests.ts";
import { isTestPath, testLanguage } from "./tamper/test-paths.ts";
import { toTestSelection } from "./test-selection.ts";
import { createToolRunner } from "./tool-runner.ts";

/** What the control came to. */
export interface UnrunTests {
  /** Test files that the command stays green without: it does not run them. */
  readonly paths: readonly RepoPath[];
  readonly commands: readonly CommandRecord[];
}

const MOST_FILES = 5;
const QUESTION = "Assay: does the test command run this file?";

/** A text of a test file that cannot be run to a green end: where the language has no statement for it, one that does not compile. */
function failingText(path: string): string {
  switch (testLanguage(path)) {
    case "javascript":
      return `throw new Error("${QUESTION}");\n`;
    case "python":
      return `raise AssertionError("${QUESTION}")\n`;
    default:
      return `${QUESTION}\n`;
  }
}

/**
 * The positive control of a green test command that names no tests: with each test file of a candidate made to fail, in a
 * run of its own, the command has to be red. The candidate is applied again afterwards. Nothing is tried where the green
 * run changed the work tree.
 */
export async function unrunTests(context: GateContext): Promise<UnrunTests> {
  const { subject, workspace } = context;
  // A task's own target is what is judged, not proof of it.
  const targets = new Set<string>(subject.tasks.map(({ target }) => target));
  const files = subject.files.filter(
    ({ path, after }) => after !== undefined && isTestPath(path) && !targets.has(path),
  );
  // The workspace is reset below, and what a test changed there is for the caller to see.
  if (files.length === 0 || (await straysOf(context)).length > 0) return { paths: [], commands: [] };
  const paths: RepoPath[] = [];
  const commands: CommandRecord[] = [];
  for (const file of files.slice(0, MOST_FILES)) {
    const reading = await runWithout(context, file);
    if (reading.type === "absent") continue;
    commands.push(...reading.commands);
    if (reading.type === "read" && reading.value.detail === "verdict" && reading.value.green) paths.push(file.path);
  }
  await workspace.reset();
  await workspace.apply(subject.files);
  return { paths, commands };
}

async function runWithout(
  { subject, workspace, policy, signal }: GateContext,
  { path }: FileChange,
): ReturnType<typeof runTests> {
  await workspace.reset();
  await workspace.apply(
    subject.files.map((file) => (file.path === path ? { ...file, after: failingText(path) } : file)),
  );
  const tools = createToolRunner({ workspace, commandSeconds: policy.limits.commandSeconds, signal });
  return runTests(tools, policy, toTestSelection(subject));
}
