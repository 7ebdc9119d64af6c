/**
 * Runs one benchmark: `npm run bench -- NAME [ARGUMENT…]`.
 *
 * Prints a table and, as the last line, `NAME key=value …`. Exits with 1 only where nothing could be measured, with 2
 * where there is no such benchmark. A benchmark is a file beside this one that exports
 * `run(args): Promise<Measurement>`.
 */
import { readdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Measurement } from "./lib/measurement.ts";

type Benchmark = (args: readonly string[]) => Promise<Measurement>;

function hasRun(module: object): module is { run: Benchmark } {
  return "run" in module && typeof module.run === "function";
}

function renderKeys(name: string, keys: Measurement["keys"]): string {
  const parts = Object.entries(keys).map(([key, value]) => {
    const figure = typeof value === "number" ? String(Number(value.toFixed(3))) : value;
    if (/\s/u.test(figure)) throw new Error(`the value of ${key} has a blank in it: ${figure}`);
    return `${key}=${figure}`;
  });
  return [name, ...parts].join(" ");
}

async function main(args: readonly string[]): Promise<number> {
  const directory = path.dirname(fileURLToPath(import.meta.url));
  const names = (await readdir(directory))
    .filter((file) => file.endsWith(".ts") && file !== "index.ts")
    .map((file) => path.basename(file, ".ts"))
    .sort();
  const [name, ...rest] = args;
  if (name === undefined || !names.includes(name)) {
    console.error(`usage: npm run bench -- NAME, where NAME is one of: ${names.join(", ")}`);
    return 2;
  }
  const module: unknown = await import(pathToFileURL(path.join(directory, `${name}.ts`)).href);
  if (typeof module !== "object" || module === null || !hasRun(module)) {
    console.error(`bench/${name}.ts exports no function run`);
    return 1;
  }
  try {
    const { table, keys } = await module.run(rest);
    console.log(`${table}\n${renderKeys(name, keys)}`);
    return 0;
  } catch (error) {
    console.error(`${name} could not be measured:`, error);
    return 1;
  }
}

process.exitCode = await main(process.argv.slice(2));
