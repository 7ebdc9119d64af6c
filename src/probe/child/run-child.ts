import type { CallRecord } from "../types.ts";
import { describeModule } from "./describe.ts";
import { judgeMutants } from "./judge.ts";
import { takeHits } from "./hits.ts";
import { createMachine, type Machine } from "./machine.ts";
import { createReporter, type Reporter } from "./reporter.ts";
import type { ChildInput } from "./request.ts";
import { createWorld } from "./world.ts";

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
      await runPlans(machine, first, reporter);
      break;
    case "judge":
      await judgeMutants(machine, first, reporter);
      break;
  }
  Reflect.apply(reallyExit, process, [0]);
}
