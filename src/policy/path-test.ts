import { Minimatch } from "minimatch";

/** A compiled glob. */
export type PathTest = (path: string) => boolean;

/** Literal folders, then perhaps `**` folders, then one name. Neither part has a class, a `?` or a backslash. */
const ONE_NAME = /^((?:[^*?[\]\\/]+\/)*)(\*\*\/)?([^?[\]\\/]*)$/u;
/** Everything in every folder of one name. */
const EVERY_FOLDER = /^\*\*\/([^*?[\]\\/]+)\/\*\*$/u;

/** The test of a name with one star in its middle; undefined for any other. */
function toMiddleTest(pattern: string): PathTest | undefined {
  const [, head, tail] = /^([^*]+)\*([^*]+)$/u.exec(pattern) ?? [];
  if (head === undefined || tail === undefined) return undefined;
  const least = head.length + tail.length;
  return (name) => name.length >= least && name.startsWith(head) && name.endsWith(tail);
}

/** The test of a name that has one star, or one at each end; undefined for any other. */
function toNameTest(pattern: string): PathTest | undefined {
  const parts = /^(\*?)([^*]*)(\*?)$/u.exec(pattern);
  if (parts === null) return toMiddleTest(pattern);
  const [, before = "", text = "", after = ""] = parts;
  if (text === "") return before === "*" && after === "" ? () => true : undefined;
  if (before === "" && after === "") return (name) => name === text;
  if (after === "") return (name) => name.endsWith(text);
  if (before === "") return (name) => name.startsWith(text);
  return (name) => name.includes(text);
}

/** String comparisons for the shapes that nearly all globs have: many times faster, which a large repository notices. */
function toPlainTest(glob: string): PathTest | undefined {
  const folder = EVERY_FOLDER.exec(glob)?.[1];
  if (folder !== undefined) {
    const inner = `/${folder}/`;
    return (path) => path.includes(inner) || path.startsWith(inner.slice(1));
  }
  const parts = ONE_NAME.exec(glob);
  if (parts === null) return undefined;
  const [, folders = "", anywhere, name = ""] = parts;
  if (name === "**") return (path) => path.startsWith(folders) && path.length > folders.length;
  const test = toNameTest(name);
  if (test === undefined) return undefined;
  if (anywhere !== undefined) {
    return (path) => path.startsWith(folders) && test(path.slice(path.lastIndexOf("/") + 1));
  }
  return (path) => path.startsWith(folders) && !path.includes("/", folders.length) && test(path.slice(folders.length));
}

/**
 * Compiles a glob without a leading `!`; it is tested with paths of files, as git spells them. No option that can
 * blow up is on: no braces, no extended globs. Without them a match takes time in proportion to glob times path.
 * `*` matches names that begin with a dot, too.
 */
export function toPathTest(glob: string): PathTest {
  return toPlainTest(glob) ?? toGlobTest(glob);
}

/** The same by minimatch alone: what every shape has to agree with. */
export function toGlobTest(glob: string): PathTest {
  const compiled = new Minimatch(glob, {
    noext: true,
    nobrace: true,
    nonegate: true,
    nocomment: true,
    dot: true,
    platform: "linux",
  });
  return (path) => compiled.match(path);
}
