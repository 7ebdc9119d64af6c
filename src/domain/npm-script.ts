import { field, parseJson } from "./parse-json.ts";

/** A script of a `package.json` that a shell line starts. */
export interface NpmScript {
  readonly name: string;
  readonly text: string;
  /** What the line hands on to the script: begins with a space, or is empty. */
  readonly rest: string;
  /** Whether another script runs before it by itself. */
  readonly before: "script" | "nothing";
}

const LINE = /^(?:npm|pnpm|yarn|bun)(?: run(?:-script)?)? ([\w:.-]+)((?: .*)?)$/u;

/** The script that a line such as `npm test -- FILES` starts; undefined where it starts none of that `package.json`. */
export function npmScriptOf(line: string, packageText: string | undefined): NpmScript | undefined {
  const [, word = "", rest = ""] = LINE.exec(line.trim()) ?? [];
  const name = word === "t" || word === "tst" ? "test" : word;
  if (name === "") return undefined;
  const json = parseJson(packageText ?? "");
  const scripts = json.ok ? field(json.value, "scripts") : undefined;
  const text = field(scripts, name);
  if (typeof text !== "string") return undefined;
  const isPreceded = field(scripts, `pre${name}`) !== undefined;
  return { name, text, rest: rest.replace(/^ --(?= |$)/u, ""), before: isPreceded ? "script" : "nothing" };
}
