/** Operator families, named as StrykerJS names them where it has them. */
export type MutatorName =
  | "ArithmeticOperator"
  | "ArrayDeclaration"
  | "ArrowFunction"
  | "AssignmentOperator"
  | "BlockStatement"
  | "BooleanLiteral"
  | "ConditionalExpression"
  | "EqualityOperator"
  | "LogicalOperator"
  | "MethodExpression"
  | "NumericLiteral"
  | "ObjectLiteral"
  | "OptionalChaining"
  | "Regex"
  | "StatementRemoval"
  | "StringLiteral"
  | "UnaryOperator"
  | "UpdateOperator";

/** Families that StrykerJS does not have. */
export const MUTATORS_OF_OUR_OWN: readonly MutatorName[] = ["NumericLiteral", "StatementRemoval"];

/** Where a replacement stands: what has to be put around it when several replacements share one text. */
export type MutantPosition =
  | "expression"
  /** One statement, or several in a row. */
  | "statement"
  /** The braces of a function, loop or branch with what is between them. */
  | "block"
  /** A quoted attribute value in JSX. */
  | "jsx-attribute";

/** The source with one small AST edit, made to see whether tests notice. */
export interface Mutant {
  /** From 1, in order of place within its file; 0 means the original. */
  readonly id: number;
  /** Absent for a replacement that no mutator made, such as a repair candidate. */
  readonly operator?: MutatorName;
  /** UTF-16 offsets in the original text, end exclusive. */
  readonly start: number;
  readonly end: number;
  readonly position: MutantPosition;
  /** Text that takes the place of the range; an expression or statement by itself, no parentheses needed around it. */
  readonly replacement: string;
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  /** One line for the user: `a < b → a <= b`. */
  readonly description: string;
}

/** The text with one mutant in the place of the original. */
export function applyMutant(text: string, mutant: Pick<Mutant, "start" | "end" | "replacement">): string {
  return text.slice(0, mutant.start) + mutant.replacement + text.slice(mutant.end);
}
