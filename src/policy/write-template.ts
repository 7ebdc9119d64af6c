import { baseOf, dirOf, stemOf, toRepoPath } from "../domain/repo-path.ts";
import type { PathProblem, RepoPath } from "../domain/repo-path.ts";
import type { PatternProblem } from "./glob.ts";
import { choiceRemedy } from "./nearest.ts";
import { toProtectedTest } from "./protected.ts";

/**
 * What a `write` template may contain: the target's folder, its name without the last extension, the extension without
 * the dot; and for tests that mirror the sources in another tree, the folder that holds the target's source root, and
 * the target's folder below that root.
 */
const TEMPLATE_PLACEHOLDERS = ["dir", "name", "ext", "package", "subdir"] as const;

type Placeholder = (typeof TEMPLATE_PLACEHOLDERS)[number];

const PATH_PROBLEMS: Readonly<Record<PathProblem, string>> = {
  empty: "is empty",
  absolute: "is absolute",
  backslash: "has a backslash",
  traversal: "has an empty, `.` or `..` segment",
  "git-directory": "lies in a `.git` folder",
  "control-character": "has a control character",
  "bidirectional-character": "has an invisible character",
  "not-utf8": "is not valid text",
  "reserved-name": "has a name that Windows reserves",
  "trailing-dot-or-space": "has a name that ends with a dot or a space",
  colon: "has a colon",
  "too-long": "is too long",
};

/**
 * The source root, best first: `src/main` with the language's folder below it (Maven, Gradle), the first `src`, the first
 * folder of another name that sources commonly lie in.
 */
const SOURCE_ROOTS: readonly RegExp[] = [
  /^(?:(.*?)\/)??src\/main\/(?=(?:java|kotlin|scala|groovy)(?:\/|$))/u,
  /^(?:(.*?)\/)??src(?:\/|$)/u,
  /^(?:(.*?)\/)??(?:lib|source|app)(?:\/|$)/u,
];

/** Of Python the package itself is the root of its modules. */
const PYTHON_ROOTS: readonly RegExp[] = [/^(?:(.*?)\/)??src\/[^/]+(?:\/|$)/u, /^()[^/]+(?:\/|$)/u];

/** What stands before the source root of a folder, and what below it; without a root everything is below it. */
function splitAtRoot(dir: string, roots: readonly RegExp[]): { readonly package: string; readonly subdir: string } {
  for (const root of roots) {
    const match = root.exec(dir);
    if (match !== null) return { package: match[1] ?? "", subdir: dir.slice(match[0].length) };
  }
  return { package: "", subdir: dir };
}

/** The path that a template stands for, as raw text: an empty folder takes its slash with it. */
export function expandTemplate(template: string, target: RepoPath): string {
  const base = baseOf(target);
  const name = stemOf(target);
  const dir = dirOf(target);
  const ext = base.slice(name.length + 1);
  const values: Readonly<Record<Placeholder, string>> = {
    ...{ dir, name, ext },
    ...splitAtRoot(dir, ext === "py" ? PYTHON_ROOTS : SOURCE_ROOTS),
  };
  return template.replaceAll(/\{(dir|name|ext|package|subdir)\}(\/?)/gu, (_, key: Placeholder, slash: string) =>
    values[key] === "" ? "" : values[key] + slash,
  );
}

/** What is wrong with a `write` template for every target; undefined where nothing is. */
export function templateProblem(template: string): PatternProblem | undefined {
  for (const [, name = ""] of template.matchAll(/\{([^{}]*)\}/gu)) {
    if (TEMPLATE_PLACEHOLDERS.some((placeholder) => placeholder === name)) continue;
    const remedy = choiceRemedy(
      `{${name}}`,
      TEMPLATE_PLACEHOLDERS.map((placeholder) => `{${placeholder}}`),
    );
    return { message: `has the unknown placeholder \`{${name}}\``, remedy };
  }
  if (/[*?]/u.test(template)) {
    return { message: "has a wildcard; it names one path for each target", remedy: "Use {dir}, {name} and {ext}" };
  }
  const sample = toRepoPath("package/src/folder/sample.ts");
  if (!sample.ok) return undefined;
  const path = expandTemplate(template, sample.path);
  if (/[{}]/u.test(path)) return { message: "has a lone brace", remedy: "Write {dir}, {name} or {ext}" };
  const result = toRepoPath(path);
  if (!result.ok) {
    return { message: PATH_PROBLEMS[result.problem], remedy: "Write it relative to the root of the repository" };
  }
  const guard = toProtectedTest([])(path);
  if (guard === undefined) return undefined;
  return {
    message: `lies in the protected set (\`${guard}\`)`,
    remedy: "Write another place: the set cannot be opened",
  };
}
