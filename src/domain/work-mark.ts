/** Digits that tell a piece of work from the same task for other files. */
const WORK_DIGITS = 16;
const MARK = /<!-- assay work=([a-z0-9:,-]*) -->/gu;

/**
 * What a change is about: the files that it changes, as they were, and the target as it was. The same until one of them
 * changes, whatever the change itself looks like. `patch`: in git's format, with full ids.
 */
export function toWork(patch: string, target: string | undefined, digest: (text: string) => string): string {
  // Lines of files begin with a sign: what begins at once is git's own.
  const heads = patch.split("\n").filter((line) => /^(?:diff --git|index|old mode|new file mode) /u.test(line));
  const before = heads.map((line) => line.replace(/^(index [0-9a-f]+)\.\..*$/u, "$1"));
  return digest(JSON.stringify([target ?? null, before])).slice(0, WORK_DIGITS);
}

/** What a pull request holds, kept in its body: by task, what each change is about. */
export function renderWorkMark(works: ReadonlyMap<string, string>): string {
  const parts = [...works].sort(([a], [b]) => (a < b ? -1 : 1)).map(([task, work]) => `${task}:${work}`);
  return `<!-- assay work=${parts.join(",")} -->`;
}

/** The same as read back; empty where a body has no mark. Of several marks the last one is ours. */
export function parseWorkMark(body: string): ReadonlyMap<string, string> {
  const works = new Map<string, string>();
  const text = [...body.matchAll(MARK)].at(-1)?.[1] ?? "";
  for (const part of text.split(",")) {
    const [task, work] = part.split(":");
    if (task !== undefined && task !== "" && work !== undefined) works.set(task, work);
  }
  return works;
}
