import type { CoveragePoint } from "../code/instrument.ts";
import type { Mutant } from "../code/mutate/mutant.ts";
import type { RepoPath } from "../domain/repo-path.ts";
import type { ProbeOptions } from "./probe-options.ts";
import type { FunctionKind, SerializedError, SerializedValue, ValueExpression } from "./values.ts";

export type { ProbeOptions } from "./probe-options.ts";

/** What a step works on: the module's exports or an earlier step's value, and the property path from there. */
export type Target =
  | { readonly base: "exports"; readonly path: readonly string[] }
  | { readonly base: "step"; readonly step: number; readonly path: readonly string[] };

/** One action of a plan. Its value is known to later steps by its index. */
export type Step =
  /** Calls a function; where the path has an owner it is `this`. */
  | { readonly type: "call"; readonly on: Target; readonly args: readonly ValueExpression[] }
  | { readonly type: "construct"; readonly on: Target; readonly args: readonly ValueExpression[] }
  | { readonly type: "get"; readonly on: Target }
  | { readonly type: "set"; readonly on: Target; readonly value: ValueExpression }
  /** Waits until the promise of an earlier step settles; virtual timers are run meanwhile. Not a promise: its value. */
  | { readonly type: "await"; readonly step: number }
  /** Reads an iterable or iterator of an earlier step to its end or `limit` items; gives an array. */
  | { readonly type: "collect"; readonly step: number; readonly limit: number }
  /** Looks at what an earlier step's value offers to be called; gives undefined, and {@link StepRecord.shape}. */
  | { readonly type: "describe"; readonly step: number }
  /** Waits until all that was begun so far is over, timers too; gives the value of an earlier step, as it is then. */
  | { readonly type: "rest"; readonly step: number }
  /** Lets virtual time pass: due timers run. Gives undefined. */
  | { readonly type: "advance"; readonly ms: number };

/** A sequence of steps on one module, run on fresh values; a step that does not return ends it. */
export interface CallPlan {
  readonly module: RepoPath;
  readonly steps: readonly Step[];
}

export type StepOutcome =
  | { readonly type: "returned"; readonly value: SerializedValue }
  /** Also a rejection that an `await` step met. */
  | { readonly type: "threw"; readonly error: SerializedError }
  /** A promise that never settles: no timer and no work is left that could settle it within the limit. */
  | { readonly type: "pending" }
  /** `ticks`: an endless loop in the repository's code, the same at every run; `clock`: something else took too long. */
  | { readonly type: "timed-out"; readonly guard: "ticks" | "clock" }
  /** The process died of it: out of memory, a native fault. */
  | { readonly type: "crashed"; readonly reason: string }
  | { readonly type: "exited"; readonly code: number }
  /** The fence refused something (a write outside, the network, a process): says nothing about the code's behaviour. */
  | { readonly type: "denied"; readonly what: string }
  /** The plan itself does not work out: no such export, not a function, an argument that cannot be made. */
  | { readonly type: "impossible"; readonly reason: string }
  /** An earlier step of the plan did not return. */
  | { readonly type: "skipped" };

/** How a callback of the plan was called. */
export interface CallbackInvocation {
  /** The step that the callback was passed in; absent: the one during which it was called. */
  readonly step?: number;
  /** Which argument the callback was: index of the argument and the path inside it. */
  readonly argument: number;
  readonly path: readonly string[];
  readonly args: readonly SerializedValue[];
}

/** An event by which whoever waits for it knows that all is over: the last thing that was to be seen, told once. */
export interface ToldEvent {
  /** The first step whose value is the emitter. */
  readonly step: number;
  readonly name: string;
  /** Virtual milliseconds until then. */
  readonly ms: number;
}

