import type { CallPlan, ProbeOptions, StandInGroup } from "../types.ts";

/** One file of the repository as the child needs it. */
export interface ChildModule {
  readonly path: string;
  readonly type: "script" | "json" | "asset";
  readonly text: string;
  readonly syntax: "esm" | "commonjs";
  readonly native: "yes" | "no";
  readonly imports: Readonly<Record<string, string>>;
}

/** What one launch has to do; plain JSON. */
export interface ChildRequest {
  readonly mode: "describe" | "run" | "judge" | "stand-in";
  /** Absolute path of the workspace: what lies in it is the repository's own. */
  readonly root: string;
  readonly entry: string;
  readonly modules: readonly ChildModule[];
  /** How many points the entry has. */
  readonly points: number;
  readonly plans: readonly Pick<CallPlan, "steps">[];
  readonly options: Required<Omit<ProbeOptions, "fresh" | "budgetMs" | "directives">> & {
    readonly fresh: "always" | "never";
  };
  /** Ids to switch on one after the other, and how many plans that notice are asked for. */
  readonly mutants: readonly number[];
  readonly judge: "first" | "some" | "every";
  /** For `stand-in`: indexes of plans in the order in which they are tried, and the mutants that one of them has to notice. */
  readonly groups: readonly StandInGroup[];
  /** Whether code could have something done outside of its own thread; `none`: nothing but timers and promises is waited for. */
  readonly work: "possible" | "none";
  /** Whether code could come to a socket by an ordinary name, so that Node's network has to be loaded to be fenced off. */
  readonly network: "fenced" | "unreachable";
  /** Whether all globals that the modules reach stand in their texts by name. */
  readonly names: "written" | "invented";
  /** How closely the language's own objects are watched after each plan. */
  readonly watch: "deep" | "shallow";
  /** The launch stops by itself after this time, whatever is left to do. */
  readonly budgetMs: number;
}

/** What came of a group: the index of the plan that was found; null: there is none. */
export interface StandInRecord {
  readonly standIn: number | null;
}

/** What the program reads from its standard input. The supervisor's one argument is the directory that records go to. */
export interface ChildInput {
  readonly role: "supervisor" | "child";
  /** The program's own text, for the processes that the supervisor starts; they need none. */
  readonly program: string;
  /** Stands behind the first letter of every line that is a record of ours: code that finds the open file does not know it. */
  readonly token: string;
  /** Index of the first unit (plan, mutant) that is to be done. */
  readonly first: number;
  /** How many plans before it left work behind that did not end. */
  readonly unfinished: number;
  readonly request: ChildRequest;
}

/** Units of work of a request: plans, mutants, groups, or the one description. */
export function unitCount(request: ChildRequest): number {
  switch (request.mode) {
    case "describe":
      return 1;
    case "run":
      return request.plans.length;
    case "judge":
      return request.mutants.length;
    case "stand-in":
      return request.groups.length;
  }
}
