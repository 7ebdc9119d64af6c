import { totalLines } from "../check/coverage-figures.ts";
import { WHOLE } from "../check/expand-line.ts";
import { runCoverage } from "../check/run-tests.ts";
import { createToolRunner } from "../check/tool-runner.ts";
import type { RepoPath } from "../domain/repo-path.ts";
import type { Settings } from "../domain/settings.ts";
import { isTestPath } from "../policy/writable.ts";
import type { Workspace } from "../ports.ts";
import type { RunDependencies } from "./dependencies.ts";
import { loadPolicy } from "./load-policy.ts";
import { toSubjectRequest } from "./subject-request.ts";
import type { Measured } from "./prepare.ts";

/**
 * Runs the policy's coverage command on the untouched tree, to know which lines no test runs. Undefined where there is
 * none or it does not answer, which is told: the targets are chosen by churn and complexity then.
 */
export async function measureCoverage(
  settings: Settings,
  dependencies: RunDependencies,
  watch: (workspace: Workspace) => Workspace,
): Promise<Measured | undefined> {
  const { repository, digest, events, signal } = dependencies;
  const subject = await repository.subject(toSubjectRequest(settings));
  const { policy } = await loadPolicy(repository, settings, subject, digest);
  if (policy.commands.coverage === undefined) return undefined;
  events.emit({ type: "phase", phase: "plan", detail: "coverage of the untouched tree" });
  await using pool = await repository.openWorkspaces(subject.head, policy.sandbox.minimum);
  await using workspace = watch(await pool.create());
  const tools = createToolRunner({ workspace, commandSeconds: policy.limits.commandSeconds, signal });
  const reading = await runCoverage(tools, policy, WHOLE);
  signal.throwIfAborted();
  if (reading.type !== "read") {
    const why = reading.type === "errored" ? `${reading.reason}. ${reading.remedy}` : reading.reason;
    events.emit({ type: "note", message: `coverage could not be measured for the choice of targets: ${why}` });
    return undefined;
  }
  const coverage = reading.value;
  return {
    missing: (path: RepoPath) => {
      const { covered, total } = totalLines(coverage, [path]);
      // Nobody tests tests. Of other files those that no test loads are often not in the report at all.
      if (!coverage.has(path)) return isTestPath(path) ? 0 : 1;
      return total === 0 ? 0 : 1 - covered / total;
    },
  };
}
