import type { Policy } from "../domain/policy.ts";
import { toRepoPath, type RepoPath } from "../domain/repo-path.ts";
import type { Subject } from "../domain/report.ts";
import type { PackageMove } from "../plan/due-moves.ts";
import type { Matcher } from "../policy/match.ts";
import type { Repository } from "../ports.ts";
import type { MovedPackage } from "../propose/embedded/refactor/plan-move.ts";
import { listFiles } from "./list-files.ts";

/** What the packages of a repository are judged by. */
interface MovesScene {
  readonly subject: Pick<Subject, "head">;
  readonly policy: Pick<Policy, "refactor">;
  readonly matcher: Matcher;
}

/** Files that one package may have: all of them are read before anything else is planned. */
const MOST_FILES = 400;

/** What is known of a repository before its packages are looked at. */
interface Tree extends MovesScene {
  readonly paths: ReadonlySet<string>;
  /** By path; undefined where it cannot be read. */
  readonly manifests: ReadonlyMap<string, string | undefined>;
  readonly read: (path: string) => Promise<string | undefined>;
}

/**
 * The CommonJS packages that the policy wants as ES modules, and what keeps others from it; none where the policy does not
 * ask. Reads head, runs nothing.
 */
export async function readPackageMoves(
  scene: MovesScene,
  repository: Pick<Repository, "files" | "readText">,
): Promise<readonly PackageMove[]> {
  if (scene.policy.refactor?.modules !== "import") return [];
  const { head } = scene.subject;
  const { packagesOf } = await import("../propose/embedded/refactor/plan-move.ts");
  const files = await listFiles(repository, head);
  const paths = new Set([...files].filter((path) => !/(?:^|\/)node_modules\//u.test(path)));
  const read = (path: string): Promise<string | undefined> => repository.readText(head, path).catch(() => undefined);
  const packages = await packagesOf(paths);
  const manifests = new Map<string, string | undefined>();
  for (const manifest of packages.keys()) manifests.set(manifest, await read(manifest));
  const moves: PackageMove[] = [];
  for (const [manifest, code] of packages) {
    if (isModule(manifests.get(manifest))) continue;
    const move = await readMove(manifest, code, { ...scene, paths, manifests, read });
    if (move !== undefined) moves.push(move);
  }
  return moves;
}

async function readMove(manifest: string, code: readonly string[], tree: Tree): Promise<PackageMove | undefined> {
  const { matcher, manifests } = tree;
  const own = code.filter((path) => path.endsWith(".js") && unwritable(path, { matcher }) === undefined);
  const asked = mainOf(manifest, manifests.get(manifest)).find((path) => own.includes(path)) ?? own[0];
  const rule = asked === undefined ? undefined : matcher.ruleOf(asked);
  if (asked === undefined || rule === undefined) return undefined;
  const [target, place] = toPaths([asked, manifest]);
  if (target === undefined || place === undefined) return undefined;
  const made = await judge({ manifest, code, rule: rule.index }, tree);
  const known = { manifest: place, target, rule: rule.index, members: new Set(code) };
  if (made.type === "stays") return { ...known, files: [], stays: made.reason };
  return { ...known, files: toPaths([...made.texts.keys()]) };
}

/** A package that may move. */
interface OnePackage {
  readonly manifest: string;
  readonly code: readonly string[];
  /** Index of its main file's rule. */
  readonly rule: number;
}

async function judge({ manifest, code, rule }: OnePackage, tree: Tree): Promise<MovedPackage> {
  if (code.length > MOST_FILES)
    return { type: "stays", reason: `it has ${code.length} files with code, more than ${MOST_FILES}` };
  const { planMove } = await import("../propose/embedded/refactor/plan-move.ts");
  const { paths, manifests, matcher } = tree;
  const texts = new Map(manifests);
  for (const path of code) texts.set(path, await tree.read(path));
  return planMove({
    manifest,
    code,
    exists: (path) => paths.has(path),
    read: (path) => texts.get(path),
    unwritable: (path) =>
      path === manifest ? undefined : (unwritable(path, { matcher }) ?? otherRule(path, rule, { matcher })),
  });
}

/** Paths that `main` of a package may mean, best first: the file that stands for all of them. */
function mainOf(manifest: string, text: string | undefined): readonly string[] {
  const [, main = "index.js"] = /"main"\s*:\s*"(?:\.\/)?([^"]+)"/u.exec(text ?? "") ?? [];
  const folder = manifest.slice(0, -"package.json".length);
  return [main, `${main}.js`, `${main.replace(/\/$/u, "")}/index.js`].map((path) => folder + path);
}

function isModule(manifest: string | undefined): boolean {
  return manifest === undefined || /"type"\s*:\s*"module"/u.test(manifest);
}

/** Why a file of the package must not be written: each one has to be the policy's to refactor. */
function unwritable(path: string, { matcher }: Pick<MovesScene, "matcher">): string | undefined {
  const guard = matcher.protectedBy(path);
  if (guard !== undefined)
    return `it is CommonJS and protected by ${guard}; give it a name that ends in .cjs, and the package can move`;
  if (matcher.ruleOf(path)?.rule.tasks.includes("refactor") === true) return undefined;
  return "no rule of the policy asks for refactor of it, and a package moves as a whole";
}

/** Gates and ways of publishing are a rule's: a package that moves under one has no file that lies under another. */
function otherRule(path: string, rule: number, { matcher }: Pick<MovesScene, "matcher">): string | undefined {
  const index = matcher.ruleOf(path)?.index ?? rule;
  if (index === rule) return undefined;
  return `rule ${index + 1} of the policy has it, another one than the package's main file, and a package moves as a whole`;
}

function toPaths(texts: readonly string[]): readonly RepoPath[] {
  return texts.flatMap((text) => {
    const found = toRepoPath(text);
    return found.ok ? [found.path] : [];
  });
}
