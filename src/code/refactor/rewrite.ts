import type ts from "typescript";
import type { TextChange } from "../text-changes.ts";
import type { ImportFacts } from "./import-facts.ts";
import type { References } from "./references.ts";

/** A parsed file with its names resolved; nothing outside the file is known but what its imports do. */
export interface RewriteInput {
  readonly path: string;
  readonly source: ts.SourceFile;
  readonly checker: ts.TypeChecker;
  readonly imports: ImportFacts;
  /** Worked out once; undefined where the time was used up before that was done. */
  readonly references: () => References | undefined;
  /** Whether the time is used up: what was found by then is enough. */
  readonly expired: () => boolean;
}

/** One place that can be written better, with everything that has to change for it. */
export interface RewritePlace {
  /** 1-based. */
  readonly line: number;
  /** One line for the reader: `var total → const`. */
  readonly what: string;
  readonly changes: readonly TextChange[];
}

/** One shape of rewrite. Each place by itself leaves what the file does as it is. */
export interface Rewrite {
  /** Name for the policy and the report. */
  readonly name: string;
  /** What a candidate of it does, as a sentence begins: "Replaces var by let and const". */
  readonly title: string;
  find(input: RewriteInput): readonly RewritePlace[];
}
