import type { ModuleInputs } from "../../../code/inputs/module-inputs.ts";
import type { RepoPath } from "../../../domain/repo-path.ts";
import { toMembers, type EntryPoint } from "../../../probe/explore/entry-points.ts";
import type { Call, Scenario } from "../../../probe/explore/plans.ts";
import { toValueShape } from "../../../probe/shape.ts";
import type { CallPlan, Prober } from "../../../probe/types.ts";
import type { NamedCall, Receiver, RecordedCall } from "./recorded-call.ts";

/** Functions whose answers are looked at. */
const MAX_MAKERS = 20;

/** What can be called of a module. */
export interface Callables {
  readonly points: readonly EntryPoint[];
  /** By the name of a function: what its answers offer. */
  readonly answers: ReadonlyMap<string, readonly EntryPoint[]>;
}

/** A function at the top of a file, or of one of its objects, by its name in the file: the last one of a path will do. */
function functionNamed(points: readonly EntryPoint[], name: string): EntryPoint | undefined {
  const functions = points.filter(({ type }) => type === "function");
  const last = name.split(".").at(-1);
  return (
    functions.find((one) => one.name === name || one.path.join(".") === name) ??
    functions.find(({ path }) => path.at(-1) === last)
  );
}

/** What the answers of the functions offer on which recorded calls were made. */
export async function readAnswers(
  module: RepoPath,
  calls: readonly RecordedCall[],
  points: readonly EntryPoint[],
  { prober, inputs }: { readonly prober: Prober; readonly inputs: ModuleInputs },
): Promise<Callables["answers"]> {
  const looks = new Map<string, { readonly maker: EntryPoint; readonly plan: CallPlan }>();
  for (const { on } of calls) {
    const maker = on?.how === "call" ? functionNamed(points, on.name) : undefined;
    if (on === undefined || maker === undefined || looks.has(on.name) || looks.size >= MAX_MAKERS) continue;
    const made = { type: "call", on: { base: "exports", path: maker.path }, args: on.args } as const;
    const steps = [made, { type: "await", step: 0 }, { type: "describe", step: 1 }] as const;
    looks.set(on.name, { maker, plan: { module, steps } });
  }
  const records = await prober.run([...looks.values()].map(({ plan }) => plan));
  return new Map(
    [...looks].map(([name, { maker }], index) => {
      const shape = toValueShape(records[index]?.steps.at(-1)?.shape);
      return [name, shape === undefined ? [] : toMembers(shape, maker, inputs)];
    }),
  );
}

/** The entry point of a step on an object; undefined where there is none, as for a property that is set. */
function onObject(points: readonly EntryPoint[], { name, args, kind }: NamedCall): Call | undefined {
  const type = kind === "get" ? "getter" : "method";
  const point = points.find((one) => one.type === type && (one.member ?? "") === name);
  return kind === "set" || point === undefined ? undefined : { point, args };
}

function makerOf(
  { points, answers }: Callables,
  { how, name, args }: Receiver,
): { readonly maker: Call; readonly members: readonly EntryPoint[] } | undefined {
  if (how === "call") {
    const point = functionNamed(points, name);
    return point && { maker: { point, args }, members: answers.get(name) ?? [] };
  }
  const point = points.find((one) => one.type === "constructor" && (one.name === name || one.path.at(-1) === name));
  return point && { maker: { point, args }, members: points.filter((one) => one.receiver === point) };
}

/** A recorded call as a test can make it again; undefined where a part of it is not reached from the exports. */
export function toScenario(callables: Callables, call: RecordedCall): Scenario | undefined {
  const { name, args, on } = call;
  if (on === undefined || on.how === "value") {
    const owner = on === undefined || on.name === "" ? "" : `${on.name}.`;
    const find = (one: NamedCall): readonly Call[] => {
      const point = one.kind === undefined ? functionNamed(callables.points, `${owner}${one.name}`) : undefined;
      return point === undefined ? [] : [{ point, args: one.args }];
    };
    const before = on?.before ?? [];
    const [own, earlier] = [find(call), before.flatMap(find)];
    return own[0] && earlier.length === before.length ? { makers: [], before: earlier, call: own[0] } : undefined;
  }
  const made = makerOf(callables, on);
  if (made === undefined) return undefined;
  const last = onObject(made.members, { name, args, ...(call.kind && { kind: call.kind }) });
  const before = on.before.flatMap((one) => onObject(made.members, one) ?? []);
  return last && before.length === on.before.length ? { makers: [made.maker], before, call: last } : undefined;
}
