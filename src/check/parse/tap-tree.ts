/** A test point of TAP with what stands below it. */
export interface TapPoint {
  readonly name: string;
  readonly ok: boolean;
  readonly directive?: "skip" | "todo";
  readonly children: readonly TapPoint[];
  /** Lines of its YAML block, and lines that no other rule reads; for telling what failed. */
  readonly details: readonly string[];
}

export type TapResult =
  { readonly ok: true; readonly points: readonly TapPoint[] } | { readonly ok: false; readonly reason: string };

interface Draft extends TapPoint {
  children: readonly TapPoint[];
  readonly details: string[];
}

interface State {
  /** Points read so far, by level; a level is four spaces. */
  readonly levels: Draft[][];
  readonly plans: (number | undefined)[];
  /** Levels of the points whose brace is open. */
  readonly braces: number[];
  /** Indentation of the YAML block that is open. */
  yaml?: string;
  last?: Draft;
}

const POINT = /^(?<indent> *)(?<not>not )?ok\b(?: +(?<number>\d+))?(?<rest>.*)$/u;
const PLAN = /^(?<indent> *)1\.\.(?<count>\d+)(?:\s+#.*)?$/u;
const CLOSE = /^(?<indent> *)\}$/u;

/**
 * Reads TAP 12 to 14 (https://testanything.org/tap-version-14-specification.html) with subtests before their test
 * point (node:test) or in braces behind it (Vitest). Each plan has to agree with its points, and the outermost has to
 * be there: without it the run did not come to its end. Never throws.
 */
export function parseTapTree(text: string): TapResult {
  const state: State = { levels: [[]], plans: [], braces: [] };
  for (const line of text.split(/\r?\n/u)) {
    const reason = readLine(line, state);
    if (reason !== undefined) return { ok: false, reason };
  }
  const isOpen = state.levels.slice(1).some((points) => points.length > 0) || state.braces.length > 0;
  if (isOpen) return { ok: false, reason: "its TAP ends inside a subtest" };
  if (state.plans[0] === undefined)
    return { ok: false, reason: "its TAP has no plan (1..N): it did not come to its end" };
  const points = takeLevel(state, 0);
  return typeof points === "string" ? { ok: false, reason: points } : { ok: true, points };
}

function readLine(line: string, state: State): string | undefined {
  if (state.yaml !== undefined) {
    readYaml(line, state.yaml, state);
    return undefined;
  }
  if (/^ *Bail out!/u.test(line)) return `the run bailed out: ${line.trim().slice(9).trim()}`;
  const open = /^(?<indent> *)---\s*$/u.exec(line)?.groups?.["indent"];
  if (open !== undefined && state.last !== undefined) {
    state.yaml = open;
    return undefined;
  }
  return readPoint(line, state);
}

function readPoint(line: string, state: State): string | undefined {
  const plan = PLAN.exec(line)?.groups;
  if (plan !== undefined) {
    dropBraces(state, levelOf(plan));
    state.plans[levelOf(plan)] = Number(plan["count"]);
    return undefined;
  }
  const close = CLOSE.exec(line)?.groups;
  if (close !== undefined) return closeBraces(levelOf(close), state);
  const point = POINT.exec(line)?.groups;
  if (point !== undefined) return addPoint(point, state);
  const isDetail = line.trim() !== "" && !/^\s*#/u.test(line);
  if (isDetail && state.last?.ok === false) state.last.details.push(line.trim());
  return undefined;
}

function readYaml(line: string, indent: string, state: State): void {
  if (line.startsWith(`${indent}...`)) delete state.yaml;
  else state.last?.details.push(line.startsWith(indent) ? line.slice(indent.length) : line.trimStart());
}

function levelOf(groups: Readonly<Record<string, string | undefined>>): number {
  return Math.floor((groups["indent"]?.length ?? 0) / 4);
}

function addPoint(groups: Readonly<Record<string, string | undefined>>, state: State): string | undefined {
  const level = levelOf(groups);
  const rest = groups["rest"] ?? "";
  const { name, directive } = toDescription(rest);
  dropBraces(state, level);
  if (rest.endsWith(" {")) state.braces.push(level);
  const children = takeLevel(state, level + 1);
  if (typeof children === "string") return children;
  const isOk = groups["not"] === undefined;
  const draft: Draft = { name, ok: isOk, ...(directive === undefined ? {} : { directive }), children, details: [] };
  while (state.levels.length <= level) state.levels.push([]);
  state.levels[level]?.push(draft);
  state.last = draft;
  return undefined;
}

/** A point or plan that is not inside of an open brace: the brace was no more than the end of a name. */
function dropBraces({ braces }: State, level: number): void {
  while ((braces.at(-1) ?? -1) >= level) braces.pop();
}

/** In braces the subtests come after their point. */
function closeBraces(level: number, state: State): string | undefined {
  dropBraces(state, level);
  const owner = state.levels[level]?.at(-1);
  // A lone brace that a program printed.
  if (owner === undefined || (state.levels[level + 1]?.length ?? 0) === 0) return undefined;
  const children = takeLevel(state, level + 1);
  if (typeof children === "string") return children;
  owner.children = children;
  return undefined;
}

/** The points of a level, which is empty then; or why its plan does not fit them. */
function takeLevel({ levels, plans }: State, level: number): readonly TapPoint[] | string {
  const points = levels[level] ?? [];
  const plan = plans[level];
  if (plan !== undefined && plan !== points.length) {
    return `its TAP plans ${plan} tests and has ${points.length}`;
  }
  if (level < levels.length) levels[level] = [];
  plans[level] = undefined;
  return points;
}

/** `- name # SKIP reason`; an escaped `\#` belongs to the name, and so does a `#` that no directive follows. */
function toDescription(rest: string): Pick<TapPoint, "name" | "directive"> {
  const text = rest.replace(/ \{$/u, "");
  const mark = /(?<!\\)#\s*(?<word>skip|todo|time)\b/iu.exec(text);
  const word = mark?.groups?.["word"]?.toLowerCase();
  const name = (mark === null ? text : text.slice(0, mark.index)).trim().replace(/^- ?/u, "");
  const unescaped = name.replace(/\\(?<one>[\\#])/gu, "$<one>").trim();
  return { name: unescaped, ...(word === "skip" || word === "todo" ? { directive: word } : {}) };
}
