import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import type { Document, Pair, YAMLError } from "yaml";
import { shown } from "./shown.ts";
import { deepNestingAt, MAX_NESTING } from "./nesting.ts";

/** A place in a text: 1-based line and column. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

/** A mistake in the text itself. */
export interface TextProblem extends TextPlace {
  readonly message: string;
  readonly remedy: string;
}

/** Plain data read from YAML, and where each part of it stands. */
export interface YamlTree {
  /** Scalars, arrays, and objects without a prototype. Undefined for a text without content. */
  readonly value: unknown;
  /** What keeps the text from being read at all: syntax and nesting. Where there are any, `value` is undefined. */
  readonly fatal: readonly TextProblem[];
  /** What is refused although it could be read: duplicate keys, aliases, tags, keys that are not text. */
  readonly refused: readonly TextProblem[];
  /** The place of a value, or of the nearest part around it that exists. */
  valueAt(path: readonly PropertyKey[]): TextPlace;
  /** The place of a key; of its value where it has none (list items). */
  keyAt(path: readonly PropertyKey[]): TextPlace;
}

type Path = readonly PropertyKey[];

const toPathKey = (path: Path): string => JSON.stringify(path.map(String));

const REMEDIES: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: "Indent with spaces",
  BAD_INDENT: "Give all entries of one mapping or list the same indentation, and close every bracket",
  BLOCK_AS_IMPLICIT_KEY: "Put quotes around a value that contains `: `, or start the nested mapping on a new line",
  MISSING_CHAR: "Close the quote or bracket, or add the missing character",
  BAD_SCALAR_START: "Put the value in quotes",
  MULTIPLE_DOCS: "Keep one document: remove `---` and what follows",
  TAG_RESOLVE_FAILED: "Remove the tag",
};

/** What is collected while the parsed nodes are walked. */
interface Walk {
  readonly refused: TextProblem[];
  /** Offsets of keys and of values, by path. */
  readonly keys: Map<string, number>;
  readonly values: Map<string, number>;
  readonly place: (offset: number) => TextPlace;
}

/** An object without a prototype: `__proto__` is a key like any other in it. */
function toBareObject(): Record<string, unknown> {
  return Object.create(null) as Record<string, unknown>;
}

function addPair(walk: Walk, object: Record<string, unknown>, pair: Pair, path: Path, start: number): void {
  const key = pair.key;
  const offset = offsetOf(key) ?? start;
  if (!isScalar(key) || key.source === undefined) {
    walk.refused.push({
      ...walk.place(offset),
      message: "a key is not plain text",
      remedy: "Write keys as plain words",
    });
    return;
  }
  const name = typeof key.value === "string" ? key.value : key.source;
  const here = [...path, name];
  const id = toPathKey(here);
  const first = walk.keys.get(id);
  if (first !== undefined) {
    const message = `the key \`${shown(name)}\` is there twice; the first is in line ${walk.place(first).line}`;
    walk.refused.push({ ...walk.place(offset), message, remedy: "Keep one of them" });
    return;
  }
  walk.keys.set(id, offset);
  object[name] = toValue(walk, pair.value, here, offset);
}

/** The plain value of a node at a path; `start` is where the node would stand if it has no text of its own. */
function toValue(walk: Walk, node: unknown, path: Path, start: number): unknown {
  const offset = offsetOf(node) ?? start;
  walk.values.set(toPathKey(path), offset);
  if (isAlias(node)) {
    const message = `the alias \`*${shown(node.source)}\` stands for a value`;
    walk.refused.push({ ...walk.place(offset), message, remedy: "Write the value out: aliases are not read" });
    return undefined;
  }
  if (isMap(node)) {
    const object = toBareObject();
    for (const pair of node.items) addPair(walk, object, pair, path, offset);
    return object;
  }
  if (isSeq(node)) return node.items.map((item, index) => toValue(walk, item, [...path, index], offset));
  return isScalar(node) ? node.value : null;
}

function offsetOf(node: unknown): number | undefined {
  return (isScalar(node) || isMap(node) || isSeq(node) || isAlias(node)) && node.range ? node.range[0] : undefined;
}

function fatalProblems(document: Document, place: (offset: number) => TextPlace): TextProblem[] {
  const toProblem = (error: YAMLError): TextProblem => ({
    ...place(error.pos[0]),
    message: `YAML: ${shown(error.message.replace(/; please use .*$/u, ""), 200)}`,
    remedy: REMEDIES[error.code] ?? "Correct the YAML here",
  });
  return [...document.errors, ...document.warnings].map(toProblem);
}

/**
 * Reads YAML 1.2 (core schema) as plain data. Never throws, takes time and memory in proportion to the text,
 * expands no aliases, and builds objects that have no prototype.
 */
export function toYamlTree(text: string): YamlTree {
  const lines = new LineCounter();
  const place = (offset: number): TextPlace => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const start = (): TextPlace => ({ line: 1, column: 1 });
  const deep = deepNestingAt(text);
  if (deep !== undefined) {
    const before = text.slice(0, deep);
    const at = { line: before.split("\n").length, column: deep - before.lastIndexOf("\n") };
    const message = `lists or mappings are nested more than ${MAX_NESTING} levels deep`;
    const problem = { ...at, message, remedy: "Remove the nesting: no key of a policy needs it" };
    return { value: undefined, fatal: [problem], refused: [], valueAt: start, keyAt: start };
  }
  const document = parseDocument(text, {
    schema: "core",
    version: "1.2",
    strict: true,
    merge: false,
    // The walk below finds duplicates in linear time; the parser's own check is quadratic.
    uniqueKeys: false,
    prettyErrors: false,
    keepSourceTokens: false,
    // "silent" would also keep quiet about a second document.
    logLevel: "error",
    lineCounter: lines,
  });
  const fatal = fatalProblems(document, place);
  if (fatal.length > 0) return { value: undefined, fatal, refused: [], valueAt: start, keyAt: start };
  const walk: Walk = { refused: [], keys: new Map(), values: new Map(), place };
  const value = document.contents === null ? undefined : toValue(walk, document.contents, [], 0);
  const find = (path: Path, ...maps: readonly ReadonlyMap<string, number>[]): TextPlace => {
    for (let length = path.length; length >= 0; length--) {
      const id = toPathKey(path.slice(0, length));
      for (const map of maps) {
        const offset = map.get(id);
        if (offset !== undefined) return place(offset);
      }
    }
    return start();
  };
  return {
    value,
    fatal,
    refused: walk.refused,
    valueAt: (path) => find(path, walk.values, walk.keys),
    keyAt: (path) => find(path, walk.keys, walk.values),
  };
}
