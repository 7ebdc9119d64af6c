import { createOneFileProgram } from "../one-file-program.ts";
import type { RewriteInput } from "./rewrite.ts";

/** Parses a text and resolves its own names, without reading anything from the disk. */
export function openOneFile(
  path: string,
  text: string,
  terms: Pick<RewriteInput, "imports" | "expired">,
): RewriteInput {
  const { program, source } = createOneFileProgram(path, text, { strict: true });
  return { path, source, checker: program.getTypeChecker(), ...terms };
}
