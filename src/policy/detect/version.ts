/** Major and minor of a version range: 9 and 1 of `^9.1.0`; empty for a tag or an address. */
export function versionOf(range: string): readonly [major?: number, minor?: number] {
  const [, major, minor] = /^[\^~>=v\s]*(\d+)(?:\.(\d+))?/u.exec(range) ?? [];
  if (major === undefined) return [];
  return minor === undefined ? [Number(major)] : [Number(major), Number(minor)];
}
