import type { Ecosystem } from "./package-source.ts";
import { tomlStrings } from "./toml.ts";

/** A version: its numbers, and what stands behind them where it is a release before the release. */
interface Version {
  readonly numbers: readonly number[];
  /** Empty for a release. */
  readonly pre: readonly (number | string)[];
}

const VERSION =
  /^[v=\s]*(?:\d+!)?(?<numbers>\d+(?:\.\d+)*)(?:[-.]?(?<pre>(?:a|b|c|rc|alpha|beta|dev|pre|preview|next|canary|nightly|[a-z])[\w.-]*)|-(?<other>[\w.-]+))?(?:\+.*|\.post\d+.*)?$/iu;

function toVersion(text: string): Version | undefined {
  const groups = VERSION.exec(text.trim())?.groups;
  if (groups === undefined) return undefined;
  const pre = (groups["pre"] ?? groups["other"] ?? "").match(/\d+|[a-z]+/giu) ?? [];
  return {
    numbers: (groups["numbers"] ?? "").split(".").map(Number),
    pre: pre.map((part) => (/^\d/u.test(part) ? Number(part) : part.toLowerCase())),
  };
}

/** A release is after what was released before it; numbers before words, as in semantic versions. */
function comparePre(a: Version["pre"], b: Version["pre"]): number {
  if (a.length === 0 || b.length === 0) return Number(a.length === 0) - Number(b.length === 0);
  for (let at = 0; at < Math.max(a.length, b.length); at += 1) {
    const [x, y] = [a[at], b[at]];
    if (x === undefined || y === undefined) return x === undefined ? -1 : 1;
    if (x === y) continue;
    if (typeof x !== typeof y) return typeof x === "number" ? -1 : 1;
    return x < y ? -1 : 1;
  }
  return 0;
}

function compare(a: Version, b: Version): number {
  for (let at = 0; at < Math.max(a.numbers.length, b.numbers.length); at += 1) {
    const difference = (a.numbers[at] ?? 0) - (b.numbers[at] ?? 0);
    if (difference !== 0) return Math.sign(difference);
  }
  return comparePre(a.pre, b.pre);
}

/** The first version that is not of the same line any more: `numbers` cut after a place and one more there. */
function next({ numbers }: Version, place: number): Version {
  const kept = numbers.slice(0, place + 1);
  return { numbers: [...kept.slice(0, place), (kept[place] ?? 0) + 1], pre: [] };
}

/** Below the first version of the next line, its own early releases not included. */
const isBelow = (version: Version, end: Version): boolean => compare({ ...version, pre: [] }, end) < 0;

type Rule = (version: Version, wanted: Version) => boolean;

/** `^1.2.3`: the same up to the first number that is not zero. */
const caret: Rule = (version, wanted) => {
  const first = wanted.numbers.findIndex((number) => number > 0);
  return compare(version, wanted) >= 0 && isBelow(version, next(wanted, first < 0 ? wanted.numbers.length - 1 : first));
};
/** `~1.2.3`: the same major and minor number, of `~1` the same major. */
const tilde: Rule = (version, wanted) =>
  compare(version, wanted) >= 0 && isBelow(version, next(wanted, Math.min(1, wanted.numbers.length - 1)));
/** `~=1.2.3` of Python: the same but for the last number. */
const compatible: Rule = (version, wanted) =>
  compare(version, wanted) >= 0 && isBelow(version, next(wanted, Math.max(0, wanted.numbers.length - 2)));
/** `1.2`, `1.2.x`: the same as far as it is written. */
const startsWith: Rule = (version, wanted) =>
  wanted.numbers.every((number, at) => (version.numbers[at] ?? 0) === number);
const equals: Rule = (version, wanted) => compare(version, wanted) === 0;

const RULES: Readonly<Record<string, Rule>> = {
  "^": caret,
  "~": tilde,
  "~>": tilde,
  "~=": compatible,
  ">=": (version, wanted) => compare(version, wanted) >= 0,
  "<=": (version, wanted) => compare(version, wanted) <= 0,
  ">": (version, wanted) => compare(version, wanted) > 0,
  "<": (version, wanted) => compare(version, wanted) < 0,
  "!=": (version, wanted) => !equals(version, wanted),
  "===": equals,
};

