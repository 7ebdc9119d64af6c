import type { CoveragePoint } from "../../code/coverage-point.ts";
import type { ModuleInputs } from "../../code/inputs/module-inputs.ts";
import type { EntryPoint } from "./entry-points.ts";
import type { Ingredients } from "./ingredient.ts";
import type { Setting } from "./plans.ts";
import type { Random } from "./random.ts";
import type { Running } from "./run-scenarios.ts";

/** What the search works on and with. */
export interface Exploration extends Running {
  readonly points: readonly CoveragePoint[];
  readonly entries: readonly EntryPoint[];
  readonly ingredientsOf: (entry: EntryPoint) => Ingredients;
  readonly random: Random;
  readonly inputs: ModuleInputs;
  /** Switches of the module that are tried; absent: none. */
  readonly settings?: readonly Setting[];
}
