import ts from "typescript";
import { parseSource } from "./source.ts";
import { testNodes } from "./tests.ts";

/** A test file that holds one of its tests only. */
export interface SoloTest {
  /** Titles of the suites around the test, and its own. */
  readonly titles: readonly string[];
  /** The file with all other tests blanked out; lines stay where they are. */
  readonly text: string;
}

/** The statement that is nothing but this call; undefined where the call is part of something else. */
function statementOf(call: ts.CallExpression): ts.Statement | undefined {
  const around = ts.isAwaitExpression(call.parent) || ts.isVoidExpression(call.parent) ? call.parent : call;
  return ts.isExpressionStatement(around.parent) ? around.parent : undefined;
}

function blanked(text: string, places: readonly ts.Node[]): string {
  let made = text;
  for (const place of places) {
    const start = place.getStart();
    const gap = made.slice(start, place.end).replaceAll(/[^\n]/gu, " ");
    // A lone `;` keeps a loop or a condition whole whose only statement went.
    made = `${made.slice(0, start)};${gap.slice(1)}${made.slice(place.end)}`;
  }
  return made;
}

/** For each test of a file the file with that test alone: what surrounds it, hooks and imports, stays. */
export function soloTests(path: string, text: string): readonly SoloTest[] {
  const calls = testNodes(parseSource(path, text));
  return calls.flatMap(({ node: own, kind, suites, title }) => {
    if (kind !== "test") return [];
    const others = calls.filter(({ node }) => node !== own && !(node.pos <= own.pos && own.end <= node.end));
    const places = others.flatMap(({ node }) => statementOf(node) ?? []);
    return [{ titles: [...suites, title], text: blanked(text, places) }];
  });
}
