/**
 * Writes `src/probe/child-text.ts`: the program that runs in the probe's child process, as one text. It has to be a
 * text because inside the sandbox there is no file of ours. Source: `src/probe/child/`.
 *
 * Usage: `node scripts/probe-child.ts`.
 */
import { readFile, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { format, resolveConfig } from "prettier";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const folder = path.join(root, "src", "probe", "child");
const target = path.join(root, "src", "probe", "child-text.ts");

/** The files as functions of a small module system; they import nothing but each other. */
export async function renderProgram(): Promise<string> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".ts")).sort();
  const parts: string[] = [];
  for (const name of names) {
    const { outputText } = ts.transpileModule(await readFile(path.join(folder, name), "utf8"), {
      fileName: name,
      compilerOptions: {
        module: ts.ModuleKind.CommonJS,
        target: ts.ScriptTarget.ES2022,
        removeComments: true,
        verbatimModuleSyntax: false,
      },
    });
    parts.push(`${JSON.stringify(`./${name}`)}(exports, require) {\n${outputText.trim()}\n}`);
  }
  return `(function (input) {
const modules = { ${parts.join(",\n")} };
const loaded = {};
const load = (name) => {
  if (!(name in loaded)) modules[name]((loaded[name] = {}), load);
  return loaded[name];
};
return load("./main.ts").main(input);
})`;
}

/** Text of the file that holds the program. */
export async function renderFile(): Promise<string> {
  const text = `/** The program of \`child/\` as one text. Made by \`node scripts/probe-child.ts\`; do not edit. */
export const CHILD_PROGRAM = ${JSON.stringify(await renderProgram())};
`;
  return format(text, { ...(await resolveConfig(target)), filepath: target });
}

if (import.meta.main) await writeFile(target, await renderFile());
