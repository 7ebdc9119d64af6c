import type { TaskKind } from "./task.ts";

/** Endpoints whose base URL, key variable and quirks are known. */
export const MODEL_PROVIDERS = [
  "openai",
  "azure",
  "github-models",
  "openrouter",
  "ollama",
  "vllm",
  "llamacpp",
  "custom",
] as const;
export type ModelProvider = (typeof MODEL_PROVIDERS)[number];

export const MODEL_APIS = ["chat", "responses"] as const;
export type ModelApi = (typeof MODEL_APIS)[number];

export const REASONING_EFFORTS = ["none", "minimal", "low", "medium", "high", "xhigh"] as const;
export type ReasoningEffort = (typeof REASONING_EFFORTS)[number];

/** USD per million tokens. */
export interface ModelPrices {
  readonly input: number;
  /** Input that the endpoint had in its cache; absent: as `input`. */
  readonly cachedInput?: number;
  readonly output: number;
}

/** Which language model is asked, where it lives and how. Holds the name of the key's variable, never the key. */
export interface ModelPolicy {
  readonly provider: ModelProvider;
  /** The model for every kind of task, or one for each. */
  readonly name: string | Readonly<Partial<Record<TaskKind, string>>>;
  /** Absent: the provider's own. */
  readonly baseUrl?: string;
  /** Name of the environment variable that holds the key; absent: the provider's usual one. */
  readonly key?: string;
  readonly api: ModelApi;
  /** Azure only. */
  readonly apiVersion?: string;
  readonly temperature?: number;
  readonly seed?: number;
  readonly reasoningEffort?: ReasoningEffort;
  readonly maxOutputTokens: number;
  /** Seconds that one request may take. */
  readonly timeoutSeconds: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Absent: nothing is known about money, and only the caps in tokens hold. */
  readonly prices?: ModelPrices;
}

/** What the model engine may use at most; every cap holds before a request is sent. */
export interface BudgetPolicy {
  readonly usd: number;
  /** Input plus output tokens of the run. */
  readonly tokens: number;
  readonly minutes: number;
  readonly perTask: { readonly usd: number; readonly turns: number };
}

/** What the model may see of the repository. */
export interface ContextPolicy {
  /** Project instructions, read from the base commit. */
  readonly files: readonly string[];
  /** Tokens of what a task begins with. */
  readonly tokens: number;
  /** Globs of files that are never read for the model. */
  readonly never: readonly string[];
}

export const DEFAULT_BUDGET: BudgetPolicy = {
  usd: 2,
  tokens: 400_000,
  minutes: 20,
  perTask: { usd: 0.25, turns: 12 },
};

/** Files that usually hold secrets; the policy's `never` replaces none of them, it adds to them. */
export const ALWAYS_HIDDEN: readonly string[] = [
  "**/.env",
  "**/.env.*",
  "**/*.pem",
  "**/*.key",
  "**/*.p12",
  "**/*.pfx",
  "**/*.jks",
  "**/*.keystore",
  "**/id_rsa*",
  "**/id_ed25519*",
  "**/.npmrc",
  "**/.netrc",
  "**/.pypirc",
  "**/.git-credentials",
  "**/*.tfstate",
];

export const DEFAULT_CONTEXT: ContextPolicy = {
  files: ["AGENTS.md", "CONTRIBUTING.md"],
  tokens: 24_000,
  never: [],
};
