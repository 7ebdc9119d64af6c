/** Programs that the demonstration starts, and its headings. */
import { spawn } from "node:child_process";
import { gitEnvironment } from "./sample.ts";

interface Ran {
  readonly code: number;
  readonly output: string;
}

/** Runs a program to its end; a signal counts as failure. */
export function runProgram(
  cwd: string,
  file: string,
  args: readonly string[],
  output: "inherit" | "pipe",
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd, env: gitEnvironment(), stdio: ["ignore", output, output] });
    let text = "";
    child.stdout?.on("data", (chunk: Buffer) => (text += chunk.toString()));
    child.stderr?.on("data", (chunk: Buffer) => (text += chunk.toString()));
    child.on("error", reject);
    child.on("close", (code) => {
      resolve({ code: code ?? 1, output: text });
    });
  });
}

/** A line that begins a part of the output. */
export function printHeading(text: string): void {
  console.log(`\n=== ${text} ${"=".repeat(Math.max(3, 100 - text.length))}\n`);
}
