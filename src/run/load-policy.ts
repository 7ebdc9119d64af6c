import { ConfigError } from "../domain/errors.ts";
import type { EffectivePolicy } from "../domain/policy.ts";
import type { Subject } from "../domain/report.ts";
import type { Settings } from "../domain/settings.ts";
import type { TaskKind } from "../domain/task.ts";
import { detectTools } from "../policy/detect/detect-tools.ts";
import { FACT_FILES, type ProjectFacts } from "../policy/detect/project.ts";
import { toEffectivePolicy } from "../policy/effective.ts";
import { parsePolicy } from "../policy/parse-policy.ts";
import type { PolicyDocument } from "../policy/policy-document.ts";
import type { Repository } from "../ports.ts";
import { listFiles } from "./list-files.ts";

/** Where a policy lies when nothing is said. */
const DEFAULT_POLICY = ".github/assay.yml";

/** Kinds of task that write besides their target. */
const TASKS_WITH_PLACES: ReadonlySet<TaskKind> = new Set(["tests", "scaffold"]);

/** The text of the policy, and where it was found. */
export interface PolicyText {
  readonly text: string;
  readonly source: EffectivePolicy["source"];
}

/**
 * Reads the policy from the base commit. A policy that is only in the working tree counts in a terminal, never in CI:
 * a pull request could bring its own rules. In a terminal a named file that does not exist is a ConfigError.
 */
export async function readPolicyText(
  repository: Repository,
  settings: Settings,
  subject: Pick<Subject, "base">,
): Promise<PolicyText> {
  const committed = await repository.readText(subject.base, settings.policy);
  if (committed !== undefined) return { text: committed, source: "base-commit" };
  if (settings.ci) return { text: "", source: "none" };
  const local = await repository.readWorkingTree(settings.policy);
  if (local !== undefined) return { text: local, source: "working-tree" };
  // With no policy everything is detected; but who names a file means that file.
  if (settings.policy === DEFAULT_POLICY) return { text: "", source: "none" };
  throw new ConfigError([
    {
      place: `policy (--policy) ${settings.policy}`,
      message: "there is no such file, neither in the base commit nor in the working tree",
      remedy: `Name a file of the repository, relative to its root, or leave the option out: the default is ${DEFAULT_POLICY}.`,
    },
  ]);
}

/** Names two levels deep of a commit. */
async function namesAbove(repository: Repository, commit: string): Promise<ReadonlySet<string>> {
  const root = await repository.listDirectory(commit, "");
  const directories = root.filter((name) => name.endsWith("/")).map((name) => name.slice(0, -1));
  const below = await Promise.all(
    directories.map(async (directory) => {
      const names = await repository.listDirectory(commit, directory);
      return names.map((name) => `${directory}/${name}`);
    }),
  );
  return new Set([...root, ...below.flat()].filter((path) => !path.endsWith("/")));
}

/**
 * What detection looks at in a commit: names, and texts at the root. The whole tree is listed only for the place of
 * tests (`tests`), because a repository can be large.
 */
export async function readFacts(
  repository: Repository,
  commit: string,
  depth: "tools" | "tests",
): Promise<ProjectFacts> {
  const paths = await namesAbove(repository, commit);
  const texts = new Map<string, string>();
  for (const name of FACT_FILES) {
    if (!paths.has(name)) continue;
    const text = await repository.readText(commit, name);
    if (text !== undefined) texts.set(name, text);
  }
  return { paths, texts, ...(depth === "tests" ? { files: await listFiles(repository, commit) } : {}) };
}

/** Whether the policy leaves open where tests or new files go. */
function isPlaceOpen(document: PolicyDocument | undefined): boolean {
  if (document?.rules === undefined) return true;
  return document.rules.some(
    ({ write, tasks }) =>
      write === undefined && (tasks === undefined || tasks.some((kind) => TASKS_WITH_PLACES.has(kind))),
  );
}

/** Policy text, detection and settings become the effective policy. Throws ConfigError with every problem of the file. */
export async function loadPolicy(
  repository: Repository,
  settings: Settings,
  subject: Pick<Subject, "base">,
  digest: (text: string) => string,
): Promise<EffectivePolicy> {
  const { text, source } = await readPolicyText(repository, settings, subject);
  const parsed = source === "none" ? undefined : parsePolicy(text, settings.policy);
  if (parsed?.ok === false) throw new ConfigError(parsed.problems);
  const document = parsed?.document;
  const depth = isPlaceOpen(document) ? "tests" : "tools";
  const detected = detectTools(await readFacts(repository, subject.base, depth));
  const { tasks, engine, publish } = settings;
  return toEffectivePolicy({
    ...(document && { document }),
    detected,
    overrides: { ...(tasks && { tasks }), ...(engine && { engine }), ...(publish && { publish }) },
    source,
    sha256: digest(text),
  });
}
