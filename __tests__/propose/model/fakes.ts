import type { ModelPolicy, BudgetPolicy } from "../../../src/domain/model-policy.ts";
import type { RepoPath } from "../../../src/domain/repo-path.ts";
import type { CountTokens, ModelReply, ModelRequest } from "../../../src/domain/model-exchange.ts";
import type { RunEvent, Model, ProposeRequest, Sources, Engine } from "../../../src/ports.ts";
import { createModelEngine } from "../../../src/propose/model/engine.ts";
import type { Redact } from "../../../src/propose/model/conversation.ts";
import { policyWith, repoPath, tempWorkspace } from "../temp-workspace.ts";

const MODEL: ModelPolicy = {
  provider: "custom",
  name: "m",
  api: "chat",
  maxOutputTokens: 2000,
  timeoutSeconds: 10,
  headers: {},
  prices: { input: 1, output: 4 },
};

/** Files in memory; what begins with `hidden` is kept from the model. */
function sourcesOf(
  files: Readonly<Record<string, string>>,
  hunks: readonly { start: number; end: number }[] = [],
): Sources {
  const hiddenBy = (path: string): string | undefined => (path.startsWith("hidden") ? "hidden*" : undefined);
  const read = (path: RepoPath): Promise<string | undefined> =>
    Promise.resolve(hiddenBy(path) === undefined ? files[path] : undefined);
  return {
    list: () =>
      Promise.resolve(
        Object.keys(files)
          .sort()
          .filter((path) => hiddenBy(path) === undefined)
          .map(repoPath),
      ),
    read,
    readBase: read,
    hunks: () => Promise.resolve(hunks),
    hiddenBy,
  };
}

export interface Call {
  readonly name: string;
  readonly args: unknown;
}

/** A reply with calls; arguments that are text are sent as they are. */
export function calls(...list: readonly Call[]): ModelReply {
  return {
    type: "reply",
    text: "",
    calls: list.map(({ name, args }, index) => ({
      id: `c${index}`,
      name,
      arguments: typeof args === "string" ? args : JSON.stringify(args),
    })),
    finish: "done",
  };
}

export const plan = (...files: readonly string[]): Call => ({
  name: "plan",
  args: { steps: ["s"], files, risks: [], verify: "v" },
});
export const finish: Call = { name: "finish", args: { rationale: "Done.", confidence: "high" } };

export interface FakeModel extends Model {
  readonly requests: ModelRequest[];
}

/** A model that gives the replies one after the other; the last one for ever. */
export function modelOf(...replies: readonly (ModelReply | ((request: ModelRequest) => ModelReply))[]): FakeModel {
  const requests: ModelRequest[] = [];
  return {
    place: "a fake",
    requests,
    send(request) {
      requests.push({ ...request, messages: [...request.messages] });
      const reply = replies[Math.min(requests.length, replies.length) - 1]!;
      return Promise.resolve(typeof reply === "function" ? reply(request) : reply);
    },
  };
}

export interface Parts {
  readonly model: Model;
  readonly files?: Readonly<Record<string, string>>;
  readonly budget?: Partial<BudgetPolicy>;
  readonly modelPolicy?: Partial<ModelPolicy>;
  readonly redact?: Redact;
  readonly hunks?: readonly { start: number; end: number }[];
  readonly contextTokens?: number;
  readonly countTokens?: CountTokens;
}

export const FILES = {
  "src/a.ts": "export const a = 1;\nexport const b = 2;\n",
  "src/b.ts": 'import { a } from "./a.ts";\nexport function twice(): number {\n  return a * 2;\n}\n',
  "tests/a.test.ts": 'test("a", () => {});\n',
  "hidden.env": "TOKEN=1\n",
};

export interface Lab {
  readonly engine: Engine;
  readonly events: RunEvent[];
  readonly waits: number[];
  readonly request: (parts?: Partial<ProposeRequest>) => ProposeRequest;
}

/** The engine over fakes, and requests for a fix of src/a.ts. */
export function lab(parts: Parts): Lab {
  const { model, files = FILES, budget, modelPolicy, redact, hunks, contextTokens = 8000, countTokens } = parts;
  const events: RunEvent[] = [];
  const waits: number[] = [];
  const policy = {
    ...policyWith({}),
    model: { ...MODEL, ...modelPolicy },
    budget: { usd: 1, tokens: 400_000, minutes: 20, ...budget, perTask: { usd: 0.5, turns: 12, ...budget?.perTask } },
    context: { files: ["AGENTS.md"], tokens: contextTokens, never: [] },
  };
  const engine = createModelEngine({
    policy,
    model,
    sources: sourcesOf(files, hunks),
    redact: redact ?? ((text) => Promise.resolve(text)),
    events: { emit: (event) => events.push(event) },
    monotonic: () => 0,
    sleep: (ms) => {
      waits.push(ms);
      return Promise.resolve();
    },
    random: () => 0,
    ...(countTokens !== undefined && { countTokens }),
  });
  const target = repoPath("src/a.ts");
  return {
    engine,
    events,
    waits,
    request: (parts = {}) => ({
      task: { id: "fix-1", kind: "fix", target, writable: [target], reason: "changed", rule: 0 },
      attempt: 1,
      policy,
      diagnostics: [],
      workspace: tempWorkspace({}),
      signal: new AbortController().signal,
      gates: [{ gate: "types", level: "required", command: "tsc" }],
      ...parts,
    }),
  };
}

/** The text of everything that was sent in a request. */
export function sentText(request: ModelRequest | undefined): string {
  return (request?.messages ?? []).map((message) => message.text).join("\n");
}
