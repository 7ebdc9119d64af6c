import { ConfigError } from "../domain/errors.ts";
import type { EffectivePolicy } from "../domain/policy.ts";
import type { Subject } from "../domain/report.ts";
import type { Settings } from "../domain/settings.ts";
import { detectTools } from "../policy/detect/detect-tools.ts";
import { FACT_FILES, type ProjectFacts } from "../policy/detect/project.ts";
import { toEffectivePolicy } from "../policy/effective.ts";
import { parsePolicy } from "../policy/parse-policy.ts";
import type { Repository } from "../ports.ts";

/** Where a policy lies when nothing is said. */
const DEFAULT_POLICY = ".github/assay.yml";

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

/** Names two levels deep and texts at the root of a commit: what detection looks at. */
export async function readFacts(repository: Repository, commit: string): Promise<ProjectFacts> {
  const root = await repository.listDirectory(commit, "");
  const directories = root.filter((name) => name.endsWith("/")).map((name) => name.slice(0, -1));
  const below = await Promise.all(
    directories.map(async (directory) => {
      const names = await repository.listDirectory(commit, directory);
      return names.map((name) => `${directory}/${name}`);
    }),
  );
  const paths = new Set([...root, ...below.flat()].filter((path) => !path.endsWith("/")));
  const texts = new Map<string, string>();
  for (const name of FACT_FILES) {
    if (!paths.has(name)) continue;
    const text = await repository.readText(commit, name);
    if (text !== undefined) texts.set(name, text);
  }
  return { paths, texts };
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
  const detected = detectTools(await readFacts(repository, subject.base));
  const { tasks, engine, publish } = settings;
  return toEffectivePolicy({
    ...(parsed && { document: parsed.document }),
    detected,
    overrides: { ...(tasks && { tasks }), ...(engine && { engine }), ...(publish && { publish }) },
    source,
    sha256: digest(text),
  });
}
