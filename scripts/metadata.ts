/**
 * Keeps in step what is told in more than one place: the inputs and outputs in `action.yml` and README.md, the options in
 * `docs/command-line.md`, the JSON schemas in `schema/`, and the version.
 *
 * Usage: `npm run metadata` fails on any difference; `npm run metadata -- --write` rewrites the files.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { policyJsonSchema } from "../src/policy/json-schema.ts";
import { planJsonSchema, reportJsonSchema } from "../src/report/schema.ts";
import { renderActionYaml, renderCommandLineDocs, renderInputsTable, replaceBetween } from "./metadata/render.ts";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");

async function read(file: string): Promise<string> {
  return readFile(path.join(ROOT, file), "utf8").catch(() => "");
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** What each file has to hold. */
async function expectedFiles(): Promise<ReadonlyMap<string, string>> {
  const { version } = JSON.parse(await read("package.json")) as { version: string };
  const source = await read("src/version.ts");
  return new Map([
    ["action.yml", renderActionYaml()],
    ["README.md", replaceBetween(await read("README.md"), "inputs", renderInputsTable())],
    ["docs/command-line.md", renderCommandLineDocs()],
    ["schema/report.schema.json", json(reportJsonSchema())],
    ["schema/plan.schema.json", json(planJsonSchema())],
    ["schema/policy.schema.json", json(policyJsonSchema())],
    ["src/version.ts", source.replace(/VERSION = "[^"]*"/u, `VERSION = ${JSON.stringify(version)}`)],
  ]);
}

const mode = process.argv.includes("--write") ? "write" : "check";
const stale: string[] = [];
for (const [file, text] of await expectedFiles()) {
  if ((await read(file)) === text) continue;
  stale.push(file);
  if (mode === "check") continue;
  await mkdir(path.dirname(path.join(ROOT, file)), { recursive: true });
  await writeFile(path.join(ROOT, file), text);
}
if (mode === "write") console.log(stale.length === 0 ? "nothing to write" : `wrote ${stale.join(", ")}`);
else if (stale.length > 0) {
  console.error(`not in step with their source: ${stale.join(", ")}. Run: npm run metadata -- --write`);
  process.exitCode = 1;
}
