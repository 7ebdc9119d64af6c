import { parseJson } from "../../domain/parse-json.ts";
import { toRepoPath } from "../../domain/repo-path.ts";
import type { GateContext } from "../gate.ts";
import { STRYKER_FILES, toStrykerSettings, type StrykerSettings } from "./stryker-settings.ts";

/** The settings of the repository, or why they cannot be known. */
export type StrykerReading =
  | { readonly type: "absent" }
  | { readonly type: "read"; readonly settings: StrykerSettings }
  | { readonly type: "unreadable"; readonly reason: string };

/** Writes what a configuration exports as JSON; functions and classes in it say nothing of mutants. */
const LOADER = `const [file, into] = process.argv.slice(1);
const { pathToFileURL } = require("node:url");
import(pathToFileURL(file).href).then(async (module) => {
  const own = module.default ?? module;
  const value = typeof own === "function" ? await own() : own;
  require("node:fs").writeFileSync(into + "/settings.json", JSON.stringify(value ?? null));
}, (error) => { console.error(String(error)); process.exitCode = 1; });`;
const TIMEOUT_MS = 30_000;
const OUTPUT_BYTES = 20_000;

/** Finds and reads the configuration of StrykerJS; one that is a program runs in the sandbox, like all code of the repository. */
export async function readStryker({ workspace, signal }: GateContext): Promise<StrykerReading> {
  for (const name of STRYKER_FILES) {
    const checked = toRepoPath(name);
    const text = checked.ok ? await workspace.read(checked.path) : undefined;
    if (text === undefined) continue;
    if (name.endsWith(".json")) {
      const parsed = parseJson(text);
      if (parsed.ok) return { type: "read", settings: toStrykerSettings(name, parsed.value) };
      return { type: "unreadable", reason: `${name} is no JSON` };
    }
    const result = await workspace.run(
      {
        command: { type: "argv", file: "node", args: ["-e", LOADER, `./${name}`, "{scratch}"] },
        timeoutMs: TIMEOUT_MS,
        outputLimit: OUTPUT_BYTES,
      },
      signal,
    );
    const parsed = parseJson(result.scratch.get("settings.json") ?? "");
    if (parsed.ok) return { type: "read", settings: toStrykerSettings(name, parsed.value) };
    const said = result.stderr.trim().split("\n").at(-1) ?? "";
    return { type: "unreadable", reason: `${name} cannot be loaded${said === "" ? "" : `: ${said.slice(0, 200)}`}` };
  }
  return { type: "absent" };
}
