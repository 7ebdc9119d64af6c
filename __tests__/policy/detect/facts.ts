import { detectTools } from "../../../src/policy/detect/detect-tools.ts";
import type { Detected } from "../../../src/policy/detect/detect-tools.ts";
import type { CommandName } from "../../../src/domain/policy.ts";

/** A repository of files with these texts. */
export function detect(texts: Readonly<Record<string, string>>): Detected {
  return detectTools({ paths: new Set(Object.keys(texts)), texts: new Map(Object.entries(texts)) });
}

/** The shell line of each command. */
export function lines(detected: Detected): Partial<Record<CommandName, string>> {
  return Object.fromEntries(Object.entries(detected.commands).map(([name, { command }]) => [name, command.run]));
}

/** The format of each command. */
export function formats(detected: Detected): Record<string, string> {
  return Object.fromEntries(Object.entries(detected.commands).map(([name, { command }]) => [name, command.format]));
}

/** All notes as one text. */
export const notes = (detected: Detected): string => detected.notes.map(({ text }) => text).join("\n");

/** A repository of the named files; a package.json given as data is among them. */
export function detectIn(
  manifest: object | undefined,
  files: readonly string[] = [],
  texts: Readonly<Record<string, string>> = {},
): Detected {
  const all = { ...texts, ...(manifest === undefined ? {} : { "package.json": JSON.stringify(manifest, null, "\t") }) };
  return detectTools({ paths: new Set([...files, ...Object.keys(all)]), texts: new Map(Object.entries(all)) });
}
