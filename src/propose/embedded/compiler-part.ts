import type { CodeDiagnostic } from "../../code/diagnostics.ts";
import type { FixSearch } from "../../code/compiler-fixes.ts";
import type { ProjectCache } from "../../code/project-cache.ts";
import type { ProposeRequest } from "../../ports.ts";
import type { FixerOptions } from "./fixer.ts";
import type { TaskMemory } from "./memory.ts";

/** The compiler's share of a fix. The compiler itself is loaded when it is first asked. */
export interface CompilerPart {
  /** Repaired texts of the target, best first, without the fixes that the memory bans. */
  search(request: ProposeRequest, memory: TaskMemory, breadth: "first" | "alternatives"): Promise<FixSearch>;
  /** The compiler's errors in a text of the target; empty where the compiler does not know the file. */
  errors(request: ProposeRequest, text: string): Promise<readonly CodeDiagnostic[]>;
  /** What speaks against a tool's text: broken syntax, something hidden, a new error. Undefined: nothing. */
  objection(
    request: ProposeRequest,
    texts: { readonly before: string; readonly after: string },
  ): Promise<string | undefined>;
  /** In words, why there is no repair. */
  summary(request: ProposeRequest, memory: TaskMemory): Promise<string>;
}

/** Texts that one search may check; each costs a check of the file, and of those that import it. */
const MAX_TRIALS = 240;
/** Lint rules whose remark the compiler can mend where the linter cannot. */
const UNUSED_RULES = /unused|unreachable|await-thenable/iu;

const NOTHING: FixSearch = { before: [], repaired: [], undecided: [], complete: true };

function withoutMark(text: string): string {
  return text.startsWith("\ufeff") ? text.slice(1) : text;
}

/** Whether the compiler is worth asking: the types check is another, or says something, or the linter does. */
function isWanted({ policy, diagnostics }: ProposeRequest): boolean {
  if (policy.commands.types?.format !== "tsc") return true;
  return diagnostics.some(({ source, code }) => source === "tsc" || /^TS\d/u.test(code ?? "")) || isUnused(diagnostics);
}

/** Whether anything can tell a guess from its alternatives: a gate has to see that a test runs the changed lines. */
function proves({ policy }: ProposeRequest): boolean {
  return policy.commands.coverage !== undefined;
}

function isUnused(diagnostics: ProposeRequest["diagnostics"]): boolean {
  return diagnostics.some(({ code }) => UNUSED_RULES.test(code ?? ""));
}

/** Makes the part; parsed programs are kept between tasks. */
export function createCompilerPart(options: FixerOptions): CompilerPart {
  let cache: Promise<ProjectCache> | undefined;
  const opened = async (request: ProposeRequest) => {
    cache ??= import("../../code/project-cache.ts").then(({ createProjectCache }) => createProjectCache());
    const { isParsable } = await import("../../code/source.ts");
    const { target } = request.task;
    if (!isParsable(target)) return { type: "none", reason: `${target} is not TypeScript or JavaScript` } as const;
    return (await cache).open(request.workspace.root, target);
  };
  const errors = async (request: ProposeRequest, text: string): Promise<readonly CodeDiagnostic[]> => {
    const { errorsOfText } = await import("../../code/diagnostics.ts");
    if (!isWanted(request)) return [];
    const project = await opened(request);
    return project.type === "none" ? [] : errorsOfText(project.project, project.path, withoutMark(text));
  };
  return {
    errors,
    search: async (request, memory, breadth) => {
      const { searchFixes } = await import("../../code/compiler-fixes.ts");
      if (!isWanted(request)) return NOTHING;
      const project = await opened(request);
      if (project.type === "none") return NOTHING;
      const deadline = options.monotonic() + options.searchMs;
      const wanted = request.diagnostics.filter(({ code }) => UNUSED_RULES.test(code ?? ""));
      return searchFixes(project.project, {
        path: project.path,
        text: withoutMark(memory.untouched),
        wanted: new Set(wanted.map(({ range }) => range?.line).filter((line) => line !== undefined)),
        banned: memory.banned,
        breadth,
        guesses: proves(request) ? memory.guesses : "refused",
        maxTrials: MAX_TRIALS,
        expired: () => request.signal.aborted || options.monotonic() > deadline,
      });
    },
    objection: async (request, { before, after }) => {
      const { isParsable, syntaxErrors } = await import("../../code/syntax.ts");
      const { addedSilencers } = await import("../../code/silencing.ts");
      const { newOnes } = await import("../../code/diagnostics.ts");
      const { target } = request.task;
      if (!isParsable(target)) return undefined;
      if (syntaxErrors(target, after).length > syntaxErrors(target, before).length) return "a tool broke the syntax";
      const hidden = addedSilencers(target, before, after);
      if (hidden.length > 0) return `a tool's fix would hide something (${hidden.join(", ")})`;
      const [fresh] = newOnes(await errors(request, before), await errors(request, after));
      return fresh === undefined ? undefined : `a tool's fix brings ${fresh.code} in line ${fresh.line}`;
    },
    summary: async (request, memory) => {
      if (!isWanted(request)) return "the compiler has no error";
      const project = await opened(request);
      if (project.type === "none") return project.reason;
      const left = await errors(request, memory.untouched);
      if (left.length === 0) return "the compiler has no error";
      const named = left.slice(0, 3).map(({ code, line }) => `${code} in line ${line}`);
      return `no fix of the compiler's mends ${named.join(", ")}${left.length > 3 ? `, and ${left.length - 3} more` : ""}`;
    },
  };
}
