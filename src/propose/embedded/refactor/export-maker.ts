import type { UnusedExports } from "../../../code/refactor/unused-exports.ts";
import type { ProposeRequest } from "../../../ports.ts";
import type { Maker } from "./maker.ts";

async function ask({ workspace, policy, signal }: ProposeRequest): Promise<UnusedExports> {
  const { parseUnusedExports, toKnipCommand } = await import("../../../code/refactor/unused-exports.ts");
  const result = await workspace.run(toKnipCommand(policy.limits.commandSeconds * 1000), signal);
  await workspace.reset();
  return parseUnusedExports(result);
}

/** Exports that nothing uses, by the word of the repository's own knip; its report is read once. */
export function exportMaker(): Maker {
  let report: Promise<UnusedExports> | undefined;
  return {
    name: "no-unused-exports",
    title: "Removes exports that nothing in the repository uses",
    make: async (request, text) => {
      const { target } = request.task;
      const { root } = request.workspace;
      const { hasKnip } = await import("../../../code/refactor/unused-exports.ts");
      if (!hasKnip(root)) return undefined;
      const said = await (report ??= ask(request));
      if (said.type === "failed") return said.reason;
      const names = said.names.get(target) ?? [];
      if (names.length === 0) return undefined;
      const { readExportUses } = await import("../../../code/refactor/export-uses.ts");
      const uses = readExportUses(root)(target);
      const free = names.filter((name) => uses.reason(name) === undefined);
      const [kept] = names.filter((name) => !free.includes(name));
      const why = kept === undefined ? undefined : `${kept} stays exported: ${uses.reason(kept) ?? ""}`;
      if (free.length === 0) return why;
      const { readImportFacts } = await import("../../../code/refactor/import-facts.ts");
      const { removeUnusedExports } = await import("../../../code/refactor/unused-export-removal.ts");
      const made = removeUnusedExports(target, text, free, readImportFacts(root, target));
      if (made === undefined) return why;
      const words = "exports that knip finds unused";
      const after = names.length - made.removed.length;
      return { ...made, gains: [{ figure: "unused_exports", words, before: names.length, after }] };
    },
  };
}
