declare const repoPathBrand: unique symbol;

/** A path inside the repository: relative, '/'-separated, never leaves the root. Made only by {@link toRepoPath}. */
export type RepoPath = string & { readonly [repoPathBrand]: true };

/** Why a raw path cannot be a {@link RepoPath}. */
export type PathProblem =
  | "empty"
  | "absolute"
  | "backslash"
  | "traversal"
  | "git-directory"
  | "control-character"
  | "bidirectional-character"
  | "not-utf8"
  | "reserved-name"
  | "trailing-dot-or-space"
  | "colon"
  | "too-long";

export type RepoPathResult =
  { readonly ok: true; readonly path: RepoPath } | { readonly ok: false; readonly problem: PathProblem };

/** Longest accepted path, in UTF-8 bytes (PATH_MAX on Linux). */
const MAX_PATH_BYTES = 4096;
/** Longest accepted segment, in UTF-8 bytes (NAME_MAX on Linux). */
const MAX_SEGMENT_BYTES = 255;

const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/u;
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\u{e0000}-\u{e007f}]/u;
/** Code points that HFS+ ignores in names are covered by INVISIBLE; NTFS reads `git~1` as `.git`. */
const GIT_DIRECTORY = /^(\.git|git~\d+)$/iu;
const RESERVED = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?$/iu;

/**
 * Names of git's own files, also as NTFS shortens them: files only, as git's fsck (`gitmodulesBlob`, `gitattributesBlob`,
 * which GitHub holds every push to) refuses a folder of that name.
 */
const GIT_FILE =
  /^(\.git(modules|attributes)|git(mod|att)~[1-4]|(?=.{8}$)(g(i(7(e(b(a)?)?)?|7(d(2(9)?)?)?)?)?)?~[1-9]\d*)$/iu;

function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}

function folderProblem(segment: string): PathProblem | undefined {
  return GIT_FILE.test(segment) ? "git-directory" : segmentProblem(segment);
}

function segmentProblem(segment: string): PathProblem | undefined {
  if (segment === "" || segment === "." || segment === "..") return "traversal";
  if (GIT_DIRECTORY.test(segment)) return "git-directory";
  if (RESERVED.test(segment)) return "reserved-name";
  if (/[. ]$/u.test(segment)) return "trailing-dot-or-space";
  if (utf8Length(segment) > MAX_SEGMENT_BYTES) return "too-long";
  return undefined;
}

/**
 * Checks a raw path, as git or a model spells it. Stricter than git's own check on every platform
 * (core.protectHFS and core.protectNTFS included), so that whatever passes can be written anywhere.
 */
export function toRepoPath(raw: string): RepoPathResult {
  const fail = (problem: PathProblem): RepoPathResult => ({ ok: false, problem });
  if (raw === "") return fail("empty");
  if (raw.includes("\ufffd") || !raw.isWellFormed()) return fail("not-utf8");
  if (utf8Length(raw) > MAX_PATH_BYTES) return fail("too-long");
  if (CONTROL.test(raw)) return fail("control-character");
  if (INVISIBLE.test(raw)) return fail("bidirectional-character");
  if (raw.includes("\\")) return fail("backslash");
  if (raw.startsWith("/") || /^[a-z]:/iu.test(raw)) return fail("absolute");
  if (raw.includes(":")) return fail("colon");
  const segments = raw.split("/");
  for (const [index, segment] of segments.entries()) {
    const problem = index < segments.length - 1 ? folderProblem(segment) : segmentProblem(segment);
    if (problem !== undefined) return fail(problem);
  }
  return { ok: true, path: raw as RepoPath };
}

/** The directory of a path: "" for a file at the root. */
export function dirOf(path: RepoPath): string {
  const slash = path.lastIndexOf("/");
  return slash < 0 ? "" : path.slice(0, slash);
}

/** The last segment of a path. */
export function baseOf(path: RepoPath): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** The last segment without its last extension: `user.test.ts` gives `user.test`. */
export function stemOf(path: RepoPath): string {
  const base = baseOf(path);
  const dot = base.lastIndexOf(".");
  return dot <= 0 ? base : base.slice(0, dot);
}
