import leven from "leven";
import { ConfigError, WorldError } from "../../domain/errors.ts";
import type { Subject } from "../../domain/report.ts";
import type { SubjectRequest } from "../../ports.ts";
import type { Location } from "./discover.ts";
import { askGit, readGit } from "./git.ts";

/** Where the default branch is looked for, best first. */
const DEFAULT_BRANCHES = [
  "refs/remotes/origin/HEAD",
  "refs/remotes/origin/main",
  "refs/remotes/origin/master",
  "refs/heads/main",
  "refs/heads/master",
];

/** Names offered for an unknown revision. */
const SUGGESTIONS = 3;

const FETCH_DEPTH =
  "Fetch the whole history: write `with: { fetch-depth: 0 }` below `uses: actions/checkout`, or run: git fetch --unshallow";

function fail(place: string, message: string, remedy: string): never {
  throw new ConfigError([{ place, message, remedy }]);
}

/** Resolves what is compared with what. `onNote` is told where the base had to be guessed. Throws ConfigError with the remedy. */
export async function readSubject(
  location: Location,
  request: SubjectRequest,
  onNote: (message: string) => void,
): Promise<Subject> {
  const [head, defaults] = await Promise.all([
    readHead(location, request.head ?? "HEAD"),
    request.base === undefined ? readDefaults(location) : [],
  ]);
  const tell = request.source === "files" ? () => undefined : onNote;
  const base =
    request.base === undefined
      ? await readDefaultBase(location, head, defaults, tell)
      : await readRevision(location, request.base, "--base");
  const mergeBase = await readMergeBase(location, base, head.commit);
  const subject = { base, mergeBase, head: head.commit };
  return head.branch === undefined ? subject : { ...subject, branch: head.branch };
}

interface Head {
  readonly commit: string;
  readonly branch?: string;
}

async function readHead(location: Location, revision: string): Promise<Head> {
  const named = ["rev-parse", "--quiet", "--verify", "--end-of-options", `${revision}^{commit}`];
  const [answer, branch] = await Promise.all([askGit(location.git, named), readBranch(location, revision)]);
  if (answer.code === 0) {
    const commit = answer.stdout.trim();
    return branch === undefined ? { commit } : { commit, branch };
  }
  if (revision !== "HEAD") return failUnknown(location, revision, "--head");
  return fail(
    location.root,
    branch === undefined ? "HEAD names no commit" : `branch ${branch} has no commit yet`,
    "Make a first commit, or name an existing revision with --head",
  );
}

/** The local branch that a revision is the name of; undefined for anything else. */
async function readBranch(location: Location, revision: string): Promise<string | undefined> {
  const prefix = "refs/heads/";
  const answer =
    revision === "HEAD"
      ? await askGit(location.git, ["symbolic-ref", "--quiet", "HEAD"])
      : await askGit(location.git, [
          "rev-parse",
          "--quiet",
          "--symbolic-full-name",
          "--verify",
          "--end-of-options",
          revision,
        ]);
  const name = answer.stdout.trim().split("\n").at(-1) ?? "";
  return answer.code === 0 && name.startsWith(prefix) ? name.slice(prefix.length) : undefined;
}

async function readRevision(location: Location, revision: string, place: string): Promise<string> {
  const answer = await askGit(location.git, [
    "rev-parse",
    "--quiet",
    "--verify",
    "--end-of-options",
    `${revision}^{commit}`,
  ]);
  return answer.code === 0 ? answer.stdout.trim() : failUnknown(location, revision, place);
}

async function failUnknown(location: Location, revision: string, place: string): Promise<never> {
  const names = await readGit(location.git, [
    "for-each-ref",
    "--format=%(refname:short)",
    "refs/heads",
    "refs/remotes",
    "refs/tags",
  ]);
  const near = nearest(
    revision,
    names.split("\n").filter((name) => name !== ""),
  );
  const remedies = [
    near.length === 0 ? "" : `The nearest names are: ${near.join(", ")}`,
    location.shallow ? `This is a shallow clone, which may lack it. ${FETCH_DEPTH}` : "",
    near.length === 0 && !location.shallow ? "Name a branch, a tag or a commit that is present here" : "",
  ];
  return fail(
    place,
    `${JSON.stringify(revision)} names no commit in this clone`,
    remedies.filter((text) => text !== "").join(". "),
  );
}

