import type { ValueExpression } from "../values.ts";
import { toExpression } from "./expressions.ts";

/** Texts that read like what a name promises: first match wins. */
const TEXTS: readonly (readonly [RegExp, string, ...string[]])[] = [
  [/e-?mail/iu, "ada@example.com", "bob@example.com"],
  [/url|uri|href|link|endpoint|origin/iu, "https://example.com/a?b=1"],
  [/^(host|hostname|domain)$/iu, "example.com"],
  [/^(day|date|until|since|from|to|start|end|birthday)$|date$|day$/iu, "2024-02-29", "2024-03-01", "2023-12-31"],
  [/timestamp|datetime|At$/u, "2024-02-29T12:30:00.000Z", "2024-03-01T00:00:00.000Z"],
  [/file|path/iu, "data.json", "broken.json", "notes.txt", "missing.json", "rows.jsonl"],
  [/^dir(ectory)?$|folder/iu, "sub", "."],
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

/** A text for a place of this name. */
export function textFor(name: string): string {
  return TEXTS.find(([pattern]) => pattern.test(name))?.[1] ?? (/^[a-z]\w{1,11}$/u.test(name) ? name : "abc");
}

/** Other texts that read well in a place of this name; none where nothing is promised. */
export function otherTextsFor(name: string): readonly string[] {
  return (
    TEXTS.find(([pattern]) => pattern.test(name))
      ?.slice(2)
      .filter((text) => typeof text === "string") ?? []
  );
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
  if (/^(arr|array|list|items|values|xs|data|collection|rows|elements)$/iu.test(name)) {
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
  if (NUMBERS.some(([pattern]) => pattern.test(name))) return toExpression(numberFor(name));
  return toExpression(textFor(name));
}
