import type { Proposal } from "../../domain/proposal.ts";
import type { Engine, FailingCheck, ProposeRequest } from "../../ports.ts";
import type { DocsWriter } from "./docs/docs-writer.ts";
import { createFixer, type Fixer } from "./fixer.ts";
import type { Refactorer } from "./refactor/refactorer.ts";
import type { Repairer } from "./repair/repairer.ts";
import type { TestWriter } from "./tests/test-writer.ts";

/** What the embedded engine takes from outside. */
export interface EmbeddedOptions {
  /** Milliseconds that only ever grow. */
  readonly monotonic?: () => number;
  /** Longest search for one proposal, in milliseconds. */
  readonly searchMs?: number;
  /** Processes that may run code side by side. Default 1. */
  readonly lanes?: number;
}

/** Time that one search may take where nothing else is said: a large file with many errors needs a few seconds. */
const SEARCH_MS = 30_000;
/** Tests are searched for by calling code: the search ends by counts, and by this clock where each call takes long. */
const TEST_SEARCH_MS = 120_000;

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
    (writer ??= import("./tests/test-writer.ts").then(({ createTestWriter }) =>
      createTestWriter({
        ...limits,
        searchMs: options.searchMs ?? TEST_SEARCH_MS,
        lanes: options.lanes ?? 1,
      }),
    ));
  let repairer: Promise<Repairer> | undefined;
  const loadRepairer = (): Promise<Repairer> =>
    (repairer ??= import("./repair/repairer.ts").then(({ createRepairer }) => createRepairer(limits)));
  let refactorer: Promise<Refactorer> | undefined;
  const loadRefactorer = (): Promise<Refactorer> =>
    (refactorer ??= import("./refactor/refactorer.ts").then(({ createRefactorer }) => createRefactorer(limits)));
  let docsWriter: Promise<DocsWriter> | undefined;
  const loadDocsWriter = (): Promise<DocsWriter> =>
    (docsWriter ??= import("./docs/docs-writer.ts").then(({ createDocsWriter }) => createDocsWriter(limits)));
  const workers: Workers = { fixer, loadWriter, loadRepairer, loadRefactorer, loadDocsWriter };
  return {
    name: "embedded",
    kinds: ["fix", "tests", "docs", "refactor"],
    propose: (request) => propose(request, workers),
    searchAhead: async (request) => {
      // What tools have remarks on is theirs first, and they have not been asked yet.
      const { failing } = request;
      if (failing === undefined || failing.tests.length === 0) return;
      await (await loadRepairer()).searchAhead(request, failing);
    },
  };
}

/** What does each kind of task, loaded on first use. */
interface Workers {
  readonly fixer: Fixer;
  readonly loadWriter: () => Promise<TestWriter>;
  readonly loadRepairer: () => Promise<Repairer>;
  readonly loadRefactorer: () => Promise<Refactorer>;
  readonly loadDocsWriter: () => Promise<DocsWriter>;
}

async function propose(
  request: ProposeRequest,
  { fixer, loadWriter, loadRepairer, loadRefactorer, loadDocsWriter }: Workers,
): Promise<Proposal> {
  const { kind } = request.task;
  if (kind === "scaffold") {
    return {
      type: "declined",
      reason: "the embedded engine cannot do scaffold yet; it does fix, tests, docs and refactor",
    };
  }
  try {
    if (kind === "refactor") return await (await loadRefactorer()).propose(request);
    if (kind === "tests") return await (await loadWriter()).propose(request);
    if (kind === "docs") return await (await loadDocsWriter()).propose(request);
    return await (request.failing === undefined
      ? fixer.propose(request)
      : mend(request, request.failing, { fixer, loadRepairer }));
  } catch (error) {
    // The compiler gives up on some texts with an assertion of its own; that must not end the run of all other tasks.
    return {
      type: "failed",
      reason: `the embedded engine broke off: ${error instanceof Error ? error.message : String(error)}`,
      cause: "lasting",
    };
  }
}

/**
 * A red check: what tools mend by themselves first, where tools have remarks; else the search for a repair. Errors that a
 * type checker or linter names are the tools' own: each candidate would cost a run over the whole repository.
 */
async function mend(
  request: ProposeRequest,
  failing: FailingCheck,
  { fixer, loadRepairer }: { readonly fixer: Fixer; readonly loadRepairer: () => Promise<Repairer> },
): Promise<Proposal> {
  if (failing.tests.length === 0) {
    const mended = await fixer.propose(request);
    if (mended.type === "proposed") return mended;
    if (failing.named === "errors") {
      const { repairTypes } = await import("./repair/type-repair.ts");
      // What was refused once would be proposed again: types change nothing about it.
      return (request.attempt === 1 ? await repairTypes(request) : undefined) ?? mended;
    }
  }
  return (await loadRepairer()).propose(request, failing);
}