/** The names closest to a mistyped one, best first. */
function nearest(name: string, known: readonly string[]): readonly string[] {
  const last = name.slice(name.lastIndexOf("/") + 1);
  const distance = (other: string): number =>
    Math.min(leven(name, other), leven(last, other.slice(other.lastIndexOf("/") + 1)) + 1);
  const ranked = known.map((other) => ({ other, far: distance(other) }));
  const close = ranked.filter(({ far }) => far <= Math.max(3, name.length / 2));
  return close
    .toSorted((a, b) => a.far - b.far)
    .slice(0, SUGGESTIONS)
    .map(({ other }) => other);
}

/** Name, commit and, of a symbolic one, target of those refs that could be the default branch. */
type Refs = readonly (readonly string[])[];

async function readDefaults(location: Location): Promise<Refs> {
  const format = "--format=%(refname)%09%(objectname)%09%(symref)";
  const listed = await readGit(location.git, ["for-each-ref", format, ...DEFAULT_BRANCHES]);
  return listed.split("\n").map((line) => line.split("\t"));
}

async function readDefaultBase(
  location: Location,
  head: Head,
  refs: Refs,
  onNote: (message: string) => void,
): Promise<string> {
  const found = DEFAULT_BRANCHES.map((name) => refs.find((ref) => ref[0] === name)).find((ref) => ref !== undefined);
  const [ref, commit, target] = found ?? [];
  if (ref === undefined || commit === undefined) {
    return fail(
      "--base",
      "the default branch cannot be told: there is no origin/HEAD, main or master",
      "Name the revision to compare with: --base REF",
    );
  }
  const name = (target === undefined || target === "" ? ref : target).replace(/^refs\/(heads|remotes)\//u, "");
  const onDefaultBranch =
    head.branch === undefined ? head.commit === commit : head.branch === name.replace(/^origin\//u, "");
  if (!onDefaultBranch) {
    onNote(`compared with ${name}, the default branch (no --base was given)`);
    return commit;
  }
  return readBaseOnDefaultBranch(location, head, { name, commit }, onNote);
}

/** On the default branch itself: what is not pushed yet, else the last commit. */
async function readBaseOnDefaultBranch(
  location: Location,
  head: Head,
  base: { readonly name: string; readonly commit: string },
  onNote: (message: string) => void,
): Promise<string> {
  const ahead = await askGit(location.git, ["merge-base", "--is-ancestor", head.commit, base.commit]);
  if (ahead.code !== 0) {
    onNote(`compared with ${base.name}: this is the default branch, and its commits since then are not there yet`);
    return base.commit;
  }
  const parent = await askGit(location.git, [
    "rev-parse",
    "--quiet",
    "--verify",
    "--end-of-options",
    `${head.commit}^1`,
  ]);
  if (parent.code === 0) {
    onNote(`compared with the first parent of ${head.commit.slice(0, 7)}: head is on the default branch ${base.name}`);
    return parent.stdout.trim();
  }
  if (location.shallow) {
    return fail("--base", "this clone is shallow and holds nothing to compare the last commit with", FETCH_DEPTH);
  }
  onNote("nothing to compare with: head is the first commit (use --all to work on every file)");
  return head.commit;
}

async function readMergeBase(location: Location, base: string, head: string): Promise<string> {
  const answer = await askGit(location.git, ["merge-base", base, head]);
  if (answer.code === 0) return answer.stdout.trim();
  if (answer.code !== 1) {
    throw new WorldError(
      `git merge-base could not read the history: ${answer.stderr.trim()}. Fetch the missing commits first`,
    );
  }
  if (location.shallow) {
    return fail("--base", "no common ancestor of base and head is in this clone, because it is shallow", FETCH_DEPTH);
  }
  return fail(
    "--base",
    `${base.slice(0, 7)} and ${head.slice(0, 7)} have no common ancestor`,
    "Compare with a revision of the same history: --base REF",
  );
}
