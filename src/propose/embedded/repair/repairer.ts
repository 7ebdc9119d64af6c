import type { Edit } from "../../../domain/edit.ts";
import type { Proposal } from "../../../domain/proposal.ts";
import type { FailingCheck, ProposeRequest } from "../../../ports.ts";
import { describeChoice } from "./alternatives.ts";
import { rank, type Ranked } from "./choose.ts";
import { isCertain } from "./is-certain.ts";
import { orderByStack } from "./order-by-stack.ts";
import { renderNothing, renderRepair, type RepairFacts } from "./rationale.ts";
import { writeRegressionTest } from "./regression-test.ts";
import { reproduceCrash, withReproduction } from "./reproduction.ts";
import { joinPatches, rankTogether } from "./rank-together.ts";
import { runWith } from "./run-with.ts";
import { changesOf } from "./file-patch.ts";
import { search, type Patch, type Search } from "./search.ts";

/** What the repairer takes from outside. */
export interface RepairerOptions {
  readonly monotonic: () => number;
  /** Longest search for one task, in milliseconds; half of it in the test runner, half with one run per candidate. */
  readonly searchMs: number;
}

/** Repairs one task from a red check; remembers between the attempts at a task what it has already sent. */
export interface Repairer {
  propose(request: ProposeRequest, failing: FailingCheck): Promise<Proposal>;
  /** Starts the search ahead of the first proposal; settles when it is over. Never throws. */
  searchAhead(request: ProposeRequest, failing: FailingCheck): Promise<void>;
}

interface Memory extends RepairFacts {
  /** Not sent yet, best first. */
  readonly waiting: Ranked[];
}

/** Real runs that a proposal may cost: what is green in the runner's process mostly is so in a run of its own. */
const MAX_CONFIRMED = 4;

/** Makes a repairer with nothing to remember yet. */
export function createRepairer({ searchMs }: RepairerOptions): Repairer {
  const memories = new Map<string, Memory>();
  const ahead = new Map<string, Promise<Memory | undefined>>();
  return {
    searchAhead: async (request, failing) => {
      const begun = begin(request, failing, searchMs);
      ahead.set(request.task.id, begun);
      // What went wrong is told to whoever proposes.
      await begun.then(
        () => undefined,
        () => undefined,
      );
    },
    propose: async (request, failing) => {
      const { task, attempt } = request;
      const known = attempt > 1 ? memories.get(task.id) : await ahead.get(task.id);
      ahead.delete(task.id);
      const memory = known ?? (await begin(request, failing, searchMs));
      if (memory === undefined) {
        return {
          type: "declined",
          reason: `none of ${task.writable.join(", ")} is TypeScript or JavaScript: nothing else can be repaired by search`,
        };
      }
      memories.set(task.id, memory);
      return proposeNext(memory, request, failing);
    },
  };
}

async function begin(request: ProposeRequest, failing: FailingCheck, searchMs: number): Promise<Memory | undefined> {
  const reproduction = failing.tests.length === 0 ? await reproduceCrash(request, failing) : undefined;
  const place = reproduction === undefined ? request : withReproduction(request, failing, reproduction);
  const found = await search(place, failing, searchMs);
  if (found === undefined) return undefined;
  const { ranked, groups } = await rankAll(found, request);
  const waiting = reproduction === undefined ? ranked : orderByStack(ranked, failing.output);
  return { found, waiting: [...waiting], groups, ...(reproduction && { reproduction }) };
}

async function rankAll(
  found: Search,
  request: ProposeRequest,
): Promise<{ readonly ranked: readonly Ranked[]; readonly groups: number }> {
  if (found.mistakes !== undefined) return rankTogether(found, found.mistakes, request);
  const ranked = found.patches.length === 0 ? [] : await rank(found, request);
  return { ranked, groups: new Set(ranked.map(({ behaviour }) => behaviour)).size };
}

/** Whether the command stays red with any one of the repairs of several mistakes left out. */
async function isAllNeeded({ parts = [] }: Ranked, failing: FailingCheck, request: ProposeRequest): Promise<boolean> {
  if (parts.length < 2) return true;
  for (const part of parts) {
    const rest = joinPatches(parts.filter((one) => one !== part));
    if (rest === undefined || (await runWith(rest, failing, request)).green) return false;
  }
  return true;
}

function toEdits(patch: Patch): readonly Edit[] {
  return changesOf(patch).map(({ path, after = "" }) => ({ type: "write", path, text: after }));
}

/** A run of the command by itself: the one that counts as proof, where there is somebody to note it. */
async function prove(patch: Patch, failing: FailingCheck, request: ProposeRequest): Promise<"green" | "red"> {
  if (request.prove !== undefined) return request.prove(changesOf(patch));
  return (await runWith(patch, failing, request)).green ? "green" : "red";
}

async function proposeNext(memory: Memory, request: ProposeRequest, failing: FailingCheck): Promise<Proposal> {
  for (let confirmed = 0; confirmed < MAX_CONFIRMED; confirmed += 1) {
    const next = memory.waiting.shift();
    if (next === undefined || request.signal.aborted) break;
    if ((await prove(next.patch, failing, request)) === "red" || !(await isAllNeeded(next, failing, request))) continue;
    const regression = await writeRegressionTest(next.patch, memory.found, request);
    const choice = await describeChoice(next, memory.waiting, memory, request);
    const facts = { ...memory, ...(regression && { regression }), ...(choice && { choice }) };
    return {
      type: "proposed",
      edits: [...toEdits(next.patch), ...(regression === undefined ? [] : [regression])],
      rationale: renderRepair(next, memory.waiting, facts, failing),
      confidence: isCertain(memory, next) ? "certain" : "guess",
      ...(choice && { choice }),
    };
  }
  return { type: "declined", reason: renderNothing(memory.found, failing) };
}
