import { createOneFileProgram } from "../one-file-program.ts";
import { referencesBySymbol, type References } from "./references.ts";
import type { RewriteInput } from "./rewrite.ts";

/** Parses a text and resolves its own names, without reading anything from the disk. */
export function openOneFile(
  path: string,
  text: string,
  terms: Pick<RewriteInput, "imports" | "expired">,
): RewriteInput {
  const { program, source } = createOneFileProgram(path, text, { strict: true });
  const names = { source, checker: program.getTypeChecker(), expired: terms.expired };
  let references: References | undefined;
  return { path, ...names, ...terms, references: () => (references ??= referencesBySymbol(names)) };
}
