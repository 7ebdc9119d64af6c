import type ts from "typescript";
import type { PackageParts } from "./package-parts.ts";
import type { ValueKind } from "./value-kind.ts";

/** Families of repair edits; the literature that each is taken from stands in the file that makes it. */
export type TemplateName =
  | "operator"
  | "operand"
  | "name"
  | "literal"
  | "wrap"
  | "unwrap"
  | "method"
  | "arguments"
  | "condition"
  | "constant-condition"
  | "null-guard"
  | "guard"
  | "await"
  | "ingredient"
  | "statement-removal"
  | "statement-order"
  | "statement-copy"
  | "everywhere"
  /** A text in the spelling of the tests. */
  | "typo"
  /** A hunk of the change after which the check was red, taken back. */
  | "revert";

/** One edit that a template proposes, before it has an id. */
export interface ProposedEdit {
  readonly template: TemplateName;
  /** UTF-16 offsets in the original text, end exclusive; the same for an insertion of statements. */
  readonly start: number;
  readonly end: number;
  readonly position: "expression" | "statement";
  readonly text: string;
  /** How likely such an edit mends a bug, from 0 to 1; only the order matters. */
  readonly prior: number;
}

/** What a template may look at. */
export interface TemplateScene {
  readonly source: ts.SourceFile;
  /** The function around the node, whose parts are the nearest ingredients. */
  readonly owner: ts.Node;
  /** Names that can be used where the node stands, nearest first. */
  namesAt(node: ts.Node): readonly string[];
  kindOf(node: ts.Expression): ValueKind;
  kindOfName(name: string): ValueKind;
  /** Texts of the expressions inside the owner with their kinds and the places that they stand at, each once. */
  readonly ingredients: readonly {
    readonly text: string;
    readonly kind: ValueKind;
    readonly contexts: ReadonlySet<string>;
  }[];
  /** Texts of comparisons and tests inside the owner, each once. */
  readonly conditions: readonly string[];
  /** Literals of the whole file. */
  readonly numbers: readonly string[];
  readonly strings: readonly string[];
  /** Property names that the file reads without calling them. */
  readonly properties: readonly string[];
  /** Words that the failing tests have in quotes. */
  readonly words: readonly string[];
  /** Names that the file imports. */
  readonly imported: readonly string[];
  /** What the other files of the package have. */
  readonly parts: PackageParts;
}

/** A family of edits: what it makes of one node, whose children it is asked about separately. */
export type Template = (node: ts.Node, scene: TemplateScene) => readonly ProposedEdit[];
