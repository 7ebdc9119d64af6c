import { withoutRequired } from "./without-required.ts";

/**
 * What leads out of the language: Node's modules and packages, the process, and globals behind which threads work or
 * that can be anything.
 */
const LEADS_OUT =
  /\b(?:require|import|process|crypto|WebAssembly|CompressionStream|DecompressionStream|Blob|File|fetch|Atomics|SharedArrayBuffer|Worker|navigator|localStorage|eval|Function|globalThis|global|self|window)\b/u;

/** Modules of Node's that only compute, or tell at once. */
const IDLE = new Set(["assert", "events", "path", "querystring", "string_decoder", "url", "util"]);

/**
 * Whether a module's code could have something done outside of its own thread, such as a read or a compression. What it
 * requires of the repository itself, by the specifiers given, is judged by that module's own text.
 */
export function mayStartWork(text: string, imports: Readonly<Record<string, string>>): boolean {
  return LEADS_OUT.test(withoutRequired(text, imports, IDLE));
}
