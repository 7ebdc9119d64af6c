import type { core } from "zod/mini";
import type { Problem } from "../domain/errors.ts";
import { choiceRemedy } from "./nearest.ts";
import { shown } from "./shown.ts";
import type { TextPlace, YamlTree } from "./yaml-tree.ts";

type Path = readonly PropertyKey[];
type Issue = core.$ZodIssue;

/** A problem of the policy's content and where it stands. */
export type PlacedProblem = Omit<Problem, "place"> & { readonly at: TextPlace };

/** `rules.0.paths`, as messages spell it. */
function toDottedKey(path: Path): string {
  return path.map((key) => shown(String(key))).join(".");
}

/** The keys of the mapping at a path of the schema. */
function toValidKeys(schema: core.$ZodType, path: Path): readonly string[] {
  const { def } = (schema as core.$ZodTypes)._zod;
  switch (def.type) {
    case "optional":
    case "nonoptional":
      return toValidKeys(def.innerType, path);
    case "array":
      return toValidKeys(def.element, path.slice(1));
    case "union":
      return def.options.flatMap((option) => toValidKeys(option, path));
    case "object": {
      const [key, ...rest] = path;
      if (key === undefined) return Object.keys(def.shape);
      const inner = def.shape[String(key)];
      return inner === undefined ? [] : toValidKeys(inner, rest);
    }
    default:
      return [];
  }
}

function valueAt(value: unknown, path: Path): unknown {
  let current = value;
  for (const key of path) {
    if (typeof current !== "object" || current === null) return undefined;
    current = Object.getOwnPropertyDescriptor(current, key)?.value;
  }
  return current;
}

/** A value in the words of YAML, short enough for a message. */
function describeValue(value: unknown): string {
  if (value === undefined) return "missing";
  if (value === null) return "empty";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "a mapping";
  if (typeof value === "string") return `\`"${shown(value)}"\``;
  return typeof value === "number" ? `\`${value}\`` : `\`${JSON.stringify(value)}\``;
}

const EXPECTED: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  array: "a list",
  object: "a mapping",
};

/** Within a union, the issues of the branch that the value is meant for: the one whose type fits; undefined where none does. */
function fittingIssues(issue: core.$ZodIssueInvalidUnion, value: unknown): readonly Issue[] | undefined {
  const isOther = ({ code, path }: Issue): boolean =>
    path.length === 0 && (code === "invalid_type" || (code === "invalid_value" && typeof value !== "string"));
  return issue.errors.find((errors) => !errors.some(isOther));
}

/** What a value may be that fits no branch of a union. */
function unionRemedy(issue: core.$ZodIssueInvalidUnion): string {
  const isList = issue.errors.flat().some((error) => error.code === "invalid_type" && error.expected === "array");
  return isList ? "Write a mapping, or a list of them" : "Write a level, or a mapping with `level` and thresholds";
}

/** Turns the issues of the schema into problems, each with its place in the text. */
export function toSchemaProblems(
  issues: readonly Issue[],
  schema: core.$ZodType,
  tree: YamlTree,
  around: Path = [],
): readonly PlacedProblem[] {
  return issues.flatMap((issue): readonly PlacedProblem[] => {
    const path = [...around, ...issue.path];
    switch (issue.code) {
      case "unrecognized_keys":
        return issue.keys.map((key) => unknownKey(key, path, schema, tree));
      case "invalid_union": {
        const value = valueAt(tree.value, path);
        const inner = fittingIssues(issue, value);
        if (inner !== undefined) return toSchemaProblems(inner, schema, tree, path);
        const message = `\`${toDottedKey(path)}\` is ${describeValue(value)}`;
        return [{ at: tree.valueAt(path), message, remedy: unionRemedy(issue) }];
      }
      default:
        return [{ at: tree.valueAt(path), ...describeIssue(issue, path, valueAt(tree.value, path)) }];
    }
  });
}

function unknownKey(key: string, path: Path, schema: core.$ZodType, tree: YamlTree): PlacedProblem {
  const place = path.length === 0 ? "" : ` in \`${toDottedKey(path)}\``;
  return {
    at: tree.keyAt([...path, key]),
    message: `unknown key \`${shown(key)}\`${place}`,
    remedy: choiceRemedy(key, toValidKeys(schema, path), "Remove it, or write one of"),
  };
}

type Described = Omit<Problem, "place">;

function describeIssue(issue: Issue, path: Path, value: unknown): Described {
  const name = `\`${toDottedKey(path)}\``;
  if (toDottedKey(path) === "version") return versionProblem(value);
  switch (issue.code) {
    case "invalid_type": {
      const expected = EXPECTED[issue.expected] ?? issue.expected;
      return {
        message: `${name} is ${describeValue(value)}`,
        remedy: value === null ? `Write ${expected}, or remove the key` : `Write ${expected}`,
      };
    }
    case "invalid_value":
      return {
        message: `${name} is ${describeValue(value)}`,
        remedy: choiceRemedy(typeof value === "string" ? value : "", issue.values.map(String)),
      };
    case "too_small":
    case "too_big":
      return sizeProblem(issue, name, value);
    case "custom": {
      const remedy: unknown = issue.params?.["remedy"];
      const shown = typeof value === "string" ? `${describeValue(value)} in ${name}` : name;
      return { message: `${shown} ${issue.message}`, remedy: typeof remedy === "string" ? remedy : "Correct it" };
    }
    default:
      return { message: `${name} is ${describeValue(value)}, which is not valid`, remedy: "See docs/policy.md" };
  }
}

function versionProblem(value: unknown): Described {
  if (value === undefined) return { message: "`version` is missing", remedy: "Write `version: 1` as the first line" };
  return {
    message: `\`version\` is ${describeValue(value)}; only version 1 is known`,
    remedy: "Write `version: 1`, without quotes",
  };
}

function sizeProblem(issue: core.$ZodIssueTooSmall | core.$ZodIssueTooBig, name: string, value: unknown): Described {
  const small = issue.code === "too_small";
  const bound = Number(small ? issue.minimum : issue.maximum);
  if (issue.origin === "array" || issue.origin === "string") {
    const unit = issue.origin === "array" ? "entries" : "characters";
    const length = Array.isArray(value) || typeof value === "string" ? value.length : 0;
    const remedy = issue.origin === "array" ? "Write at least one entry" : "Write text, or remove the key";
    if (length === 0) return { message: `${name} is empty`, remedy };
    return { message: `${name} has ${length} ${unit}`, remedy: `Write ${small ? "at least" : "at most"} ${bound}` };
  }
  const limit = small ? `at least ${bound}` : `at most ${bound}`;
  return { message: `${name} is ${describeValue(value)}`, remedy: `Write a number that is ${limit}` };
}
