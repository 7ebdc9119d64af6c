import ts from "typescript";
import { calleeChain, walk } from "./callee.ts";
import { parseSource } from "./source.ts";
import type { TestCall } from "./tests.ts";

/** Why a test would pass whatever the code does that it is about. */
export type Hollow =
  | "no-assertion"
  /** Every assertion compares what the test itself writes out. */
  | "tautology"
  /** Nothing but mocks of the test's own is called and looked at. */
  | "only-mocks";

const MAKES_MOCK = /^(?:(?:jest|vi)\.(?:fn|mocked)|mock\.fn|(?:sinon|sandbox)\.(?:fake|spy|stub|mock)|td\.func)\b/u;
const OWN = /^(?:expect|assert|should|test|it|describe|specify|jest|vi|mock|sinon|sandbox|td)$/u;

const plain = (text: string): string => text.replaceAll(/\s+/gu, "");

function isTautology({ assertions }: TestCall): boolean {
  return assertions.every(({ subject, expected, library }) => {
    if (library === "custom" || subject.text === "") return false;
    return subject.literal || (expected !== "" && plain(expected) === plain(subject.text));
  });
}

function mocksOf(source: ts.SourceFile): ReadonlySet<string> {
  const mocks = new Set<string>();
  walk(source, (node) => {
    if (!ts.isVariableDeclaration(node) || !ts.isIdentifier(node.name) || node.initializer === undefined) return;
    if (MAKES_MOCK.test(node.initializer.getText())) mocks.add(node.name.text);
  });
  return mocks;
}

/** Whether something is called that is neither a mock nor the test library's. */
function callsCode(source: ts.SourceFile, mocks: ReadonlySet<string>): boolean {
  let found = false;
  walk(source, (node) => {
    if (ts.isNewExpression(node) || ts.isTaggedTemplateExpression(node)) found = true;
    if (!ts.isCallExpression(node)) return;
    const [root] = calleeChain(node.expression);
    if (root === undefined || (!OWN.test(root) && !mocks.has(root))) found = true;
  });
  return found;
}

/** Why a test shows nothing; undefined where it may show something. `text` is that of its lines. */
export function hollowness(call: TestCall, text: string): Hollow | undefined {
  if (call.kind !== "test") return undefined;
  if (call.assertions.length === 0) return "no-assertion";
  if (isTautology(call)) return "tautology";
  const source = parseSource("test.tsx", text);
  const mocks = mocksOf(source);
  const isAboutMocks = call.assertions.every(({ subject }) => mocks.has(/^[\w$]+/u.exec(subject.text)?.[0] ?? ""));
  return mocks.size > 0 && isAboutMocks && !callsCode(source, mocks) ? "only-mocks" : undefined;
}