/** What a version means with `=` or no sign: to npm the same as far as it is written, to Cargo a caret without a sign, to Python itself. */
function bare(ecosystem: Ecosystem, sign: string, wanted: Version): Rule {
  if (ecosystem === "cargo" && sign === "") return caret;
  return ecosystem !== "pypi" && wanted.numbers.length < 3 ? startsWith : equals;
}

/** The rule of a sign and the version behind it. */
function ruleOf(ecosystem: Ecosystem, sign: string, wanted: Version): Rule {
  const place = wanted.numbers.length - 1;
  // To npm and Cargo 1.2 is all of 1.2: above it is what comes after its last.
  if (ecosystem !== "pypi" && place < 2) {
    if (sign === ">") return (version) => !isBelow(version, next(wanted, place));
    if (sign === "<=") return (version) => isBelow(version, next(wanted, place));
  }
  return (Object.hasOwn(RULES, sign) ? RULES[sign] : undefined) ?? bare(ecosystem, sign, wanted);
}

/** One condition such as `>=1.2`; undefined where it cannot be read. */
function meets(ecosystem: Ecosystem, condition: string, version: Version): boolean | undefined {
  const parts = /^(?<sign>\^|~=|~>|~|>=|<=|={1,3}|>|<|!=)?\s*(?<version>.+)$/u.exec(condition.trim());
  const [, sign = "", text = ""] = parts ?? [];
  if (/^[*xX]?$/u.test(text)) return true;
  const plain = text.replace(/(?:\.[*xX])+$/u, "");
  const wanted = toVersion(plain);
  if (wanted === undefined) return undefined;
  if (plain !== text && sign === "!=") return !startsWith(version, wanted);
  if (plain !== text && /^={0,2}$/u.test(sign)) return startsWith(version, wanted);
  return ruleOf(ecosystem, sign, wanted)(version, wanted);
}

/** The conditions that a range writes one after the other, all of which have to be met. */
function conditions(ecosystem: Ecosystem, range: string): readonly string[] {
  const hyphen = /^\s*(?<from>\S+)\s+-\s+(?<to>\S+)\s*$/u.exec(range)?.groups;
  if (hyphen !== undefined) return [`>=${hyphen["from"] ?? ""}`, `<=${hyphen["to"] ?? ""}`];
  if (ecosystem !== "npm") return range.split(",").filter((part) => part.trim() !== "");
  return range
    .replace(/([\^~<>=])\s+/gu, "$1")
    .trim()
    .split(/\s+/u);
}

/** The range of a specifier without what stands around it: extras and markers of Python, tables of TOML, aliases of npm. */
function rangeOf(ecosystem: Ecosystem, spec: string): string | undefined {
  if (ecosystem === "go") return spec;
  if (ecosystem === "npm") return /^npm:@?[^@]+@(?<range>.+)$/u.exec(spec)?.groups?.["range"] ?? spec;
  // A table, a list of tables, or a key of a table of its own; a marker (`python_version >= "3.8"`) is none.
  if (/^\s*(?:[{[]|[\w.-]+\s*=\s*["{])/u.test(spec)) {
    const version = /\bversion\s*=\s*(?<value>"[^"]*"|'[^']*')/u.exec(spec)?.groups?.["value"];
    return version === undefined ? undefined : tomlStrings(version)[0];
  }
  if (/^\s*["']/u.test(spec)) return tomlStrings(spec)[0];
  return /^[\w.-]+\s*(?:\[[^\]]*\])?\s*\(?(?<range>[^;)]*)/u.exec(spec)?.groups?.["range"];
}

/**
 * Whether a version is one that a manifest's specifier asks for, by the rules of npm, Cargo, Python (PEP 440, Poetry) or
 * Go; undefined where the specifier is none that can be read, such as a tag.
 */
export function satisfies(ecosystem: Ecosystem, spec: string, version: string): boolean | undefined {
  const [range, had] = [rangeOf(ecosystem, spec), toVersion(version.replace(/\(.*$/u, ""))];
  if (range === undefined || had === undefined) return undefined;
  if (ecosystem === "go") return range === version;
  const ways = range.split("||").map((way) => conditions(ecosystem, way).map((one) => meets(ecosystem, one, had)));
  if (ways.some((way) => way.every((met) => met === true))) return true;
  return ways.flat().includes(undefined) ? undefined : false;
}
