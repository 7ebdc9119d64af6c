/** An error that a call can end in. */
export interface Thrown {
  /** Name of its class. */
  readonly error: string;
  /** Source text of the condition under which it is thrown, where it stands right in front; absent: not that simple. */
  readonly condition?: string;
  /** The function that throws it; absent: the documented one itself. */
  readonly by?: string;
}

/** A parameter as the text has it. */
export interface DocParameter {
  /** Undefined for a pattern. */
  readonly name?: string;
  readonly rest: "yes" | "no";
  /** Declared type as it is written. */
  readonly type?: string;
  readonly optional: "yes" | "no";
  /** Source text of the default. */
  readonly defaultText?: string;
  /** Type that follows from the default; absent: none does. */
  readonly inferred?: string;
  /** How it is called in the body, where it is a callback: `done(error, rows)`. */
  readonly calledAs: readonly string[];
  /** Properties of a pattern. */
  readonly properties: readonly DocParameter[];
}

/** An answer that is given under one condition. */
export interface EarlyReturn {
  readonly value: string;
  readonly condition: string;
}

/** What a body shows, each thing proved by its text. */
export interface BodyFacts {
  /** The expression that is all of the body. */
  readonly expression?: string;
  readonly isPredicate: boolean;
  /** Callers get a promise of what is returned. */
  readonly isAsync: boolean;
  readonly early: readonly EarlyReturn[];
  /** Sentences about what else it does. */
  readonly effects: readonly string[];
  readonly returns: "something" | "nothing" | "unknown";
  /** Type of everything that is returned, where all of it is plain; absent: it cannot be told. */
  readonly inferred?: string;
}

/** The part of a declaration in a function with several signatures. */
export type OverloadRole = "first" | "further" | "implementation";

/** One thing that other code can use, and what is true of it. */
export interface Declaration {
  /** `add`, `Cart`, `Cart#add`, `Cart.from`, `Size.width`; in a namespace `Money.round`. */
  readonly name: string;
  readonly kind:
    | "function"
    | "class"
    | "method"
    | "constructor"
    | "accessor"
    | "property"
    | "interface"
    | "type"
    | "enum"
    | "constant"
    | "namespace";
  /** Offset in front of which its comment belongs. */
  readonly start: number;
  /** Offsets of its doc comment; absent: there is none. */
  readonly comment?: { readonly start: number; readonly end: number };
  readonly parameters: readonly DocParameter[];
  /** Which of several signatures it is; absent: there is one. */
  readonly overload?: OverloadRole;
  /** Declared return type as it is written. */
  readonly returnType?: string;
  readonly body?: BodyFacts;
  readonly thrown: readonly Thrown[];
  /** Sentences about what is no function: defaults, who takes it, who throws it. */
  readonly facts: readonly string[];
}
