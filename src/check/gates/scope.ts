import type { FileChange } from "../../domain/change.ts";
import type { Diagnostic } from "../../domain/diagnostic.ts";
import type { GateAnswer } from "../../domain/gate.ts";
import type { TaskKind } from "../../domain/task.ts";
import type { Gate, GateContext } from "../gate.ts";
import { isModuleTypeAlone } from "../module-type-alone.ts";

/** Kinds that may remove a file: taking out dead code can empty one. */
const MAY_DELETE: ReadonlySet<TaskKind> = new Set(["refactor"]);

/** NUL, the replacement character of bytes that were no text, and halves of a surrogate pair. */
const NOT_TEXT = /[\u0000\ufffd]|[\ud800-\udfff]/u;

/** Every path is one that the task may write, is not protected, and holds text; files go only where the kind allows it. */
export const scopeGate: Gate = { name: "scope", cost: "static", check: checkScope };

function checkScope(context: GateContext): GateAnswer {
  const { files } = context.subject;
  const changed = files.filter((file) => file.before !== file.after);
  if (changed.length === 0) {
    return { status: "failed", diagnostics: [toDiagnostic("no-change", "nothing is changed")], figures: { files: 0 } };
  }
  const diagnostics = changed.flatMap((file) => problemsOf(file, context));
  const figures = { files: changed.length };
  return diagnostics.length === 0 ? { status: "passed", figures } : { status: "failed", diagnostics, figures };
}

function problemsOf(file: FileChange, { subject, protectedBy }: GateContext): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const { path, before, after } = file;
  const owners = subject.tasks.filter((task) => task.writable.includes(path));
  if (owners.length === 0) {
    const allowed = subject.tasks.flatMap((task) => task.writable).slice(0, 5);
    found.push(
      toDiagnostic("not-writable", `may not be written by this task; it may write ${allowed.join(", ")}`, path),
    );
  }
  const glob = protectedBy(path);
  if (glob !== undefined && !isModuleTypeAlone(file, owners))
    found.push(toDiagnostic("protected", `is protected by ${glob}`, path));
  if (after === undefined && !owners.some((task) => MAY_DELETE.has(task.kind))) {
    found.push(toDiagnostic("deletion", "may not be deleted by a task of this kind", path));
  }
  if (after !== undefined && NOT_TEXT.test(after) && !NOT_TEXT.test(before ?? "")) {
    found.push(toDiagnostic("not-text", "would hold bytes that are no text (NUL or broken Unicode)", path));
  }
  return found;
}

function toDiagnostic(code: string, message: string, path?: string): Diagnostic {
  return { source: "scope", code, severity: "error", message, ...(path === undefined ? {} : { path }) };
}
