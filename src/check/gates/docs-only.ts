import type { FileChange } from "../../domain/change.ts";
import type { Diagnostic } from "../../domain/diagnostic.ts";
import type { GateAnswer } from "../../domain/gate.ts";
import type { Gate, GateContext, GateSubject } from "../gate.ts";

/** A docs task changes comments and pages, never code. */
export const docsOnlyGate: Gate = {
  name: "docs-only",
  cost: "executes",
  isAbout: ({ subject }) => docsFiles(subject).length > 0,
  check: checkDocsOnly,
};

/** The files of a subject that belong to docs tasks. */
function docsFiles({ tasks, files }: GateSubject): readonly FileChange[] {
  const docs = tasks.filter(({ kind }) => kind === "docs");
  return files.filter(
    ({ path, before, after }) => before !== after && docs.some(({ writable }) => writable.includes(path)),
  );
}

const PAGE = /\.(?:md|markdown|mdx|txt|rst|adoc)$/iu;

async function checkDocsOnly({ subject }: GateContext): Promise<GateAnswer> {
  const { isParsable } = await import("../../code/syntax.ts");
  const { removeComments } = await import("../../code/comments.ts");
  const diagnostics: Diagnostic[] = [];
  for (const { path, before, after } of docsFiles(subject)) {
    if (PAGE.test(path)) continue;
    if (!isParsable(path)) {
      return {
        status: "errored",
        reason: `comments of ${path} cannot be told from its code`,
        remedy: "Leave docs out of the rule's tasks for this language, or set gates.docs-only to advisory",
      };
    }
    if (removeComments(path, before ?? "") !== removeComments(path, after ?? "")) {
      diagnostics.push({
        source: "docs-only",
        code: "code-changed",
        severity: "error",
        message: "the code is not the same once comments are removed",
        path,
      });
    }
  }
  return diagnostics.length === 0 ? { status: "passed" } : { status: "failed", diagnostics };
}
