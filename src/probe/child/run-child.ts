import type { CallRecord } from "../types.ts";
import { describeModule } from "./describe.ts";
import { judgeMutants } from "./judge.ts";
import { createMachine, type Machine } from "./machine.ts";
import type { ChildInput } from "./request.ts";
import { createWorld } from "./world.ts";

/** File descriptor of the record file; open already, so that no permission is needed. */
const RECORDS = 3;
/** Characters of records of one launch, below what is read back of its scratch directory (64 MiB) and its longest file. */
const MAX_WRITTEN = 24_000_000;

/** Where records go, and whether the time of the launch is over. */
export interface Reporter {
  /** A line: its first letter says what it is (`r` record, `b` beat, `g` go: what comes now are units). */
  emit(line: string): void;
  isOver(): boolean;
}

/** Takes real time and files before they are taken over. */
function createReporter(budgetMs: number): Reporter {
  const { writeSync } = process.getBuiltinModule("fs");
  const { hrtime } = process;
  const started = hrtime.bigint();
  let written = 0;
  return {
    emit(line) {
      written += line.length;
      writeSync(RECORDS, `${line}\n`);
    },
    isOver: () => written > MAX_WRITTEN || Number(hrtime.bigint() - started) > budgetMs * 1e6,
  };
}

/** Ids whose mark is set; with `seen` only those that were not set before, which are then added to it. */
export function takeHits(hit: Uint8Array, seen?: Uint8Array): readonly number[] {
  const reached: number[] = [];
  for (let id = 0; id < hit.length; id += 1) {
    if (hit[id] !== 1 || seen?.[id] === 1) continue;
    reached.push(id);
    if (seen !== undefined) seen[id] = 1;
  }
  hit.fill(0);
  return reached;
}

async function runPlans(machine: Machine, first: number, reporter: Reporter): Promise<void> {
  const { plans, options } = machine.request;
  const seen = options.reached === "new" ? new Uint8Array(machine.hit.length) : undefined;
  for (const plan of plans.slice(first)) {
    const result = await machine.run(plan, options.fresh, options.ticks);
    const { comparisons } = machine;
    const record: CallRecord = {
      ...result,
      reached: takeHits(machine.hit, seen),
      ...(comparisons.length === 0 ? {} : { comparisons }),
    };
    reporter.emit(`r${JSON.stringify(record)}`);
    if (reporter.isOver()) return;
  }
}

/** Does the units from `first` on, and ends the process whatever it holds open. */
export async function runChild(input: ChildInput): Promise<void> {
  const { request, first } = input;
  const { reallyExit } = process as unknown as { reallyExit: (code: number) => never };
  const reporter = createReporter(request.budgetMs);
  const world = createWorld(request);
  const machine = createMachine(request, world, (index) => {
    if (request.mode === "run") reporter.emit(`s${index}`);
  });
  if (request.mode !== "describe") {
    // Packages take their time the first time; what comes after this beat is held to the time-out of a call.
    world.begin();
    machine.load();
    world.acceptLoad();
    reporter.emit("b");
  }
  switch (request.mode) {
    case "describe":
      reporter.emit(`r${JSON.stringify(await describeModule(machine))}`);
      break;
    case "run":
      await runPlans(machine, first, reporter);
      break;
    case "judge":
      await judgeMutants(machine, first, reporter);
      break;
  }
  Reflect.apply(reallyExit, process, [0]);
}
