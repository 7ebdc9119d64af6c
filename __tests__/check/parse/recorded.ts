import { readFileSync } from "node:fs";
import type { DiagnosticsResult } from "../../../src/check/parse/diagnostics-result.ts";

/** Where the recorded tools ran. */
export const ROOT = "/workspace";

/** Output that the real tool wrote, with the workspace's place replaced. */
export function recorded(name: string): string {
  return readFileSync(new URL(`fixtures/${name}`, import.meta.url), "utf8");
}

/** A parser of what a linter or type checker printed. */
export type Parse = (text: string, root: string) => DiagnosticsResult | Promise<DiagnosticsResult>;

/** `error src/a.ts:1:2-3:4 code message`, or the reason. */
export async function said(parse: Parse, text: string): Promise<readonly string[]> {
  const result = await parse(text, ROOT);
  if (!result.ok) return [`not read: ${result.reason}`];
  return result.diagnostics.map(({ severity, path, range, code, message }) => {
    const { line, column, endLine, endColumn } = range ?? { line: undefined };
    const end = endColumn === undefined ? "" : `-${endLine ?? ""}:${endColumn}`;
    const place = path === undefined ? "-" : `${path}:${line ?? ""}:${column ?? ""}${end}`;
    return `${severity} ${place} ${code ?? "-"} ${message}`;
  });
}
