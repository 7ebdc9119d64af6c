/** Coding agents that install from the npm registry, each with the way to give it one task on an endpoint of our own. */
import path from "node:path";
import { gitEnvironment } from "../../scripts/sample.ts";
import type { PeerSpec } from "../lib/peer-host.ts";

/** The one task: a type error of the sample repository, and what mends it. */
export const TARGET = "src/shipping.ts";
export const OLD = "byWeight + (rule.centsPerMile ?? 0)";
export const NEW = "Math.min(byWeight, rule.maxCents)";
/** Two tasks: one in which a file is edited, and one after which the model finds that nothing needs doing. */
export type TaskKind = "fix" | "docs";
const WORDS: Readonly<Record<TaskKind, string>> = {
  fix: `Fix the type errors of ${TARGET}: Property 'centsPerMile' does not exist on type 'ShippingRule'.`,
  docs: `Write or mend the doc comments of the exported declarations of ${TARGET}.`,
};

/** Where a peer is installed and works. */
interface PeerPlace {
  /** Holds `node_modules`. */
  readonly install: string;
  readonly home: string;
  /** A sample repository of its own. */
  readonly root: string;
  /** The task in words. */
  readonly words: string;
}

type Started = Omit<PeerSpec, "limitMs" | "cwd">;

/** One agent. Its script is for the fix: the shortest way through the task is to read the file, to edit it and to say that it is done. */
export interface Peer {
  readonly name: string;
  readonly package: string;
  start(place: PeerPlace): Started;
}

function environment({ home, root }: PeerPlace, env: Readonly<Record<string, string>>): Record<string, string> {
  // Some take PWD for the directory that they work in; it has to be the one that they are started in.
  return { ...gitEnvironment(), PWD: root, HOME: home, XDG_CONFIG_HOME: path.join(home, ".config"), ...env };
}

function bin({ install }: PeerPlace, name: string): string {
  return path.join(install, "node_modules", ".bin", name);
}

const CODEX: Peer = {
  name: "codex",
  package: "@openai/codex",
  start: (place) => ({
    file: bin(place, "codex"),
    args: ["exec", "--skip-git-repo-check", "--dangerously-bypass-approvals-and-sandbox", place.words],
    env: environment(place, { CODEX_HOME: path.join(place.home, ".codex"), BENCH_KEY: "none" }),
    files: {
      [path.join(place.home, ".codex", "config.toml")]: [
        'model = "gpt-5"',
        'model_provider = "bench"',
        "[model_providers.bench]",
        'name = "bench"',
        'base_url = "{url}"',
        'wire_api = "responses"',
        'env_key = "BENCH_KEY"\n',
      ].join("\n"),
    },
    script: [
      [{ name: "exec_command", args: { cmd: `cat ${TARGET}` } }],
      [{ name: "exec_command", args: { cmd: `sed -i 's/${OLD.replace("??", "[?][?]")}/${NEW}/' ${TARGET}` } }],
    ],
  }),
};

const GEMINI: Peer = {
  name: "gemini",
  package: "@google/gemini-cli",
  start: (place) => ({
    file: bin(place, "gemini"),
    args: ["-p", place.words, "--yolo", "-m", "gemini-2.5-pro"],
    env: environment(place, {
      GEMINI_API_KEY: "none",
      GOOGLE_GEMINI_BASE_URL: "{origin}",
      GEMINI_CLI_TRUST_WORKSPACE: "true",
    }),
    files: {
      [path.join(place.home, ".gemini", "settings.json")]: JSON.stringify({
        security: { auth: { selectedType: "gemini-api-key" } },
        telemetry: { enabled: false },
        privacy: { usageStatisticsEnabled: false },
      }),
    },
    script: [
      [{ name: "read_file", args: { file_path: TARGET } }],
      [
        {
          name: "replace",
          args: { file_path: TARGET, instruction: "Keep the most.", old_string: OLD, new_string: NEW },
        },
      ],
    ],
  }),
};

const OPENCODE: Peer = {
  name: "opencode",
  package: "opencode-ai",
  start: (place) => {
    const config = path.join(place.home, "opencode.json");
    const filePath = path.join(place.root, TARGET);
    return {
      // The launcher wants an install script to have run; the program itself lies beside it.
      file: path.join(place.install, "node_modules", `opencode-${process.platform}-${process.arch}`, "bin", "opencode"),
      args: ["run", "-m", "bench/bench", place.words],
      env: environment(place, { OPENCODE_CONFIG: config, OPENCODE_DISABLE_AUTOUPDATE: "1" }),
      files: {
        [config]: JSON.stringify({
          autoupdate: false,
          share: "disabled",
          permission: { edit: "allow", bash: "allow" },
          provider: {
            bench: {
              npm: "@ai-sdk/openai-compatible",
              name: "bench",
              options: { baseURL: "{url}", apiKey: "none" },
              models: { bench: { name: "bench" } },
            },
          },
        }),
      },
      script: [
        [{ name: "read", args: { filePath } }],
        [{ name: "edit", args: { filePath, oldString: OLD, newString: NEW } }],
      ],
    };
  },
};

const PI: Peer = {
  name: "pi",
  package: "@mariozechner/pi-coding-agent",
  start: (place) => ({
    file: bin(place, "pi"),
    args: ["--provider", "bench", "--model", "bench", "--no-session", "-p", place.words],
    env: environment(place, {}),
    files: {
      [path.join(place.home, ".pi", "agent", "models.json")]: JSON.stringify({
        providers: {
          bench: {
            baseUrl: "{url}",
            api: "openai-completions",
            apiKey: "none",
            models: [{ id: "bench", contextWindow: 128_000, maxTokens: 4096 }],
          },
        },
      }),
    },
    script: [
      [{ name: "read", args: { path: TARGET } }],
      [{ name: "edit", args: { path: TARGET, edits: [{ oldText: OLD, newText: NEW }] } }],
    ],
  }),
};

/** The task as an agent is told it. */
export function wordsOf(task: TaskKind): string {
  return WORDS[task];
}

export const PEERS: readonly Peer[] = [CODEX, GEMINI, OPENCODE, PI];
