import ts from "typescript";
import { walk } from "../callee.ts";
import { createOneFileProgram } from "../one-file-program.ts";
import { parseSource } from "../source.ts";

/** UTF-16 offsets, end exclusive. */
export interface CodeRange {
  readonly start: number;
  readonly end: number;
}

const REMARKS: ts.CompilerOptions = {
  checkJs: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  allowUnreachableCode: false,
};
/** Codes of the compiler: code that cannot be reached, and names that nothing reads. */
const UNREACHABLE = 7_027;
const UNUSED = new Set([6_133, 6_192, 6_196, 6_198]);

/** The function or class that carries a name as its own. */
function namedAt(source: ts.SourceFile, offset: number): ts.Node | undefined {
  let found: ts.Node | undefined;
  walk(source, (node) => {
    if (found !== undefined) return;
    const isHolder = ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node) || ts.isMethodDeclaration(node);
    if (isHolder && node.name?.getStart(source) === offset) found = node;
    const made = ts.isVariableDeclaration(node) && node.name.getStart(source) === offset ? node.initializer : undefined;
    if (made !== undefined && (ts.isArrowFunction(made) || ts.isFunctionExpression(made))) found = made;
  });
  return found;
}

/** A remark of the compiler about code that does nothing. */
export interface DeadCode extends CodeRange {
  readonly what: "unreachable" | "unused";
}

/** What the compiler remarks in a file by itself: statements behind a jump, names that nothing reads. */
export function deadCode(path: string, text: string): readonly DeadCode[] {
  const { program, source } = createOneFileProgram(path, text, REMARKS);
  return program.getSemanticDiagnostics(source).flatMap(({ code, start, length }): readonly DeadCode[] => {
    if (start === undefined || length === undefined) return [];
    if (code === UNREACHABLE) return [{ what: "unreachable", start, end: start + length }];
    return UNUSED.has(code) ? [{ what: "unused", start, end: start + length }] : [];
  });
}

/** Functions that only such functions call are as idle; they are looked for so many times. */
const MOST_ROUNDS = 8;

function idleOnce(path: string, text: string): readonly CodeRange[] {
  const source = parseSource(path, text);
  return deadCode(path, text).flatMap(({ what, start, end }): readonly CodeRange[] => {
    if (what === "unreachable") return [{ start, end }];
    const holder = namedAt(source, start);
    return holder === undefined ? [] : [{ start: holder.getStart(source), end: holder.end }];
  });
}

/** A text with a zero and blanks in the place of some of it: all else stays where it is, and what follows is no value of its. */
function blanked(text: string, ranges: readonly CodeRange[]): string {
  let left = text;
  for (const { start, end } of ranges) {
    const blanks = text.slice(start + 1, end).replaceAll(/[^\n]/gu, " ");
    left = `${left.slice(0, start)}0${blanks}${left.slice(end)}`;
  }
  return left;
}

/**
 * Code of a file that nothing can run, as the compiler sees it: behind a jump, or functions that no code names but such as
 * nothing can run.
 */
export function idleCode(path: string, text: string): readonly CodeRange[] {
  const found: CodeRange[] = [];
  let left = text;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    // The zeros behind a jump are as idle as what they stand for.
    const some = idleOnce(path, left).filter(
      ({ start, end }) => !found.some((known) => known.start <= start && end <= known.end),
    );
    if (some.length === 0) break;
    found.push(...some);
    left = blanked(left, some);
  }
  return found;
}
