import type { FailedJob } from "../../../src/domain/ci-failure.ts";
import { renderJobLog } from "../../check/job-log/runner-log.ts";
import { writes, type Scenario } from "./fixture-run.ts";

/** A script that is red until a file is mended; or, where both are, red again. */
export const check = (name: string, other = ""): string => `import { readFileSync } from "node:fs";
const isMended = (name) => readFileSync("src/" + name + ".js", "utf8").includes("mended");
if (isMended("${name}")${other === "" ? "" : ` && !isMended("${other}")`}) process.exit(0);
console.error("src/${name}.js:1:1: wrong");
process.exit(1);
`;

export const BROKEN = "export const total = (x) => x - 1;\n";
export const BASE = {
  "package.json": '{ "type": "module" }\n',
  "src/a.js": "export const total = (x) => x + 1;\n",
  "src/b.js": "export const total = (x) => x + 1;\n",
};

/** A job of CI in which this command was red. */
export function job(name: string, run: string): FailedJob {
  return { name, url: "", log: renderJobLog([{ run, code: 1, output: "" }]) };
}

/** Mends whatever file it is asked for. */
export const mending: NonNullable<Scenario["engine"]> = {
  propose: ({ task }) =>
    Promise.resolve({
      type: "proposed",
      edits: writes({ [task.target]: "export const total = (x) => x + 1; // mended\n" }),
      rationale: "",
    }),
};
