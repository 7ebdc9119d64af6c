/**
 * A path as a tool prints it, relative to the workspace and '/'-separated; undefined for one outside of it.
 * Takes absolute and relative paths, `./` and `..` segments.
 */
export function toWorkspacePath(raw: string, root: string): string | undefined {
  const path = raw.replaceAll("\\", "/").replace(/^file:\/\//u, "");
  const base = root.replaceAll("\\", "/").replace(/\/+$/u, "");
  const isAbsolute = path.startsWith("/") || /^[a-z]:\//iu.test(path);
  if (isAbsolute && !path.startsWith(`${base}/`)) return undefined;
  const segments: string[] = [];
  for (const segment of (isAbsolute ? path.slice(base.length + 1) : path).split("/")) {
    if (segment === "" || segment === ".") continue;
    if (segment !== "..") segments.push(segment);
    else if (segments.pop() === undefined) return undefined;
  }
  return segments.length === 0 ? undefined : segments.join("/");
}
