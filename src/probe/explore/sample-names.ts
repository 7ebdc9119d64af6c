import type { ValueExpression } from "../values.ts";
import { toExpression } from "./expressions.ts";

const DIRECTORY = /^dir(ectory|name)?$|folder|[a-z]Dir$/iu;
type Texts = readonly [string, ...string[]];

/** Texts that read like what a name promises: first match wins. */
const TEXTS: readonly (readonly [RegExp, string, ...string[]])[] = [
  [/e-?mail/iu, "ada@example.com", "bob@example.com"],
  [/url|uri|href|link|endpoint|origin/iu, "https://example.com/a?b=1"],
  [/^(host|hostname|domain)$/iu, "example.com"],
  [/^(day|date|until|since|from|to|start|end|birthday)$|date$|day$/iu, "2024-02-29", "2024-03-01", "2023-12-31"],
  [/timestamp|datetime|At$/u, "2024-02-29T12:30:00.000Z", "2024-03-01T00:00:00.000Z"],
  [DIRECTORY, "sub", ".", "missing", "notes.txt"],
  [/file|path/iu, "data.json", "broken.json", "notes.txt", "missing.json", "rows.jsonl", "sub"],
  [/currency/iu, "EUR", "USD"],
  [/country/iu, "NL", "US"],
  [/^(lang|language|locale)$/iu, "en"],
  [/colou?r/iu, "#336699"],
  [/^(json|body|payload)$/iu, '{"a":1}'],
  [/^(sku|code|isbn|serial)$/iu, "A1", "B2"],
  [/^(key|prop|property|field|attr|attribute)$/iu, "key", "other"],
  [/^(id|uuid|guid)$|Id$/u, "id-1", "id-2"],
  [/^(first|given)?name$|author|user|owner|customer|^who$/iu, "Ada", "Grace"],
  [/title|label|caption|heading/iu, "Title"],
  [/version/iu, "1.2.3", "1.3.0"],
  [/^(phone|tel)/iu, "+31 20 123 4567"],
  [/^(sep|separator|delimiter|glue)$/iu, ","],
  [/encoding/iu, "utf8"],
  [/^(text|str|string|s|input|value|val|line|word|source|src|content|message|msg|html|template)$/iu, "some text"],
];

const NUMBERS: readonly (readonly [RegExp, number])[] = [
  [/percent|rate|ratio/iu, 10],
  [/price|amount|cents|cost|total|sum|balance|budget/iu, 250],
  [/quantity|count|pieces|times|repeat|^n$|^num/iu, 3],
  [/size|length|width|height|limit|max|capacity/iu, 5],
  [/min|offset|start|from|index|pos|^i$/iu, 2],
  [/year/iu, 2024],
  [/month/iu, 2],
  [/^(day|date)$/iu, 29],
  [/port/iu, 8080],
  [/(ms|delay|timeout|interval|duration|wait)$/iu, 100],
  [/^(a|x|left|lhs|re|real)$/iu, 3],
  [/^(b|y|right|rhs|im|imag)$/iu, 4],
];

/** Paths of places that are written to, of directories and of files: one that is there, and some that are not or are of another sort. */
const TARGETS: Texts = ["copy.txt", "sub/copy.txt", "data.json", "sub", "missing/copy.txt"];
const DIRECTORIES: Texts = ["sub", ".", "sub/deep", "missing", "notes.txt"];
const FILES: Texts = [
  "data.json",
  "notes.txt",
  "missing.json",
  "broken.json",
  "rows.jsonl",
  "sub",
  "missing/data.json",
];

function pathsFor(name: string, names: "file" | "directory"): Texts {
  if (/^(dest|dst|target|to|out(put)?)$|^(dest|target|out)[A-Z]/u.test(name)) return TARGETS;
  return names === "directory" || DIRECTORY.test(name) ? DIRECTORIES : FILES;
}

function textsFor(name: string, names: "file" | "directory" | undefined): readonly string[] {
  if (names !== undefined) return pathsFor(name, names);
  const [, ...texts] = TEXTS.find(([pattern]) => pattern.test(name)) ?? [];
  return texts.filter((text) => typeof text === "string");
}

/** A text for a place of this name; `names`: one that names a file or a directory there. */
export function textFor(name: string, names?: "file" | "directory"): string {
  return textsFor(name, names)[0] ?? (/^[a-z]\w{1,11}$/u.test(name) ? name : "abc");
}

/** Other texts that read well in a place of this name; none where nothing is promised. */
export function otherTextsFor(name: string, names?: "file" | "directory"): readonly string[] {
  return textsFor(name, names).slice(1);
}

/** A number for a place of this name: not 0 or 1, which would hide what is done with it. */
export function numberFor(name: string): number {
  return NUMBERS.find(([pattern]) => pattern.test(name))?.[1] ?? 2;
}

/** What is likely for a place of which nothing but the name is known. */
export function guessFor(name: string): ValueExpression {
  if (
    /^(cb|callback|fn|func|iteratee|predicate|handler|listener|next|done|f|mapper|reducer|comparator)$|(Fn|Callback)$/u.test(
      name,
    )
  ) {
    return { type: "callback", behaviours: [] };
  }
  if (/^(args|arr|array|list|items|values|xs|data|collection|rows|elements)$/iu.test(name)) {
    return { type: "array", items: [toExpression(3), toExpression(1), toExpression(2)] };
  }
  if (/^(opts?|options|obj|object|config|settings|params|props|record|map)$/iu.test(name)) {
    return {
      type: "object",
      entries: [
        ["a", toExpression(1)],
        ["b", toExpression("two")],
      ],
    };
  }
  if (/^(is|has|should|can)[A-Z]|^(flag|enabled|force|deep|strict|recursive)$/u.test(name)) return toExpression(true);
  if (/^(stream|readable|readStream|inputStream|rs)$|Readable$/u.test(name))
    return { type: "stream", mode: "readable", chunks: ["first line\n", "last line\n"] };
  if (/^(writable|writeStream|outputStream|ws)$|Writable$/u.test(name))
    return { type: "stream", mode: "writable", chunks: [] };
  if (NUMBERS.some(([pattern]) => pattern.test(name))) return toExpression(numberFor(name));
  return toExpression(textFor(name));
}
