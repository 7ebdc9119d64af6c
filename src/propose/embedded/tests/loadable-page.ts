import { dirOf } from "../../../domain/repo-path.ts";
import type { ProposeRequest } from "../../../ports.ts";
import { toDialect } from "./dialect.ts";
import { importLines } from "./render-imports.ts";
import type { Page } from "./page.ts";
import type { TestStyle } from "./test-style.ts";

/** Module systems in which tests were seen to load a target, by the kind of target. */
export type KnownModules = Map<string, TestStyle["modules"]>;

const SUBJECT = "subject";
const LONGEST = 300;

/** A file with one test that does nothing but load the target. */
function renderLoading(page: Page, request: ProposeRequest): string {
  const { style } = page;
  const { word, indent, semicolon, quote } = style;
  const dialect = toDialect({ style, literal: { quote, exported: () => SUBJECT }, classNamed: () => undefined });
  const asserted = dialect.equal(`typeof ${SUBJECT}`, { type: "primitive", value: "object" }) ?? [];
  const lines = [
    `${word}(${quote}loads${quote}, () => {`,
    ...asserted.map((line) => `${indent}${line}${semicolon}`),
    `})${semicolon}`,
  ];
  const imports = importLines({ ...page, target: request.task.target, whole: SUBJECT }, [], lines.join("\n"));
  return `${[...imports, "", ...lines].join("\n")}\n`;
}

function oneLine(text: string): string {
  const line = text.replaceAll(/\s+/gu, " ").trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}

/** Whether something besides a run tells that the runner loads the target: tests that are there, or its being plain. */
function isProved({ style, targetModules, neighbours }: Page, { task }: ProposeRequest): boolean {
  if (neighbours > 0 || style.runner === "vitest") return true;
  return targetModules === "commonjs" && style.modules === "commonjs" && /\.c?js$/u.test(task.target);
}

function otherModules({ modules, language }: TestStyle): readonly TestStyle["modules"][] {
  // What a test in TypeScript becomes is the runner's matter.
  if (language === "typescript") return [modules];
  return modules === "esm" ? [modules, "commonjs"] : [modules, "esm"];
}

/**
 * The page in a module system in which the repository's runner loads the target, tried with a file of one test where
 * nothing else tells; else why none does. What was seen is kept in `known` for targets of the same kind and folder.
 */
export async function loadablePage(request: ProposeRequest, page: Page, known: KnownModules): Promise<Page | string> {
  const { check, task } = request;
  if (check === undefined || isProved(page, request)) return page;
  const key = [dirOf(task.target), /\.\w+$/u.exec(task.target)?.[0], page.targetModules, page.style.modules].join(" ");
  const seen = known.get(key);
  if (seen !== undefined) return { ...page, style: { ...page.style, modules: seen } };
  let said = "";
  for (const modules of otherModules(page.style)) {
    const tried = { ...page, style: { ...page.style, modules } };
    const result = await check("tests", [{ path: page.testPath, after: renderLoading(tried, request) }]);
    if (result?.status !== "failed") {
      if (result?.status === "passed") known.set(key, modules);
      return result?.status === "passed" ? tried : page;
    }
    said ||= result.diagnostics[0]?.message ?? "";
  }
  return `a test cannot import ${task.target} the way commands.test starts ${page.style.runner}: ${oneLine(said)} Set up a transform for it (such as babel-jest), or start Node with NODE_OPTIONS=--experimental-vm-modules, so that a test can import ${task.target}`;
}
