import { expect, test } from "@jest/globals";
import { codeDifference } from "../../../src/code/docs/code-difference.ts";
import { findDeclarations } from "../../../src/code/docs/find-declarations.ts";
import { layOut } from "../../../src/propose/embedded/docs/lay-out.ts";
import { toDocStyle } from "../../../src/propose/embedded/docs/doc-style.ts";
import { repoPath } from "../../propose/temp-workspace.ts";

test.each([
  "/* eslint-disable */",
  "/* eslint no-alert: 0 */",
  "/* eslint\n  no-alert: 0\n*/",
  "/* global window */",
  "// @ts-expect-error",
  "// @ts-nocheck",
  "/**\n * @ts-ignore\n */",
  "/* istanbul ignore next */",
  "/* c8 ignore start */",
  "/* v8 ignore next */",
  "/* node:coverage disable */",
  "// Stryker disable all",
  "// prettier-ignore",
  "// dprint-ignore",
  "// biome-ignore lint: why",
  "// deno-lint-ignore-file",
  '// @deno-types="./a.d.ts"',
  "// @flow",
  "/* @noflow */",
  "// $FlowFixMe",
  "/** @jsx h */",
  "/** @jsxImportSource preact */",
  '/// <reference types="node" />',
  "/**\n * @jest-environment jsdom\n */",
  "// @vitest-environment jsdom",
  "/** @internal */",
  "/*! The notice stays. */",
  "/** @license MIT */",
  "// NOSONAR",
  "// cspell:disable",
  "const b = /* #__PURE__ */ a();",
  "import(/* webpackChunkName: 'x' */ 'x');",
  "import(/* why, webpackIgnore: true */ 'x');",
  "import(/* @vite-ignore */ 'x');",
])("what tools act on is more than a comment: %j", (said) => {
  const [bare, written] = said.includes("(")
    ? [said.replace(/\/\*.*?\*\/ ?/u, ""), said]
    : ["a();\n", `${said}\na();\n`];
  for (const [before, after] of [
    [bare, written],
    [written, bare],
  ] as const)
    expect(codeDifference("a.js", before, after)?.what).toMatch(/is an instruction to a tool$/u);
});

test.each([
  "/** ESLint is run on it. */",
  "/**\n * eslint is run on it.\n * global state is changed.\n */",
  "/** Says what `@ts-ignore` does. */",
  "/** Removes comments, such as istanbul's. */",
])("prose about tools is none: %j", (said) => {
  expect(codeDifference("a.js", "a();\n", `${said}\na();\n`)).toBeUndefined();
});

test.each([
  ["// @ts-expect-error\na();\nb();\n", "a();\n// @ts-expect-error\nb();\n"],
  ["// eslint-disable-next-line\na();\n", "// eslint-disable-next-line\n/** A. */\na();\n"],
  ["a(); // eslint-disable-line\nb();\n", "a();\n// eslint-disable-line\nb();\n"],
  [
    "/* istanbul ignore next */\na();\n/* c8 ignore next */\nb();\n",
    "/* c8 ignore next */\na();\n/* istanbul ignore next */\nb();\n",
  ],
])("an instruction that is about something else now: %j", (before, after) => {
  expect(codeDifference("a.js", before, after)?.what).toContain("stands in front of something else");
});

test.each([
  ["a text between tags", "const a = <p>// one</p>;", "const a = <p>// two</p>;"],
  ["blanks between tags", "const a = <p>a b</p>;", "const a = <p>a  b</p>;"],
  ["a comment that becomes a text", "const a = <p>{/* a */}</p>;", "const a = <p>/* a */</p>;"],
  ["an expression", "const a = /[/]*b/;", "const a = /[/]*c/;"],
  ["the first line", "#!/usr/bin/env node\na();", "#!/usr/bin/env deno\na();"],
  ["a text over several lines", "const a = 'x\\\n// y';", "const a = 'x\\\n// z';"],
  ["code that a comment takes in", "a(); b();", "a(); // b();"],
])("%s is code", (_, before, after) => {
  expect(codeDifference("a.tsx", before, after)).toBeDefined();
  expect(codeDifference("a.tsx", before, before)).toBeUndefined();
});

test.each([
  ["// eslint-disable-next-line no-x\n", ""],
  ["  // @ts-expect-error\n  // prettier-ignore\n  ", "  "],
  ["/* istanbul ignore next */\n", ""],
])("a doc comment goes above %j", (above, indent) => {
  const text = `first();\n${above}export function f(a: number) { if (a < 0) throw new RangeError("no"); }\n`;
  const path = repoPath("a.ts");
  const [declaration] = findDeclarations(path, text);
  if (declaration === undefined) throw new Error("nothing found");
  const style = toDocStyle({ path, text, demands: "no" }, []);
  const written = [{ declaration, content: { summary: ["Told."], tags: [], example: [] } }];
  const laid = layOut(text, { written, corrections: [], style, most: 100 }).text;
  expect(laid).toBe(text.replace(above, `${indent}/** Told. */\n${above}`));
  expect(codeDifference(path, text, laid)).toBeUndefined();
});

test.each(["/* eslint-disable */\n", "// Why it is there.\n", "/* eslint-disable\n   no-x */\n"])(
  "a doc comment stays below %j",
  (above) => {
    const text = `${above}export function f() {}\n`;
    expect(findDeclarations(repoPath("a.ts"), text)[0]?.start).toBe(above.length);
  },
);
