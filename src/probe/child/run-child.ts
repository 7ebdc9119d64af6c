import type { CallRecord } from "../types.ts";
import { describeModule } from "./describe.ts";
import { findStandIns, judgeMutants } from "./judge.ts";
import { takeHits } from "./hits.ts";
import { createMachine, type Machine } from "./machine.ts";
import { createReporter, type Reporter } from "./reporter.ts";
import type { ChildInput } from "./request.ts";
import { createWorld } from "./world.ts";

/** Plans of a launch whose work does not end that those behind them get a new process for: it may end in the midst of them. */
const MOST_RESTARTS = 30;

async function runPlans(machine: Machine, input: ChildInput, reporter: Reporter): Promise<void> {
  const { first } = input;
  let { unfinished } = input;
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
    if (result.late?.work === "unfinished") {
      reporter.emit("u");
      unfinished += 1;
      if (unfinished <= MOST_RESTARTS) return;
    }
    if (reporter.isOver()) return;
  }
}

/** Does the units from `first` on, and ends the process whatever it holds open. */
export async function runChild(input: ChildInput): Promise<void> {
  const { request, first } = input;
  const { reallyExit } = process as unknown as { reallyExit: (code: number) => never };
  const reporter = createReporter(input.token, request.budgetMs);
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
      await runPlans(machine, input, reporter);
      break;
    case "judge":
      await judgeMutants(machine, first, reporter);
      break;
    case "stand-in":
      await findStandIns(machine, first, reporter);
      break;
  }
  Reflect.apply(reallyExit, process, [0]);
}
