import type { Diagnostic } from "../../domain/diagnostic.ts";
import type { ChangedModule } from "./changed-modules.ts";

/**
 * What is told of decorated classes at run time and is another afterwards, where the repository's compiler writes it: an
 * import that was made one of types alone, for one. No call of the module would show it.
 */
export async function metadataRemarks(root: string, modules: readonly ChangedModule[]): Promise<readonly Diagnostic[]> {
  const { decoratorMetadata } = await import("../../code/equivalence/compiled-text.ts");
  const { readImportFacts } = await import("../../code/refactor/import-facts.ts");
  return modules.flatMap(({ path, before, after }): readonly Diagnostic[] => {
    if (readImportFacts(root, path).decorated === "plain") return [];
    const [old, now] = [decoratorMetadata(path, before), decoratorMetadata(path, after)];
    const at = old.findIndex((text, index) => text !== now[index]);
    if (at < 0 && old.length === now.length) return [];
    const message = `the compiler tells something else of what is decorated (emitDecoratorMetadata): before ${old[at] ?? "nothing"}; after ${now[at < 0 ? old.length : at] ?? "nothing"}`;
    return [{ source: "equivalence", code: "decorator-metadata", severity: "error", message, path }];
  });
}
