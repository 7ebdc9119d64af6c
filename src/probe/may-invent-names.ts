/** What leads to globals by names that stand in no text. */
const LEADS_OUT =
  /\b(?:eval|\w*Function|WebAssembly|globalThis|global|self|window)\b|\breturn\s+this\s*;?\s*\}|\.\s*constructor\s*\(|["'](?:node:)?vm["']/u;

/**
 * Whether a module's code could reach globals by names that it makes up. What packages do is left aside: those that replace
 * a part of Node's HTTP client nearly all do so when they are loaded, and what comes with a load stays in any case.
 */
export function mayInventNames(text: string): boolean {
  return LEADS_OUT.test(text);
}
