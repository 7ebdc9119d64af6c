import { REQUIRED } from "./required.ts";

/** What leads to code that is in no text of the repository, or to globals by names that are in none. */
const LEADS_OUT = /\b(?:require|import|eval|Function|WebAssembly|globalThis|global|self|window)\b/u;

/** Modules of Node's by the names that they had before `node:`; of others, a package by that name may be meant. */
const OF_NODE = new Set(
  "assert buffer child_process crypto dns events fs fs/promises http https net os path querystring readline stream"
    .split(" ")
    .concat("string_decoder timers tls tty url util v8 worker_threads zlib".split(" ")),
);

/** Whether a specifier names a module of Node's, but for the one that runs texts. */
function isOfNode(specifier: string): boolean {
  return (specifier.startsWith("node:") && specifier !== "node:vm") || OF_NODE.has(specifier);
}

/**
 * Whether a module's code could run code of packages, or reach globals by names that it makes up. What it requires of the
 * repository itself, by the specifiers given, is judged by that module's own text.
 */
export function mayLoadPackages(text: string, imports: Readonly<Record<string, string>>): boolean {
  const left = text.replaceAll(REQUIRED, (whole, _quote, specifier: string) =>
    Object.hasOwn(imports, specifier) || isOfNode(specifier) ? "" : whole,
  );
  return LEADS_OUT.test(left);
}
