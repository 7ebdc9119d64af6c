import type { Proposal } from "../../domain/proposal.ts";
import type { Engine, ProposeRequest } from "../../ports.ts";
import { createFixer, type Fixer } from "./fixer.ts";
import type { TestWriter } from "./tests/test-writer.ts";

/** What the embedded engine takes from outside. */
export interface EmbeddedOptions {
  /** Milliseconds that only ever grow. */
  readonly monotonic?: () => number;
  /** Longest search for one proposal, in milliseconds. */
  readonly searchMs?: number;
}

/** Time that one search may take where nothing else is said: a large file with many errors needs a few seconds. */
const SEARCH_MS = 30_000;

/**
 * The engine that needs no network, no key and no money: program analysis and search. It answers the same for the
 * same task, attempt and feedback. It keeps parsed programs between tasks, at most two.
 */
export function createEmbeddedEngine(options: EmbeddedOptions = {}): Engine {
  const limits = {
    monotonic: options.monotonic ?? (() => performance.now()),
    searchMs: options.searchMs ?? SEARCH_MS,
  };
  const fixer = createFixer(limits);
  let writer: Promise<TestWriter> | undefined;
  // The probe and what writes tests are loaded when a task needs them.
  const loadWriter = (): Promise<TestWriter> =>
    (writer ??= import("./tests/test-writer.ts").then(({ createTestWriter }) => createTestWriter(limits)));
  return {
    name: "embedded",
    kinds: ["fix", "tests"],
    propose: (request) => propose(request, fixer, loadWriter),
  };
}

async function propose(
  request: ProposeRequest,
  fixer: Fixer,
  loadWriter: () => Promise<TestWriter>,
): Promise<Proposal> {
  const { kind } = request.task;
  if (kind !== "fix" && kind !== "tests") {
    return { type: "declined", reason: `the embedded engine cannot do ${kind} yet; it does fix and tests` };
  }
  try {
    return kind === "fix" ? await fixer.propose(request) : await (await loadWriter()).propose(request);
  } catch (error) {
    // The compiler gives up on some texts with an assertion of its own; that must not end the run of all other tasks.
    return {
      type: "failed",
      reason: `the embedded engine broke off: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}
