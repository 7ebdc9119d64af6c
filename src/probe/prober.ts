import type { GraphModule, GraphReader, ModuleGraph } from "../code/module-graph.ts";
import type { Mutant } from "../code/mutate/mutant.ts";
import type { RepoPath } from "../domain/repo-path.ts";
import type { Workspace } from "../ports.ts";
import type { ChildModule, ChildRequest } from "./child/request.ts";
import { knownImports, reloading } from "./graph-facts.ts";
import { launch, type UnitRecord } from "./launch.ts";
import { mayChangeGlobals } from "./may-change-globals.ts";
import { mayInventNames } from "./may-invent-names.ts";
import { mayReachNetwork } from "./may-reach-network.ts";
import { mayStartWork } from "./may-start-work.ts";
import { createPlaceMap } from "./places.ts";
import { isRawShape, toCallRecord, toDeadRecord, toMutantRecord, toSkippedRecord, toStandIn } from "./records.ts";
import { toModuleShape } from "./shape.ts";
import type { CallPlan, CallRecord, ModuleShape, MutantRecord, ProbeOptions, Prober, StandInGroup } from "./types.ts";
import { withoutStrictness } from "./without-strictness.ts";

/** What a prober needs of its surroundings. */
export interface ProberOptions {
  /** Code is run through it and in its sandbox alone. */
  readonly workspace: Pick<Workspace, "root" | "run">;
  /** Ends a run under way: what is missing then is recorded as skipped. */
  readonly signal: AbortSignal;
  /** How many launches may go on side by side at this moment; absent: one. The records are the same. */
  readonly launches?: () => number;
}

/** Plans of one launch: a launch's start costs as much as some hundred calls. */
const MAX_PLANS = 20_000;
/** Fewer are not worth a launch of their own beside another one. */
const LEAST_SIDE_BY_SIDE = { plans: 60, mutants: 20, groups: 4 } as const;
/** How long one launch goes on before it hands over what it has. */
const BUDGET_MS = 30_000;
/** Launches that may bring nothing, one after the other, before the rest is given up. */
const MAX_FRUITLESS = 2;

const DEFAULTS = {
  callTimeoutMs: 1_000,
  ticks: 1_000_000,
  reached: "new",
  comparisons: "off",
  now: Date.UTC(2020, 0, 1),
  seed: 1,
  env: {},
  files: {},
  late: "drop",
  order: "asked",
} as const;

function toChildModule({ path, type, text, syntax, native, imports }: GraphModule): ChildModule {
  return { path, type, text, syntax, native, imports };
}

/** A list dealt out like cards: neighbours are alike, and so is what each part costs. */
function deal<Item>(items: readonly Item[], parts: number): readonly (readonly Item[])[] {
  return Array.from({ length: parts }, (_, part) => items.filter((_item, index) => index % parts === part));
}

/** What {@link deal} dealt out, in the order that it had. */
function gather<Item>(parts: readonly (readonly Item[])[], count: number): readonly (Item | undefined)[] {
  return Array.from({ length: count }, (_, index) => parts[index % parts.length]?.[Math.floor(index / parts.length)]);
}

function toRequest(
  mode: ChildRequest["mode"],
  graph: ModuleGraph,
  options: ProbeOptions,
): Omit<ChildRequest, "plans" | "mutants" | "judge"> {
  const { root, modules, entry } = graph;
  const { budgetMs = BUDGET_MS, directives, ...own } = options;
  const known = knownImports(modules);
  const fresh = own.fresh === undefined || own.fresh === "auto" ? undefined : own.fresh;
  return {
    mode,
    root,
    entry,
    modules: modules.map((one) => (directives === "lost" ? withoutStrictness(toChildModule(one)) : toChildModule(one))),
    points: modules.at(-1)?.points.length ?? 0,
    groups: [],
    options: { ...DEFAULTS, ...own, fresh: fresh ?? reloading(modules) },
    work: modules.some(({ code, imports }) => mayStartWork(code, known(imports))) ? "possible" : "none",
    network: modules.some(({ code, imports }) => mayReachNetwork(code, known(imports))) ? "fenced" : "unreachable",
    names: modules.some(({ code }) => mayInventNames(code)) ? "invented" : "written",
    watch: modules.some(({ code }) => mayChangeGlobals(code)) ? "deep" : "shallow",
    budgetMs: Math.min(budgetMs, BUDGET_MS),
  };
}

class WorkspaceProber implements Prober {
  readonly #options: ProberOptions;
  /** Made on first use: it loads the compiler. */
  #reader: GraphReader | undefined;
  /** Points that were reached, by module. */
  readonly #reached = new Map<RepoPath, Set<number>>();
  readonly #texts = new Map<RepoPath, string>();

