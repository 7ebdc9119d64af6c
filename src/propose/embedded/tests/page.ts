import { npmScriptOf } from "../../../domain/npm-script.ts";
import { field, parseJson } from "../../../domain/parse-json.ts";
import type { RepoPath } from "../../../domain/repo-path.ts";
import type { ProposeRequest } from "../../../ports.ts";
import type { TestStyle } from "./test-style.ts";

/** Where and how the tests are written. */
export interface Page {
  readonly testPath: RepoPath;
  readonly style: TestStyle;
  readonly targetModules: "esm" | "commonjs";
  readonly whole?: string;
  /** Text of the test file where it is there already. */
  readonly existing?: string;
  /** How many tests of the repository in the same language it is written like. */
  readonly neighbours: number;
}

function packageTypeOf(manifest: string): "module" | "commonjs" {
  const parsed = parseJson(manifest);
  return parsed.ok && field(parsed.value, "type") === "module" ? "module" : "commonjs";
}

/** How tests of the task's target are written, for the runner that a shell line names; else what keeps them from being written. */
export async function toPage(
  request: ProposeRequest,
  text: string,
  line = request.policy.commands.test?.run ?? "",
): Promise<Page | string> {
  const { task, workspace } = request;
  const { languageOf, readNeighbours, toTestStyle } = await import("./test-style.ts");
  const { exportedNames } = await import("../../../code/exports.ts");
  const found: { readonly path: RepoPath; readonly text: string | undefined }[] = [];
  for (const path of task.writable) found.push({ path, text: await workspace.read(path) });
  const [place] = [...found.filter((one) => one.text !== undefined), ...found];
  if (place === undefined) return "the policy names no path for tests";
  const { path: testPath, text: existing } = place;
  const near = readNeighbours(workspace.root, testPath);
  const neighbours = existing === undefined ? near : near.filter(({ path }) => path === testPath);
  const manifest = (await workspace.read("package.json" as RepoPath)) ?? "";
  const packageType = packageTypeOf(manifest);
  const named = [line, npmScriptOf(line, manifest)?.text ?? ""].join(" ");
  const style = toTestStyle({ line: named, testPath, target: task.target, text, packageType }, neighbours);
  const isEsm = exportedNames(task.target, text).length > 0 && /^\s*(export|import)\s/mu.test(text);
  return {
    testPath,
    style,
    targetModules: isEsm ? "esm" : "commonjs",
    ...(existing === undefined ? {} : { existing }),
    neighbours: neighbours.filter((one) => languageOf(one.path) === style.language).length,
  };
}
