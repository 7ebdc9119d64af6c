import type { Evidence } from "../domain/evidence.ts";
import { renderCode, renderTable } from "./markdown.ts";

export const GATE_SIGNS = { passed: "✅", failed: "❌", errored: "⚠️", skipped: "➖" } as const;

/** The sign of a status that a bundle states. */
function signOf(status: string): string {
  return Object.entries(GATE_SIGNS).find(([name]) => name === status)?.[1] ?? "";
}

/** The tasks of bundles with their gates, and what did not get through; sections that can be cut one by one. */
export function renderEvidence({ entries, rejected }: Evidence): readonly string[] {
  const rows = entries.map(({ kind, target, paths, engine, rationale, gates }) => [
    kind,
    renderCode(target),
    paths.map(renderCode).join(", "),
    engine,
    gates.map(({ gate, status }) => `${signOf(status)} ${gate}`).join(" "),
    renderCode(rationale),
  ]);
  const head = ["task", "target", "files", "engine", "gates", "why"];
  const lost = rejected.map(({ kind, target, reason }) => [kind, renderCode(target), renderCode(reason)]);
  return [
    ...(rows.length === 0 ? [] : [`### Tasks\n\n${renderTable(head, rows)}`]),
    ...(lost.length === 0 ? [] : [`### Rejected\n\n${renderTable(["task", "target", "reason"], lost)}`]),
  ];
}
