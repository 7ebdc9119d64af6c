import { parseJson } from "./parse-json.ts";

/** Where the key goes, best first: behind the version, behind the name, at the very beginning. */
const PLACES: readonly (readonly [RegExp, string])[] = [
  [/^([ \t]*)"version"[ \t]*:[ \t]*"[^"\n]*",(\r?\n)/mu, '$&$1"type": "module",$2'],
  [/^([ \t]*)"name"[ \t]*:[ \t]*"[^"\n]*",(\r?\n)/mu, '$&$1"type": "module",$2'],
  [/^\{(\r?\n)([ \t]*)(?=")/u, '{$1$2"type": "module",$1$2'],
  [/^\{(?=\s*")/u, '{"type":"module",'],
];
const COMMON_JS = /"type"(\s*:\s*)"commonjs"/u;

function fieldsOf(text: string): Readonly<Record<string, unknown>> | undefined {
  const parsed = parseJson(text);
  if (!parsed.ok || typeof parsed.value !== "object" || parsed.value === null || Array.isArray(parsed.value))
    return undefined;
  return Object.fromEntries(Object.entries(parsed.value));
}

/** Whether a text is the other one with `"type": "module"`, and nothing else. */
function isThatAlone(before: Readonly<Record<string, unknown>>, text: string): boolean {
  const { type, ...rest } = fieldsOf(text) ?? {};
  const known = Object.entries(before).filter(([key]) => key !== "type");
  return type === "module" && JSON.stringify(rest) === JSON.stringify(Object.fromEntries(known));
}

/**
 * The text of a `package.json` with `"type": "module"`; everything else stays as it is, letter for letter. Undefined where
 * it says so already, or is no manifest.
 */
export function withModuleType(text: string): string | undefined {
  const before = fieldsOf(text);
  if (before === undefined) return undefined;
  const { type } = before;
  if (type !== undefined && type !== "commonjs") return undefined;
  const made =
    type === "commonjs"
      ? [text.replace(COMMON_JS, '"type"$1"module"')]
      : PLACES.map(([place, put]) => text.replace(place, put));
  return made.find((candidate) => candidate !== text && isThatAlone(before, candidate));
}
