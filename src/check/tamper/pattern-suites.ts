import { DIALECTS } from "./pattern-dialects.ts";
import type { PatternLanguage } from "./pattern-dialects.ts";
import type { TestCase } from "./test-case.ts";

const indentOf = (line: string): number => line.search(/\S|$/u);
/** Lines of a class's head in which what holds for all its tests may stand. */
const HEAD_LINES = 8;

/** Attributes and decorators directly above a line, and the first lines below it. */
function surroundings(lines: readonly string[], at: number): string {
  let head = at;
  while (head > 0 && /^\s*(?:@|#\[)/u.test(lines[head - 1] ?? "")) head -= 1;
  const above = lines.slice(head, at);
  const below: string[] = [];
  for (const line of lines.slice(at + 1, at + 1 + HEAD_LINES)) {
    if (/^\s*(?:@|#\[|(?:async\s+)?def\b|fn\b)/u.test(line)) break;
    below.push(line);
  }
  return [...above, ...below].join("\n");
}

/** pytest collects classes that are named `Test…`, unittest those that extend a case. */
function isCollected(line: string): boolean {
  return /class\s+(?:Test|\w+\s*\(\s*\w)/u.test(line);
}

/** Classes and modules that hold tests, and the file itself, with what holds for all their tests. Never throws. */
export function readSuites(path: string, text: string, language: PatternLanguage): readonly TestCase[] {
  const { suite, suiteModifiers = [], fileModifiers = [] } = DIALECTS[language];
  const lines = text.split(/\r?\n/u);
  const named = (patterns: typeof suiteModifiers, where: string): readonly string[] =>
    patterns.filter(([, pattern]) => pattern.test(where)).map(([name]) => name);
  const base = { path, kind: "suite", claims: [] } as const;
  const file: TestCase = {
    ...base,
    names: ["the whole file"],
    modifiers: named(fileModifiers, text),
    line: 1,
    text: "",
  };
  const suites = lines.flatMap((line, at): readonly TestCase[] => {
    const name = suite?.exec(line)?.groups?.["name"];
    if (name === undefined) return [];
    const modifiers = named(suiteModifiers, surroundings(lines, at));
    return [{ ...base, names: ["in", name], modifiers, line: at + 1, text: line }];
  });
  return [file, ...suites];
}

/**
 * Marks the tests of a Python file that do not run although they stand there: another of the same name follows in
 * the same block, or the class around them is none that is collected.
 */
export function withoutShadowed(cases: readonly TestCase[], lines: readonly string[]): readonly TestCase[] {
  const around = (line: number): { readonly key: string; readonly collected: boolean } => {
    const indent = indentOf(lines[line - 1] ?? "");
    for (let at = line - 2; at >= 0 && indent > 0; at -= 1) {
      const above = lines[at] ?? "";
      if (/^\s*class\s/u.test(above) && indentOf(above) < indent)
        return { key: `${at}`, collected: isCollected(above) };
    }
    return { key: `top ${indent}`, collected: true };
  };
  const placed = cases.map((test) => ({ test, ...around(test.line) }));
  return placed.map(({ test, key, collected }, at) => {
    const shadowed = placed.slice(at + 1).some((other) => other.key === key && other.test.names[0] === test.names[0]);
    return collected && !shadowed ? test : { ...test, modifiers: [...test.modifiers, "uncollected"] };
  });
}
