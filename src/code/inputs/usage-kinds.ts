import ts from "typescript";
import type { TypeSketch } from "./type-sketch.ts";

/** What a use of a value gives away of it: a sort of sketch, or something that only several uses together tell. */
export type UseKind =
  | TypeSketch["type"]
  /** Its `length` is read: a text, a list, or a function that is asked how many parameters it has. */
  | "measured"
  | "readable"
  | "writable"
  /** Read by `for await`. */
  | "awaited-items"
  /** A text that names something in the file system. */
  | "file"
  | "directory";

const STRING_METHODS = new Set(
  "charAt charCodeAt codePointAt endsWith localeCompare match matchAll normalize padEnd padStart repeat replace replaceAll search split startsWith substr substring toLowerCase toUpperCase trim trimEnd trimStart".split(
    " ",
  ),
);
const ARRAY_METHODS = new Set(
  "every fill filter find findIndex findLast flat flatMap forEach join map pop push reduce reduceRight reverse shift some sort splice unshift".split(
    " ",
  ),
);
const NUMBER_METHODS = new Set(["toFixed", "toPrecision", "toExponential"]);
const DATE_METHODS =
  /^(get|set)(UTC)?(Date|Day|FullYear|Hours|Milliseconds|Minutes|Month|Seconds|Time)$|^toISOString$/u;
const REGEX_METHODS = new Set(["test", "exec"]);
const READABLE_METHODS = new Set(["pipe", "unpipe", "setEncoding", "resume", "isPaused"]);
const PROMISE_METHODS = new Set(["then", "catch", "finally"]);
export const ARITHMETIC = new Set([
  ts.SyntaxKind.MinusToken,
  ts.SyntaxKind.AsteriskToken,
  ts.SyntaxKind.SlashToken,
  ts.SyntaxKind.PercentToken,
  ts.SyntaxKind.AsteriskAsteriskToken,
  ts.SyntaxKind.AmpersandToken,
  ts.SyntaxKind.BarToken,
  ts.SyntaxKind.CaretToken,
  ts.SyntaxKind.LessThanLessThanToken,
  ts.SyntaxKind.GreaterThanGreaterThanToken,
  ts.SyntaxKind.MinusEqualsToken,
  ts.SyntaxKind.AsteriskEqualsToken,
  ts.SyntaxKind.SlashEqualsToken,
]);
export const RELATIONAL = new Set([
  ts.SyntaxKind.LessThanToken,
  ts.SyntaxKind.LessThanEqualsToken,
  ts.SyntaxKind.GreaterThanToken,
  ts.SyntaxKind.GreaterThanEqualsToken,
]);
export const EQUALITY = new Set([
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
]);
export const TYPEOF_KINDS: ReadonlyMap<string, UseKind> = new Map<string, UseKind>([
  ["string", "string"],
  ["number", "number"],
  ["boolean", "boolean"],
  ["function", "function"],
  ["object", "object"],
  ["bigint", "bigint"],
  ["symbol", "symbol"],
  ["undefined", "undefined"],
]);
export const CLASS_KINDS: ReadonlyMap<string, UseKind> = new Map<string, UseKind>([
  ["Date", "date"],
  ["RegExp", "regex"],
  ["Map", "map"],
  ["Set", "set"],
  ["Array", "array"],
  ["Promise", "promise"],
  ["Buffer", "bytes"],
  ["Uint8Array", "bytes"],
  ["URL", "url"],
  ["Function", "function"],
]);

/** What the usual questions after a value's kind ask for: those of the language, of Node and of libraries of their sort. */
const PREDICATES: ReadonlyMap<string, UseKind> = new Map<string, UseKind>([
  ["isArray", "array"],
  ["isBigInt", "bigint"],
  ["isBoolean", "boolean"],
  ["isBuffer", "bytes"],
  ["isDate", "date"],
  ["isError", "error"],
  ["isFunction", "function"],
  ["isMap", "map"],
  ["isNativeError", "error"],
  ["isNull", "null"],
  ["isNumber", "number"],
  ["isObject", "object"],
  ["isPlainObject", "object"],
  ["isPromise", "promise"],
  ["isRegExp", "regex"],
  ["isString", "string"],
  ["isSymbol", "symbol"],
  ["isTypedArray", "bytes"],
  ["isUint8Array", "bytes"],
  ["isUndefined", "undefined"],
]);

/** What a call by this text, such as `Buffer.isBuffer`, asks its argument for; undefined: it is no such question. */
export function kindOfPredicate(callee: string): UseKind | undefined {
  return PREDICATES.get(callee.split(".").at(-1) ?? "");
}

/** Kinds that a method call gives away; undefined where it is a property like any other. */
export function kindsOfMember(name: string, isCall: boolean): readonly UseKind[] | undefined {
  if (name === "length") return ["measured"];
  if (/^(concat|includes|indexOf|lastIndexOf|slice|at)$/u.test(name)) return ["array", "string"];
  if (/^(toString|valueOf|hasOwnProperty|constructor|prototype)$/u.test(name)) return [];
  if (!isCall) return undefined;
  if (/^(call|apply|bind)$/u.test(name)) return ["function"];
  const known: readonly (readonly [(name: string) => boolean, UseKind])[] = [
    [(method) => STRING_METHODS.has(method), "string"],
    [(method) => ARRAY_METHODS.has(method), "array"],
    [(method) => NUMBER_METHODS.has(method), "number"],
    [(method) => DATE_METHODS.test(method), "date"],
    [(method) => REGEX_METHODS.has(method), "regex"],
    [(method) => PROMISE_METHODS.has(method), "promise"],
    [(method) => READABLE_METHODS.has(method), "readable"],
  ];
  const found = known.find(([has]) => has(name));
  return found === undefined ? undefined : [found[1]];
}

const FILE_REQUEST =
  /^(appendFile|copyFile|fstat|lstat|readFile|readlink|realpath|rename|symlink|truncate|unlink|utimes|writeFile|access|chmod|cp|exists|open|rm|stat|watch)(Sync)?$|^create(Read|Write)Stream$|^watchFile$/u;
const DIRECTORY_REQUEST = /^(mkdir|mkdtemp|opendir|readdir|rmdir)(Sync)?$/u;
/** Names of requests that say nothing without their owner. */
const COMMON_WORD = /^(access|chmod|cp|exists|open|rm|stat|watch|rename|truncate)(Sync)?$/u;
/** Requests whose second argument is a path too. */
const TWO_PATHS = /^(copyFile|cp|link|rename|symlink)(Sync)?$/u;
const OWNER = /(^|\.)(fs|fse|fsp|promises|fsPromises|gracefulFs)\.\w+$/iu;

/** What a call by this text, such as `fs.readFile`, says of its argument of that index; undefined: not that it is a path. */
export function kindOfPath(callee: string, index: number): "file" | "directory" | undefined {
  const name = callee.split(".").at(-1) ?? "";
  if (/^path\.(posix\.|win32\.)?(join|resolve|normalize|dirname|basename|extname|parse|relative)$/u.test(callee))
    return "file";
  if (COMMON_WORD.test(name) && !OWNER.test(callee)) return undefined;
  if (index > (TWO_PATHS.test(name) ? 1 : 0)) return undefined;
  if (DIRECTORY_REQUEST.test(name)) return "directory";
  return FILE_REQUEST.test(name) ? "file" : undefined;
}
