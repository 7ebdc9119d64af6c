import { field, parseJson } from "../../domain/parse-json.ts";

/** A version of Node: major and minor. */
export type NodeVersion = readonly [number, number];

/**
 * The lowest version of Node that a `package.json` allows: of `^18.3 || >=20` it is 18.3. Undefined where it says nothing
 * that can be read.
 */
export function lowestNode(manifest: string): NodeVersion | undefined {
  const parsed = parseJson(manifest);
  const range = field(parsed.ok ? field(parsed.value, "engines") : undefined, "node");
  if (typeof range !== "string") return undefined;
  const versions = range.split("||").map((part): NodeVersion => {
    const [, major = "0", minor = "0"] = /^\s*(?:>=|\^|~|=|v|\s)*(\d+)(?:\.(\d+))?/u.exec(part) ?? [];
    return [Number(major), Number(minor)];
  });
  return versions.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])[0];
}

/** Whether each version that is allowed has what came with one of these, the first of its line: `[20, 11], [22, 0]`. */
export function hasSince(lowest: NodeVersion | undefined, first: NodeVersion, later: NodeVersion): boolean {
  if (lowest === undefined) return true;
  const isAtLeast = (least: NodeVersion): boolean =>
    lowest[0] > least[0] || (lowest[0] === least[0] && lowest[1] >= least[1]);
  return isAtLeast(later) || (lowest[0] === first[0] && isAtLeast(first));
}
