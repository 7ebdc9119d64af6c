import type { CodeLiterals } from "../../code/inputs/literals.ts";
import type { ValueExpression } from "../values.ts";

/** What values are made with. */
export interface Ingredients {
  readonly literals: CodeLiterals;
  /** Source text that makes an object of an exported class, by the class's path joined with dots. */
  readonly instances: ReadonlyMap<string, readonly string[]>;
  /** Objects to be waited for that calls of the module answer. */
  readonly answers?: readonly ValueExpression[];
  /** Argument lists that the repository shows for what is called. */
  readonly calls?: readonly (readonly ValueExpression[])[];
  /** Expressions met elsewhere in the repository, by parameter name. */
  readonly examples: ReadonlyMap<string, readonly ValueExpression[]>;
}
