import { ISOLATION_LEVELS } from "../../domain/command.ts";
import type { CommandResult, CommandSpec, IsolationLevel } from "../../domain/command.ts";
import { ConfigError } from "../../domain/errors.ts";
import { removeAbandoned } from "../git/run-directory.ts";
import { removeAbandonedGroups } from "./cgroup.ts";
import { watchCommandFiles } from "./command-files.ts";
import { DEFAULT_LIMITS } from "./limits.ts";
import type { Limits } from "./limits.ts";
import { readMachineFacts, readRunnerContext } from "./machine.ts";
import type { MachineOptions } from "./machine.ts";
import { ceilingOf, findMechanisms } from "./mechanism.ts";
import type { Mechanism } from "./mechanism.ts";
import { toRemedies, toSandboxProblem } from "./remedies.ts";
import { runFenced } from "./runner.ts";
import type { RunnerContext, SandboxPlace } from "./runner.ts";
import { measure } from "./self-test.ts";
import type { Measured, SelfTestFinding } from "./self-test.ts";

/** Runs commands fenced in as strongly as was measured to hold here. Good for concurrent use; holds nothing open. */
export interface Sandbox {
  readonly level: IsolationLevel;
  readonly findings: readonly SelfTestFinding[];
  /** Never throws for what the command does, but for writing to the files that steer GitHub's runner: HostileCodeError. */
  run(spec: CommandSpec, place: SandboxPlace, signal?: AbortSignal): Promise<CommandResult>;
}

export interface SandboxOptions extends MachineOptions {
  /** A weaker sandbox than this is a ConfigError. */
  readonly minimum: IsolationLevel;
  readonly limits?: Limits;
  /** Strongest first; default: what the machine offers. */
  readonly mechanisms?: readonly Mechanism[];
}

const rank = (level: IsolationLevel): number => ISOLATION_LEVELS.indexOf(level);

/** Measures from the strongest mechanism down, up to the first that holds all that it can hold. */
async function measureAll(mechanisms: readonly Mechanism[], context: RunnerContext): Promise<readonly Measured[]> {
  const measured: Measured[] = [];
  for (const mechanism of mechanisms) {
    const next = await measure(mechanism, context);
    measured.push(next);
    if (next.level === ceilingOf(mechanism)) break;
  }
  return measured;
}

function bestOf(measured: readonly Measured[]): Measured | undefined {
  let best: Measured | undefined;
  for (const next of measured) {
    if (best === undefined || rank(next.level) > rank(best.level)) best = next;
  }
  // Of mechanisms that are all measured at nothing, the plain one is the honest one: it starts commands at least.
  return best?.level === "L0" ? measured.at(-1) : best;
}

/**
 * Measures what holds here (one to two launches of Node: make it when a command is to be run, not before) and gives a
 * sandbox of the best level. Removes what launches of killed runs have left. Throws ConfigError where `minimum` is not
 * reached; never falls back silently.
 */
export async function createSandbox(options: SandboxOptions): Promise<Sandbox> {
  const context = await readRunnerContext(options);
  await Promise.all([removeAbandoned(context.parent), removeAbandonedGroups(context.site)]);
  const measured = await measureAll(options.mechanisms ?? (await findMechanisms(context.uid)), context);
  const best = bestOf(measured);
  if (best === undefined || rank(best.level) < rank(options.minimum)) {
    const remedies = toRemedies(await readMachineFacts(context), best);
    throw new ConfigError([toSandboxProblem(options.minimum, best, remedies)]);
  }
  const { mechanism, level, findings } = best;
  const limits = options.limits ?? DEFAULT_LIMITS;
  const commandFiles = await watchCommandFiles(options.env);
  return {
    level,
    findings,
    async run(spec, place, signal) {
      const request = { spec, place, mechanism, limits, ...(signal === undefined ? {} : { signal }) };
      const result = await runFenced(request, context, level);
      await commandFiles.check();
      return result;
    },
  };
}

/** What `assay doctor` tells of the sandbox. */
export interface SandboxDiagnosis {
  readonly level: IsolationLevel;
  /** What was tried, strongest first, up to the one that held; the findings of each. */
  readonly measured: readonly Measured[];
  /** What would raise the level here; empty at L3. */
  readonly remedies: readonly string[];
}

/** Measures like {@link createSandbox}, for the eye: has no minimum, and tells what would raise the level. */
export async function diagnoseSandbox(options: MachineOptions): Promise<SandboxDiagnosis> {
  const context = await readRunnerContext(options);
  const measured = await measureAll(await findMechanisms(context.uid), context);
  const best = bestOf(measured);
  const remedies = toRemedies(await readMachineFacts(context), best);
  return { level: best?.level ?? "L0", measured, remedies };
}
