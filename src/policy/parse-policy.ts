import type { Problem } from "../domain/errors.ts";
import { GATE_NAMES } from "../domain/gate.ts";
import type { GateName } from "../domain/gate.ts";
import type { GateSetting } from "../domain/policy.ts";
import type { PolicyDocument, DocumentGates, DocumentRule } from "./policy-document.ts";
import { toRefactor } from "./refactor.ts";
import { policySchema } from "./schema.ts";
import type { PolicyFile } from "./schema.ts";
import { toSchemaProblems } from "./schema-problems.ts";
import type { PlacedProblem } from "./schema-problems.ts";
import { THRESHOLDS } from "./thresholds.ts";
import { toModelKeys } from "./to-model-keys.ts";
import { toYamlTree } from "./yaml-tree.ts";
import type { TextProblem, YamlTree } from "./yaml-tree.ts";

/** Largest policy file, in bytes of UTF-8. */
const MAX_POLICY_BYTES = 262_144;

/** A valid policy file, or everything that is wrong with it. */
export type PolicyResult =
  | { readonly ok: true; readonly document: PolicyDocument }
  | { readonly ok: false; readonly problems: readonly Problem[] };

type FileGates = NonNullable<PolicyFile["gates"]>;
/** The gate with the most keys; what the others may have is a part of it. */
type FileGate = NonNullable<FileGates[GateName]>;
type AtStart = Omit<PlacedProblem, "at">;

/**
 * Reads and validates a policy file. `file` is its name for messages; a problem's place is `file:line:column`,
 * both 1-based. All problems at once, in order of their places; only what keeps the text from being read as YAML
 * is told alone. Never throws.
 */
export function parsePolicy(text: string, file: string): PolicyResult {
  const fail = (problems: readonly PlacedProblem[]): PolicyResult => ({
    ok: false,
    problems: sortedByPlace(problems).map(({ at, message, remedy }) => ({
      place: `${file}:${at.line}:${at.column}`,
      message,
      remedy,
    })),
  });
  const atStart = (problem: AtStart): PlacedProblem => ({ at: { line: 1, column: 1 }, ...problem });
  const bytes = text.length > MAX_POLICY_BYTES ? text.length : new TextEncoder().encode(text).length;
  if (bytes > MAX_POLICY_BYTES) {
    const message = `the file is larger than ${MAX_POLICY_BYTES / 1024} KiB, and is not read`;
    return fail([atStart({ message, remedy: "Shorten it: join globs, remove comments" })]);
  }
  const marked = text.startsWith("\ufeff");
  const tree = toYamlTree(marked ? text.slice(1) : text);
  const found = [
    ...(marked
      ? [atStart({ message: "the file begins with a byte order mark", remedy: "Save it as UTF-8 without one" })]
      : []),
    ...[...tree.fatal, ...tree.refused].map(toPlaced),
  ];
  if (tree.fatal.length > 0) return fail(found);
  const content = contentProblem(tree.value);
  if (content !== undefined) return fail([...found, { at: tree.valueAt([]), ...content }]);
  const schema = policySchema();
  const parsed = schema.safeParse(tree.value);
  if (!parsed.success) {
    // A value that was refused already is not complained of twice.
    const told = new Set(found.map(({ at }) => `${at.line}:${at.column}`));
    const problems = toSchemaProblems(parsed.error.issues, schema, tree);
    return fail([
      ...found,
      ...problems.filter(
        ({ at, message }) => message.startsWith("unknown key") || !told.has(`${at.line}:${at.column}`),
      ),
    ]);
  }
  if (found.length > 0) return fail(found);
  return { ok: true, document: toPolicyDocument(parsed.data, linesOf(tree)) };
}

function toPlaced({ line, column, message, remedy }: TextProblem): PlacedProblem {
  return { at: { line, column }, message, remedy };
}

function sortedByPlace(problems: readonly PlacedProblem[]): readonly PlacedProblem[] {
  return problems.toSorted((a, b) => a.at.line - b.at.line || a.at.column - b.at.column);
}

function contentProblem(value: unknown): AtStart | undefined {
  if (value === undefined || value === null) {
    return { message: "the file is empty", remedy: "Write at least `version: 1`, or let `assay init` write the file" };
  }
  if (typeof value === "object" && !Array.isArray(value)) return undefined;
  return { message: "the file is not a mapping", remedy: "Write `key: value` lines, beginning with `version: 1`" };
}

/** Line of every key and list entry, by dotted key. */
function linesOf(tree: YamlTree): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  const visit = (value: unknown, path: readonly string[]): void => {
    if (path.length > 0) lines.set(path.join("."), tree.keyAt(path).line);
    if (typeof value !== "object" || value === null) return;
    for (const [key, inner] of Object.entries(value)) visit(inner, [...path, key]);
  };
  visit(tree.value, []);
  return lines;
}

function toGate(gate: FileGate): Partial<GateSetting> {
  if (typeof gate === "string") return { level: gate };
  const thresholds = THRESHOLDS.flatMap(([name, spelled]) => {
    const value: unknown = Reflect.get(gate, spelled);
    return typeof value === "number" ? [[name, value] as const] : [];
  });
  return { ...(gate.level === undefined ? {} : { level: gate.level }), ...Object.fromEntries(thresholds) };
}

function toGates(gates: FileGates): DocumentGates {
  const settings: Partial<Record<GateName, Partial<GateSetting>>> = {};
  for (const name of GATE_NAMES) {
    const gate = gates[name];
    if (gate !== undefined) settings[name] = toGate(gate);
  }
  return settings;
}

function toRule({ gates, ...rest }: NonNullable<PolicyFile["rules"]>[number]): DocumentRule {
  return { ...rest, ...(gates === undefined ? {} : { gates: toGates(gates) }) };
}

function toLimits(limits: NonNullable<PolicyFile["limits"]>): NonNullable<PolicyDocument["limits"]> {
  const { "file-bytes": fileBytes, "command-seconds": commandSeconds, ...rest } = limits;
  return {
    ...rest,
    ...(fileBytes === undefined ? {} : { fileBytes }),
    ...(commandSeconds === undefined ? {} : { commandSeconds }),
  };
}

function toCommands({
  coverage,
  ...rest
}: NonNullable<PolicyFile["commands"]>): NonNullable<PolicyDocument["commands"]> {
  if (coverage === undefined) return rest;
  const { "source-roots": sourceRoots, ...command } = coverage;
  return { ...rest, coverage: { ...command, ...(sourceRoots === undefined ? {} : { sourceRoots }) } };
}

function toPolicyDocument(file: PolicyFile, lines: ReadonlyMap<string, number>): PolicyDocument {
  const { commands, rules, gates, limits, refactor, model, budget, context, ...others } = file;
  const { "pull-request": pullRequest, ...rest } = others;
  return {
    ...rest,
    ...toModelKeys({ model, budget, context }),
    ...(commands === undefined ? {} : { commands: toCommands(commands) }),
    ...(rules === undefined ? {} : { rules: rules.map(toRule) }),
    ...(gates === undefined ? {} : { gates: toGates(gates) }),
    ...(limits === undefined ? {} : { limits: toLimits(limits) }),
    ...(pullRequest === undefined ? {} : { pullRequest }),
    ...(refactor === undefined ? {} : { refactor: toRefactor(refactor) }),
    lines,
  };
}
