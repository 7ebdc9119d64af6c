import { expect, test } from "@jest/globals";
import { findMutants } from "../../../src/code/mutate/find-mutants.ts";
import { applyMutant, type MutatorName } from "../../../src/code/mutate/mutant.ts";
import { switchAll } from "../../../src/code/mutate/switch-all.ts";
import { syntaxErrors } from "../../../src/code/syntax.ts";

/** Mutants of one family, by what the text reads afterwards. */
function changed(operator: MutatorName, text: string): readonly string[] {
  const mutants = findMutants("file.js", text, { operators: [operator] });
  expect(syntaxErrors("file.js", switchAll(text, mutants))).toEqual([]);
  return mutants.map((mutant) => applyMutant(text, mutant)).toSorted();
}

/**
 * The families and what each makes of what, as StrykerJS documents them; between the marks of a row stands what is replaced.
 * https://stryker-mutator.io/docs/mutation-testing-elements/supported-mutators/
 */
const ROWS: readonly (readonly [MutatorName, string, readonly string[]])[] = [
  ["ArithmeticOperator", "a «+» b;", ["-"]],
  ["ArithmeticOperator", "a «-» b;", ["+"]],
  ["ArithmeticOperator", "a «*» b;", ["/"]],
  ["ArithmeticOperator", "a «/» b;", ["*"]],
  ["ArithmeticOperator", "a «%» b;", ["*"]],
  ["ArrayDeclaration", "f(«[1, 2]»);", ["[]"]],
  ["ArrayDeclaration", "f(«[]»);", ['["mutated"]']],
  ["ArrayDeclaration", "f(new Array(«1, 2»));", [""]],
  ["ArrayDeclaration", "f(new Array(«»), Array);", ["[]"]],
  ["ArrayDeclaration", "f(Array(«4»));", [""]],
  ["ArrayDeclaration", "f(Array(«»));", ["[]"]],
  ["ArrowFunction", "f(() => «a»);", ["undefined"]],
  ["ArrowFunction", "f(() => «undefined»);", []],
  ["AssignmentOperator", "a «+=» b;", ["-="]],
  ["AssignmentOperator", "a «+=» 'text';", []],
  ["AssignmentOperator", "a «+=» `text ${b}`;", []],
  ["AssignmentOperator", "a «-=» b;", ["+="]],
  ["AssignmentOperator", "a «*=» b;", ["/="]],
  ["AssignmentOperator", "a «/=» b;", ["*="]],
  ["AssignmentOperator", "a «%=» b;", ["*="]],
  ["AssignmentOperator", "a «<<=» b;", [">>="]],
  ["AssignmentOperator", "a «>>=» b;", ["<<="]],
  ["AssignmentOperator", "a «&=» b;", ["|="]],
  ["AssignmentOperator", "a «|=» b;", ["&="]],
  ["AssignmentOperator", "a «&&=» b;", ["||="]],
  ["AssignmentOperator", "a «||=» 'text';", ["&&="]],
  ["AssignmentOperator", "a «??=» 'text';", ["&&="]],
  ["BlockStatement", "function f() «{ g(); }»", ["{}"]],
  ["BlockStatement", "if (a) «{ g(); }»", ["{}"]],
  ["BlockStatement", "for (;;) «{ g(); }»", ["{}"]],
  ["BooleanLiteral", "f(«true»);", ["false"]],
  ["BooleanLiteral", "f(«false»);", ["true"]],
  ["BooleanLiteral", "f(«!a»);", ["a"]],
  ["ConditionalExpression", "if («a») f();", ["true", "false"]],
  ["ConditionalExpression", "f(«a» ? 1 : 2);", ["true", "false"]],
  ["ConditionalExpression", "while («a») f();", ["false"]],
  ["ConditionalExpression", "do f(); while («a»);", ["false"]],
  ["ConditionalExpression", "for (let i = 0; «i < 3»; i++) f();", ["false"]],
  ["ConditionalExpression", "«for (;;) f();»", ["for (; false; ) f();"]],
  ["ConditionalExpression", "«for (let i = 0; ; i++) f();»", ["for (let i = 0; false; i++) f();"]],
  ["ConditionalExpression", "out: for (;;) break «out»;", []],
  ["ConditionalExpression", "switch (a) { case 1: «f(); break;» case 2: case 3: let b = 1; }", [""]],
  ...["<", "<=", ">", ">=", "==", "===", "!=", "!==", "&&", "||"].map(
    (operator) => ["ConditionalExpression", `f(«a ${operator} b»);`, ["true", "false"]] as const,
  ),
  ["EqualityOperator", "a «<» b;", ["<=", ">="]],
  ["EqualityOperator", "a «<=» b;", ["<", ">"]],
  ["EqualityOperator", "a «>» b;", [">=", "<="]],
  ["EqualityOperator", "a «>=» b;", [">", "<"]],
  ["EqualityOperator", "a «==» b;", ["!="]],
  ["EqualityOperator", "a «!=» b;", ["=="]],
  ["EqualityOperator", "a «===» b;", ["!=="]],
  ["EqualityOperator", "a «!==» b;", ["==="]],
  ["LogicalOperator", "a «&&» b;", ["||"]],
  ["LogicalOperator", "a «||» b;", ["&&"]],
  ["LogicalOperator", "a «??» b;", ["&&"]],
  ...Object.entries({
    endsWith: "startsWith",
    every: "some",
    max: "min",
    toLowerCase: "toUpperCase",
    trimEnd: "trimStart",
  })
    .concat(Object.entries({ toLocaleLowerCase: "toLocaleUpperCase", setTime: "setDate", setFullYear: "setMonth" }))
    .concat(Object.entries({ setHours: "setMinutes", setSeconds: "setMilliseconds", setUTCFullYear: "setUTCMonth" }))
    .concat(Object.entries({ setUTCHours: "setUTCMinutes", setUTCSeconds: "setUTCMilliseconds" }))
    .flatMap(([one, other]) => [
      ["MethodExpression", `a.«${one}»(b);`, [other]] as const,
      ["MethodExpression", `a?.«${other}»(b);`, [one]] as const,
    ]),
  ["MethodExpression", "a.«setUTCDate»(b);", ["setTime"]],
  ...["charAt", "filter", "reverse", "slice", "sort", "substr", "substring", "trim"].map(
    (name) => ["MethodExpression", `a«.${name}(b)».c();`, [""]] as const,
  ),
  ["MethodExpression", "a.«map»(b);", []],
  ["ObjectLiteral", "f(«{ a: 1 }»);", ["{}"]],
  ["ObjectLiteral", "f(«{}»);", []],
  ["OptionalChaining", "a«?.»b;", ["."]],
  ["OptionalChaining", "a«?.»[b];", [""]],
  ["OptionalChaining", "a«?.»(b);", [""]],
  ["Regex", "f(/«^»abc/);", [""]],
  ["Regex", "f(/(«^»abc)/);", [""]],
  ["Regex", "f(/abc«$»/);", [""]],
  ["Regex", "f(/«[»abc]/);", ["[^"]],
  ["Regex", "f(/«[^»abc]/);", ["["]],
  ["Regex", String.raw`f(/«\d»/);`, [String.raw`\D`]],
  ["Regex", String.raw`f(/«\D»/);`, [String.raw`\d`]],
  ["Regex", String.raw`f(/«\w»/);`, [String.raw`\W`]],
  ["Regex", String.raw`f(/«\W»/);`, [String.raw`\w`]],
  ["Regex", String.raw`f(/«\s»/);`, [String.raw`\S`]],
  ["Regex", String.raw`f(/«\S»/);`, [String.raw`\s`]],
  ["Regex", String.raw`f(/«\p»{L}/u);`, [String.raw`\P`]],
  ["Regex", String.raw`f(/«\P»{L}/u);`, [String.raw`\p`]],
  ["Regex", String.raw`f(/«\p»/);`, []],
  ["Regex", "f(/«[»[a]b]/v);", []],
  ["Regex", String.raw`f(/«[»$^*]\*/);`, ["[^"]],
  ["Regex", "f(/a(«?=»b)/);", ["?!"]],
  ["Regex", "f(/a(«?!»b)/);", ["?="]],
  ["Regex", "f(/(«?<=»a)b/);", ["?<!"]],
  ["Regex", "f(/(«?<!»a)b/);", ["?<="]],
  ...["*", "+", "?", "{2}", "{2,}", "{2,3}", "*?", "+?"].map(
    (quantifier) => ["Regex", `f(/(?:a)«${quantifier}»(?<b>c)/);`, [""]] as const,
  ),
  ["Regex", 'f(new RegExp("a«+»b", "u"), new RegExp(a, "c+"), RegExp);', [""]],
  ["StringLiteral", 'f(«"a"»);', ['""']],
  ["StringLiteral", "f(«''»);", ['"mutated"']],
  ["StringLiteral", "f(«`a ${b}`»);", ['""']],
  ["StringLiteral", 'f(Symbol(«"a"»));', []],
  ["UnaryOperator", "f(«+»a);", ["-"]],
  ["UnaryOperator", "f(«-»a);", ["+"]],
  ["UnaryOperator", "f(«~»a);", [""]],
  ["UpdateOperator", "a«++»;", ["--"]],
  ["UpdateOperator", "a«--»;", ["++"]],
  ["UpdateOperator", "«++»a;", ["--"]],
  ["UpdateOperator", "«--»a;", ["++"]],
];

test.each(ROWS)("%s: %s", (operator, marked, replacements) => {
  const [before = "", , after = ""] = marked.split(/[«»]/u);
  expect(changed(operator, marked.replaceAll(/[«»]/gu, ""))).toEqual(
    replacements.map((replacement) => before + replacement + after).toSorted(),
  );
});

test("within a logical expression only what does not decide the whole", () => {
  expect(changed("ConditionalExpression", "f((a < b) || c);")).toEqual(["f((false) || c);", "f(false);", "f(true);"]);
  expect(changed("ConditionalExpression", "f(a < b && c);")).toEqual(["f(false);", "f(true && c);", "f(true);"]);
  expect(changed("ConditionalExpression", "f((a < b) ?? c);")).toEqual(["f((false) ?? c);", "f((true) ?? c);"]);
});

test("a code point that is written in digits is no quantifier: no mutant breaks the text that all of them share", () => {
  const text = String.raw`f(/\u{20}a+/u);`;
  const mutants = findMutants("a.js", text).filter(({ operator }) => operator === "Regex");
  expect(mutants.map(({ replacement }) => replacement)).toEqual([String.raw`/\u{20}a/u`]);
});
