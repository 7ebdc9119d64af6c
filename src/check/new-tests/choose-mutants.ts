import { minimatch } from "minimatch";
import { findMutants } from "../../code/mutate/find-mutants.ts";
import { withoutDisabled } from "../../code/mutate/disabled-mutants.ts";
import { MUTATORS_OF_OUR_OWN, type Mutant } from "../../code/mutate/mutant.ts";
import type { RepoPath } from "../../domain/repo-path.ts";
import { orderMutants } from "./order-mutants.ts";
import { mutatedLines, type StrykerSettings } from "./stryker-settings.ts";

/** The mutants of a target that count. */
export interface ChosenMutants {
  /** Every one that there is: bodies are taken out by them, whatever is excluded. */
  readonly all: readonly Mutant[];
  /** In the order in which they are tried: every first part of it is a fair sample. */
  readonly counted: readonly Mutant[];
  /** How many there are to choose from. */
  readonly whole: number;
  /** Why none counts, where the repository's own configuration or comments say so. */
  readonly why?: string;
}

/** Mutants of one target that are tried; of more a sample. */
const MOST_MUTANTS = 400;

function matches(path: string, glob: string): boolean {
  return minimatch(path, glob, { dot: true });
}

/** What of the mutants the configuration of StrykerJS leaves: its own mutators alone, of its files and lines. */
function configured(path: RepoPath, mutants: readonly Mutant[], settings: StrykerSettings): readonly Mutant[] {
  const lines = mutatedLines(settings, path, matches);
  if (lines.type === "none") return [];
  return mutants.filter(({ operator, line }) => {
    const isOwn = operator !== undefined && MUTATORS_OF_OUR_OWN.includes(operator);
    if (isOwn || settings.excludedMutations.includes(operator ?? "")) return false;
    return lines.type === "all" || lines.lines.some(([first, last]) => first <= line && line <= last);
  });
}

/** The mutants of a target that new tests have to notice, as the comments of the target and StrykerJS's configuration have it. */
export function chooseMutants(path: RepoPath, text: string, settings: StrykerSettings | undefined): ChosenMutants {
  const all = findMutants(path, text);
  const enabled = withoutDisabled(path, text, all);
  const counted = settings === undefined ? enabled : configured(path, enabled, settings);
  const whole = counted.length;
  if (whole > 0 || all.length === 0)
    return { all, counted: orderMutants(path, text, counted).slice(0, MOST_MUTANTS), whole };
  const where = enabled.length === 0 ? `\`// Stryker disable\` comments of ${path}` : (settings?.path ?? "");
  return { all, counted: [], whole, why: `${where} leaves no small change of ${path} to be tried` };
}
