import { mayInventNames } from "./may-invent-names.ts";
import { withoutRequired } from "./without-required.ts";

/** Modules of Node's from which no other leads to a socket. */
const DRY = new Set([
  ...["assert", "buffer", "events", "fs", "fs/promises", "os", "path", "punycode", "querystring", "stream"],
  ...["string_decoder", "timers", "timers/promises", "url", "util", "zlib"],
]);

/** What is only asked or told of a module and of the process. */
const HARMLESS =
  /\btypeof\s+(?:module|process|require)\b(?!\s*(?:\?\.|[.(\[`]))|\bmodule\s*(?:\.\s*exports\b|\[\s*["']exports["']\s*\])|\bprocess\s*\.\s*(?:argv|cwd|emitWarning|env|exit|exitCode|hrtime|memoryUsage|nextTick|pid|platform|uptime|versions?)\b/gu;

/**
 * What else leads to a socket: other modules, the process and its streams, globals that speak over one, what a module is
 * called with, and names that are not spelled out.
 */
const LEADS_OUT =
  /\b(?:require|import|module|process|fetch|WebSocket|EventSource|Worker|arguments)\b|\[\s*["'`]constructor\b|\\[ux]/u;

/**
 * Whether a module's code could come to a socket by an ordinary name: Node's network is not even loaded for what cannot.
 * What it requires of the repository itself, by the specifiers given, is judged by that module's own text.
 */
export function mayReachNetwork(text: string, imports: Readonly<Record<string, string>>): boolean {
  if (mayInventNames(text)) return true;
  return LEADS_OUT.test(withoutRequired(text, imports, DRY).replaceAll(HARMLESS, "0"));
}