export interface StepRecord {
  readonly outcome: StepOutcome;
  /** Of a `rest` step: what told that it was over; absent: nothing. */
  readonly told?: ToldEvent;
  /** Its value can be waited for: as a `promise`, which has a `catch` as well, or by nothing but its `then`. */
  readonly thenable?: "promise" | "then";
  /** Of a `describe` step; `toValueShape` reads it. */
  readonly shape?: unknown;
  /** Arguments whose value afterwards differs from before, with the value afterwards. */
  readonly changedArguments?: readonly { readonly argument: number; readonly after: SerializedValue }[];
  /** The receiver afterwards, where it differs from before. */
  readonly changedThis?: SerializedValue;
  readonly callbacks?: readonly CallbackInvocation[];
  /** The argument that the answer is, of this step or of one before: a function that was passed in. */
  readonly passedOn?: { readonly step: number; readonly argument: number };
}

export interface WrittenFile {
  readonly path: string;
  readonly text: string;
  /** The text is only the beginning of what lies there. */
  readonly cut?: "yes";
}

/** What a plan did besides answering; a key is absent where there was nothing. */
export interface Effects {
  readonly console?: readonly { readonly method: string; readonly text: string }[];
  /** Where both printed lines and calls of callbacks occur: their order, as `console` and `callback`. */
  readonly order?: readonly ("console" | "callback")[];
  /** Unhandled rejections and errors thrown in timers and events. */
  readonly unhandled?: readonly SerializedError[];
  /** Timers that were set; `left` of them were still waiting at the end and were removed. */
  readonly timers?: { readonly set: number; readonly left: number };
  /** The code read the clock (`Date.now`, `new Date()`, `performance.now`), which stands at {@link ProbeOptions.now}. */
  readonly clock?: "read";
  /** Numbers that `Math.random` gave, in order, at most 16. */
  readonly random?: readonly number[];
  /** Globals that were added, changed or removed (`Array.prototype.first`, `myGlobal`); put back afterwards. */
  readonly globals?: readonly string[];
  /** Files that were made or changed in the working directory, relative to it; removed afterwards. */
  readonly files?: readonly WrittenFile[];
  /** Environment variables that were read, sorted. */
  readonly environment?: readonly string[];
}

/** Two operands that the code compared, in the order of the text. */
export interface Comparison {
  /** Offset of the comparison in the original text of the plan's module. */
  readonly start: number;
  readonly operator: string;
  readonly left: SerializedValue;
  readonly right: SerializedValue;
}

/** What went on by itself after the last step of a plan. */
export interface Late {
  readonly callbacks: readonly CallbackInvocation[];
  /** Virtual milliseconds that passed until nothing was left to do. */
  readonly ms: number;
  /** Whether reads, writes or other real work were waited for; `none`: timers alone. */
  readonly work: "done" | "unfinished" | "none";
  /** Timers that still wait, such as intervals. */
  readonly timers: number;
  /** What told that it was over; absent: nothing. */
  readonly told?: ToldEvent;
}

/** What happened when a plan was run; steps by index. */
export interface CallRecord {
  readonly steps: readonly StepRecord[];
  readonly effects: Effects;
  /** Ids of {@link CoveragePoint}s of the plan's module that were reached; see {@link ProbeOptions.reached}. Ascending. */
  readonly reached: readonly number[];
  /** Present where something went on behind the last step and {@link ProbeOptions.late} waited for it. */
  readonly late?: Late;
  readonly comparisons?: readonly Comparison[];
}

/** A parameter as the loaded function's own text has it. */
export interface ParameterShape {
  /** Name, or the text of a pattern. */
  readonly name: string;
  readonly rest: "yes" | "no";
  /** Source text of the default value; absent: none. */
  readonly defaultText?: string;
}

export interface FunctionShape {
  readonly kind: "function";
  readonly functionKind: Exclude<FunctionKind, "class">;
  readonly name: string;
  /** `length`. */
  readonly arity: number;
  readonly parameters: readonly ParameterShape[];
  /** Id of the {@link CoveragePoint} of its code, where that lies in the module itself. */
  readonly point?: number;
  /** What hangs on it to be called; absent: nothing. */
  readonly members?: readonly MemberShape[];
}

