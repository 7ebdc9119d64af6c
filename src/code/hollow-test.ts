import ts from "typescript";
import type { HeldBack } from "./held-back.ts";
import { parseSource } from "./source.ts";
import type { TestCall } from "./tests.ts";
import { callsCode, isPrepared, mocksIn, touchesCode, writtenOut } from "./test-contents.ts";
import { walk } from "./callee.ts";

/** Why a test would pass whatever the code does that it is about. */
export type Hollow =
  | "no-assertion"
  /** Every assertion compares what the test itself writes out. */
  | "tautology"
  /** Nothing but mocks of the test's own is called and looked at. */
  | "only-mocks"
  /** No assertion is sure to run and to fail the test; how they are kept from it. */
  | HeldBack;

const plain = (text: string): string => text.replaceAll(/\s+/gu, "");

function isTautology({ assertions }: TestCall, source: ts.SourceFile): boolean {
  const written = writtenOut(source);
  return assertions.every(({ subject, expected, expectation, library, callee }) => {
    if (library === "custom" || subject.text === "") return false;
    const resolved = (text: string): string => plain(written.get(text) ?? text);
    const isSame = expected !== "" && resolved(expected) === resolved(subject.text);
    const isWritten = subject.literal || written.has(subject.text);
    // What is written may stand in front, and what the code gave behind it.
    const isComputed = expectation === "expression" && !written.has(expected);
    return (isWritten && !isComputed) || (isSame && !/\bnot/iu.test(callee));
  });
}

/** Whether a test counts its assertions, so that one that does not run fails it. */
const COUNTS = /\.hasAssertions\s*\(|\.(?:assertions|plan)\s*\(\s*(?!0\s*\))/u;
const COUNTS_EACH = /\b(?:beforeEach|afterEach)\b[^;]*\.hasAssertions\s*\(/u;
const ASSERTS = /\b(?:expect\w*|assert\w*|should|t)\s*[.(]/u;

/** Whether a test fails of itself where it comes another way: it throws, or has an assertion in either branch. */
function failsOtherwise(source: ts.SourceFile): boolean {
  let fails = false;
  walk(source, (node) => {
    if (ts.isThrowStatement(node) || (ts.isIdentifier(node) && /fail|unreachable/iu.test(node.text))) fails = true;
    const branches = ts.isIfStatement(node)
      ? [node.thenStatement, node.elseStatement]
      : ts.isConditionalExpression(node)
        ? [node.whenTrue, node.whenFalse]
        : ts.isSwitchStatement(node)
          ? node.caseBlock.clauses
          : [];
    if (
      ts.isIfStatement(node) &&
      /\breturn\b/u.test(node.thenStatement.getText()) &&
      ASSERTS.test(node.thenStatement.getText())
    )
      fails = true;
    if (branches.length > 1 && branches.every((branch) => branch !== undefined && ASSERTS.test(branch.getText())))
      fails = true;
  });
  return fails;
}

/** What keeps all assertions of a test from failing it; undefined where one is not kept from it, or its absence is noticed. */
function heldOf({ assertions }: TestCall, source: ts.SourceFile, file: string): HeldBack | undefined {
  const kept = assertions.map(({ held }) => held);
  const [first] = kept;
  if (first === undefined || kept.includes(undefined)) return undefined;
  if (kept.every((held) => held === "catch")) return "catch";
  if (COUNTS.test(source.text) || COUNTS_EACH.test(file)) return undefined;
  if (kept.includes("condition") && failsOtherwise(source)) return undefined;
  return first;
}

/** Tells of each test of a file why it shows nothing; undefined where it may show something. `text` is that of its lines. */
export function hollownessIn(file: string): (call: TestCall, text: string) => Hollow | undefined {
  const whole = parseSource("file.tsx", file);
  const mocksOf = mocksIn(whole);
  return (call, text) => {
    if (call.kind !== "test" || call.modifiers.includes("todo")) return undefined;
    if (call.assertions.length === 0) return "no-assertion";
    const source = parseSource("test.tsx", text);
    if (isTautology(call, source)) return "tautology";
    const mocks = mocksOf(source);
    const isMock = (name: string): boolean => mocks.has(/^[\w$]+/u.exec(name)?.[0] ?? "");
    const isAboutMocks = call.assertions.every(({ subject }) => isMock(subject.text));
    const isTouching = touchesCode(source, mocks, file);
    const namesMocks = [...mocks].some((name) => text.includes(name));
    if (!isTouching && !namesMocks) return "tautology";
    const isOnlyMocks = !isTouching || (isAboutMocks && !callsCode(source, mocks));
    if (isOnlyMocks && !isPrepared(whole, mocks)) return "only-mocks";
    return heldOf(call, source, file);
  };
}
