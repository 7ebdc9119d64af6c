import type ts from "typescript";
import { createFileView, folderOf } from "../file-view.ts";
import { findProjectConfig } from "../project-config.ts";
import { isIdleModule } from "./idle-modules.ts";
import { isBuiltIn } from "./idle-values.ts";

/** What is known of a file's imports beyond its text. */
export interface ImportFacts {
  /** Whether imports that nothing uses are there when the file runs; `elided`: the compiler leaves them out. */
  readonly unused: "elided" | "kept";
  /** Whether the compiler writes the types of what is decorated into what runs (`emitDecoratorMetadata`). */
  readonly decorated: "described" | "plain";
  /** Whether loading what a name leads to surely does nothing that shows. */
  readonly isIdle: (specifier: string) => boolean;
}

/** For a text without a repository around it. */
export const NOTHING_KNOWN: ImportFacts = { unused: "kept", decorated: "plain", isIdle: isBuiltIn };

/**
 * Settings under which imports stay as they are written, or that are there for running TypeScript with its types only
 * stripped, which leaves them in (https://nodejs.org/api/typescript.html#type-stripping).
 */
const KEEPING = [
  "verbatimModuleSyntax",
  "importsNotUsedAsValues",
  "preserveValueImports",
  "erasableSyntaxOnly",
  "allowImportingTsExtensions",
  "rewriteRelativeImportExtensions",
];

function isKeeping(options: ts.CompilerOptions): boolean {
  // By its number, `remove` is nothing set.
  return KEEPING.some((name) => Boolean(Reflect.get(options, name)));
}

/** Reads what is known of the imports of a file. `path` is relative to the root; nothing is run. */
export function readImportFacts(root: string, path: string): ImportFacts {
  const view = createFileView(root);
  const absolute = `${view.root}/${path}`;
  const found = findProjectConfig(view, absolute);
  const config =
    found.type === "none"
      ? { options: {}, folder: view.root }
      : { options: found.parsed.options, folder: folderOf(found.path) };
  const isCompiled = found.type === "found" && /\.[cm]?tsx?$/u.test(path);
  return {
    decorated: isCompiled && config.options.emitDecoratorMetadata === true ? "described" : "plain",
    unused: isCompiled && !isKeeping(config.options) ? "elided" : "kept",
    isIdle: (specifier) => isIdleModule({ view, config }, absolute, specifier),
  };
}