export interface ClassShape {
  readonly kind: "class";
  readonly name: string;
  readonly parameters: readonly ParameterShape[];
  /** Name of the class it extends; absent: none. */
  readonly extends?: string;
  /** Whether its objects are emitters of Node's. */
  readonly emitter: "yes" | "no";
  /** Whether it can be called without `new`. */
  readonly callable: "yes" | "no";
  readonly methods: readonly (FunctionShape & { readonly member: string })[];
  readonly getters: readonly string[];
  readonly setters: readonly string[];
  readonly statics: readonly MemberShape[];
}

/** Something reachable by a name: an export, a property of an exported object, a static member. */
export type MemberShape = { readonly member: string } & ExportShape;

export type ExportShape =
  | FunctionShape
  | ClassShape
  /** A plain object with at least one function in it. */
  | { readonly kind: "object"; readonly members: readonly MemberShape[] }
  | { readonly kind: "constant"; readonly value: SerializedValue };

export type ModuleShape =
  | {
      readonly type: "loaded";
      /** `module.exports = function …` and other exports that are no plain namespace; absent otherwise. */
      readonly self?: ExportShape;
      /** By exported name, `default` included. */
      readonly exports: readonly MemberShape[];
      /** What loading did besides. */
      readonly effects: Effects;
      /** Points reached by loading alone. */
      readonly reached: readonly number[];
    }
  /** It cannot be loaded: why, for the user. */
  | { readonly type: "failed"; readonly reason: string };

/** What a mutant did to the behaviour of plans. */
export interface MutantRecord {
  /** {@link Mutant.id}. */
  readonly mutant: number;
  readonly status:
    /** Some plan behaves differently. */
    | "killed"
    /** Endless where the original ends: detected, counted as killed. */
    | "timed-out"
    | "survived"
    /** No plan reaches it whose result is the same every time. */
    | "unreached";
  /** Indexes of plans that behave differently; all of them with `every`, only the first with `first`. */
  readonly killedBy: readonly number[];
  /** Same text for the same behaviour over all plans (only with `every`). */
  readonly behaviour?: string;
}

/** Plans of which one is to notice all of these mutants. */
export interface StandInGroup {
  /** Indexes of plans, in the order in which they are tried. */
  readonly offers: readonly number[];
  /** {@link Mutant.id}. */
  readonly mutants: readonly number[];
}

/**
 * Calls the functions of a workspace's modules in a locked-down child process. Reads the workspace's files as they are
 * at the time of the call; a changed file is loaded anew. Not for concurrent use.
 */
export interface Prober extends AsyncDisposable {
  /** Loads a module and tells what it exports. */
  describe(module: RepoPath): Promise<ModuleShape>;
  /** What can be covered in a module, as ids used by {@link CallRecord.reached}; from its text alone. */
  points(module: RepoPath): Promise<readonly CoveragePoint[]>;
  /** Runs plans and answers a record for each, by index. A plan that hangs, exits or crashes costs only itself. */
  run(plans: readonly CallPlan[], options?: ProbeOptions): Promise<readonly CallRecord[]>;
  /**
   * Runs plans on mutants of one module (all in one process, by switching) and tells which plans notice. `first` stops at
   * the first plan that notices a mutant, `some` after a few. Mutants as made by `findMutants` on the module's present text, or any other
   * replacements at expressions and statements of it (repair candidates).
   */
  judge(
    plans: readonly CallPlan[],
    mutants: readonly Mutant[],
    mode: "first" | "some" | "every",
    options?: ProbeOptions,
  ): Promise<readonly MutantRecord[]>;
  /**
   * For each group the index of the first plan that notices all of its mutants, as `judge` does, and would not hang on any;
   * undefined where no plan does, or was found in time.
   */
  standIns(
    plans: readonly CallPlan[],
    groups: readonly StandInGroup[],
    mutants: readonly Mutant[],
    options?: ProbeOptions,
  ): Promise<readonly (number | undefined)[]>;
}