  constructor(options: ProberOptions) {
    this.#options = options;
  }

  async #open(): Promise<GraphReader> {
    const { createGraphReader } = await import("../code/module-graph.ts");
    this.#reader ??= createGraphReader(this.#options.workspace.root);
    return this.#reader;
  }

  async #graph(module: RepoPath, comparisons: "on" | "off" = "off", text?: string): Promise<ModuleGraph | undefined> {
    const options = { coverage: text === undefined ? "on" : "off", comparisons } as const;
    const reader = await this.#open();
    return reader.read({ entry: module, options, ...(text === undefined ? {} : { text }) });
  }

  /** Launches until every unit has its record or nothing comes any more; with a budget as often as it holds a launch's. */
  async #all(
    count: number,
    requestFrom: (first: number) => ChildRequest,
    { budgetMs }: Pick<ProbeOptions, "budgetMs"> = {},
  ): Promise<{ readonly units: readonly UnitRecord[]; readonly problem?: string }> {
    const units: UnitRecord[] = [];
    let problem: string | undefined;
    const most = budgetMs === undefined ? Infinity : Math.ceil(budgetMs / BUDGET_MS);
    let fruitless = 0;
    for (let launches = 0; launches < most && units.length < count && fruitless < MAX_FRUITLESS; launches += 1) {
      if (this.#options.signal.aborted) break;
      const left = budgetMs === undefined ? BUDGET_MS : budgetMs - launches * BUDGET_MS;
      const request = { ...requestFrom(units.length), budgetMs: Math.min(left, BUDGET_MS) };
      const result = await launch(this.#options.workspace, request, this.#options.signal);
      units.push(...result.units.slice(0, count - units.length));
      problem = result.problem ?? problem;
      fruitless = result.units.length === 0 ? fruitless + 1 : 0;
    }
    return { units, ...(problem === undefined ? {} : { problem }) };
  }

  async describe(module: RepoPath): Promise<ModuleShape> {
    const graph = await this.#graph(module);
    if (graph === undefined) return { type: "failed", reason: `there is no file ${module} in the workspace` };
    const request = { ...toRequest("describe", graph, {}), plans: [], mutants: [] };
    const { units, problem } = await this.#all(1, () => ({ ...request, judge: "first" }));
    const [unit] = units;
    if (unit?.type === "record" && isRawShape(unit.value)) return toModuleShape(unit.value);
    const how = unit?.type === "died" ? `loading it ended the process (${unit.how}: ${unit.reason})` : problem;
    return { type: "failed", reason: how ?? "the run was cancelled" };
  }

  async points(module: RepoPath): Promise<GraphModule["points"]> {
    const graph = await this.#graph(module);
    return graph?.modules.at(-1)?.points ?? [];
  }

  async run(plans: readonly CallPlan[], options: ProbeOptions = {}): Promise<readonly CallRecord[]> {
    const records: CallRecord[] = plans.map((plan) => toSkippedRecord(plan));
    for (const module of new Set(plans.map((plan) => plan.module))) {
      const indexes = [...plans.keys()].filter((index) => plans[index]?.module === module);
      for (let first = 0; first < indexes.length; first += MAX_PLANS) {
        const chunk = indexes.slice(first, first + MAX_PLANS);
        const own = chunk.flatMap((index) => plans[index] ?? []);
        for (const [place, record] of (await this.#runChunk(module, own, options)).entries()) {
          if (record !== undefined) records[chunk[place] ?? -1] = record;
        }
      }
    }
    return records;
  }

  /** How many launches so many units are worth now. */
  #parts(count: number, least: number): number {
    return Math.max(1, Math.min(this.#options.launches?.() ?? 1, Math.floor(count / least)));
  }

  async #runChunk(
    module: RepoPath,
    plans: readonly CallPlan[],
    options: ProbeOptions,
  ): Promise<readonly (CallRecord | undefined)[]> {
    const graph = await this.#graph(module, options.comparisons);
    if (graph === undefined) return plans.map((plan) => toSkippedRecord(plan, `there is no file ${module}`));
    const parts = deal(plans, this.#parts(plans.length, LEAST_SIDE_BY_SIDE.plans));
    const records = gather(await Promise.all(parts.map((part) => this.#runPart(graph, part, options))), plans.length);
    if (options.reached === "all") return records;
    const seen = this.#seenOf(module, graph);
    return records.map((record) => record && { ...record, reached: this.#onlyNew(record.reached, seen) });
  }

  async #runPart(
    graph: ModuleGraph,
    plans: readonly CallPlan[],
    options: ProbeOptions,
  ): Promise<readonly CallRecord[]> {
    const base = { ...toRequest("run", graph, options), mutants: [], judge: "first" } as const;
    const steps = plans.map((plan) => ({ steps: plan.steps }));
    const { units, problem } = await this.#all(
      plans.length,
      (first) => ({ ...base, plans: steps.slice(first) }),
      options,
    );
    const mapPlaces = createPlaceMap(graph.root, graph.modules);
    return plans.map((plan, index) => {
      const unit = units[index];
      if (unit === undefined) return toSkippedRecord(plan, problem);
      if (unit.type === "died") return toDeadRecord(plan, unit);
      return mapPlaces(toCallRecord(unit.value, plan, base.points));
    });
  }

  /** What was reached before in the module as it is now. */
  #seenOf(module: RepoPath, graph: ModuleGraph): Set<number> {
    const text = graph.modules.at(-1)?.text ?? "";
    const known = this.#texts.get(module) === text ? this.#reached.get(module) : undefined;
    const seen = known ?? new Set<number>();
    this.#texts.set(module, text);
    this.#reached.set(module, seen);
    return seen;
  }

  #onlyNew(reached: readonly number[], seen: Set<number>): readonly number[] {
    return reached.filter((id) => {
      const isNew = !seen.has(id);
      seen.add(id);
      return isNew;
    });
  }

  /** The module of the plans with all mutants in it, and what each launch on it is asked; undefined without such a module. */
  async #switched(
    mode: "judge" | "stand-in",
    plans: readonly CallPlan[],
    mutants: readonly Mutant[],
    options: ProbeOptions,
  ): Promise<Omit<ChildRequest, "mutants" | "judge"> | undefined> {
    const [module] = new Set(plans.map((plan) => plan.module));
    const reader = await this.#open();
    const text = module === undefined ? undefined : reader.text(module);
    if (module === undefined || text === undefined) return undefined;
    const { switchAll } = await import("../code/mutate/switch-all.ts");
    const switched = switchAll(text, mutants, (id) => `__assayMutant(${id})`);
    const graph = await this.#graph(module, "off", switched);
    if (graph === undefined) return undefined;
    return { ...toRequest(mode, graph, options), plans: plans.map((plan) => ({ steps: plan.steps })) };
  }

  /** Units of launches side by side, in their order. */
  async #sideBySide<Unit>(
    units: readonly Unit[],
    { options, least }: { readonly options: ProbeOptions; readonly least: number },
    requestOf: (units: readonly Unit[]) => ChildRequest,
  ): Promise<readonly (UnitRecord | undefined)[]> {
    const parts = deal(units, this.#parts(units.length, least));
    const done = parts.map((part) => this.#all(part.length, (first) => requestOf(part.slice(first)), options));
    return gather(
      (await Promise.all(done)).map((part) => part.units),
      units.length,
    );
  }

  async judge(
    plans: readonly CallPlan[],
    mutants: readonly Mutant[],
    mode: "first" | "some" | "every",
    options: ProbeOptions = {},
  ): Promise<readonly MutantRecord[]> {
    const base = await this.#switched("judge", plans, mutants, options);
    if (base === undefined) return mutants.map(({ id }) => toMutantRecord(undefined, id));
    const ids = [...new Set(mutants.map(({ id }) => id))];
    const units = await this.#sideBySide(ids, { options, least: LEAST_SIDE_BY_SIDE.mutants }, (part) => ({
      ...base,
      mutants: part,
      judge: mode,
    }));
    return units.map((unit, index) => toMutantRecord(unit, ids[index] ?? -1));
  }

  async standIns(
    plans: readonly CallPlan[],
    groups: readonly StandInGroup[],
    mutants: readonly Mutant[],
    options: ProbeOptions = {},
  ): Promise<readonly (number | undefined)[]> {
    const base = await this.#switched("stand-in", plans, mutants, options);
    if (base === undefined) return groups.map(() => undefined);
    const request = { ...base, mutants: [], judge: "first" } as const;
    const units = await this.#sideBySide(groups, { options, least: LEAST_SIDE_BY_SIDE.groups }, (part) => ({
      ...request,
      groups: part,
    }));
    return units.map((unit, index) => toStandIn(unit, groups[index]?.offers ?? []));
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#reached.clear();
    return Promise.resolve();
  }
}

/** Makes a prober over a workspace. It holds no process open between two calls. */
export function createProber(options: ProberOptions): Prober {
  return new WorkspaceProber(options);
}
