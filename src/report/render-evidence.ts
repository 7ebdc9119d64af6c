import type { Evidence } from "../domain/evidence.ts";
import { renderGateSigns } from "../domain/gate.ts";
import { renderCode, renderTable } from "./markdown.ts";

/** The tasks of bundles with their gates, and what did not get through; sections that can be cut one by one. */
export function renderEvidence({ entries, rejected }: Evidence): readonly string[] {
  const rows = entries.map(({ kind, target, paths, engine, rationale, gates }) => [
    kind,
    renderCode(target),
    paths.map(renderCode).join(", "),
    engine,
    renderGateSigns(gates),
    renderCode(rationale),
  ]);
  const head = ["task", "target", "files", "engine", "gates", "why"];
  // A report's words, the kind as well: no schema has looked at it.
  const lost = rejected.map(({ kind, target, reason }) => [kind, target, reason].map(renderCode));
  return [
    ...(rows.length === 0 ? [] : [`### Tasks\n\n${renderTable(head, rows)}`]),
    ...(lost.length === 0 ? [] : [`### Rejected\n\n${renderTable(["task", "target", "reason"], lost)}`]),
  ];
}
