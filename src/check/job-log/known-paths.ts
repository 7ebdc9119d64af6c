/** Finds the file of the repository that a tool means. */
export interface KnownPaths {
  /** The path of a file that exists; undefined where none, or more than one, can be meant. */
  find(raw: string): string | undefined;
  /** Files by that name, at any depth. */
  named(name: string): readonly string[];
}

/** Longest path that is looked at. */
const MAX_PATH = 1024;

function baseOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/**
 * The repository's files as a log may name them: the runner's own directory stands before them, or a directory that a
 * command was started in is missing. `known` are the paths of files that exist. Never throws.
 */
export function toKnownPaths(known: ReadonlySet<string>): KnownPaths {
  let names: Map<string, string[]> | undefined;
  const named = (name: string): readonly string[] => {
    names ??= Map.groupBy(known, baseOf);
    return names.get(name) ?? [];
  };
  return {
    named,
    find(raw) {
      if (raw === "" || raw.length > MAX_PATH) return undefined;
      const path = raw.replaceAll("\\", "/").replace(/^file:\/\//u, "");
      const parts = path.split("/").filter((part) => part !== "" && part !== "." && part !== "..");
      const whole = parts.join("/");
      if (known.has(whole)) return whole;
      const name = parts.at(-1) ?? "";
      const candidates = named(name);
      // What a runner's directory is put before: the longest end that exists.
      const inside = longest(candidates.filter((one) => `/${whole}`.endsWith(`/${one}`)));
      if (inside !== undefined) return inside;
      const below = candidates.filter((one) => one.endsWith(`/${whole}`));
      return below.length === 1 ? below[0] : undefined;
    },
  };
}

function longest(paths: readonly string[]): string | undefined {
  return [...paths].sort((a, b) => b.length - a.length)[0];
}
