import { expect, test } from "@jest/globals";
import { removeComments, withoutLeadingComments } from "../../src/code/comments.ts";
import { parseCode } from "../../src/code/source.ts";

test.each([
  ["a line of its own", "a();\n// one\n  /* two */\nb();\n", "a();\nb();\n"],
  ["a doc comment", "/**\n * Adds.\n */\nexport const a = 1;\n", "export const a = 1;\n"],
  ["at the end of a line", "a(); // one\nb(); /* two */\n", "a();\nb();\n"],
  ["between code", "a(/* one */ 1, 2 /* two */);\n", "a( 1, 2 );\n"],
  ["between words", "const/* x */a = 1;\n", "const a = 1;\n"],
  ["with a line break that ends a statement", "return /* a\n b */ 1;\n", "return\n1;\n"],
  ["before code on its line", "  /* one */ a();\n", "  a();\n"],
  [
    "not in strings, templates and regular expressions",
    'a("// b", `/* c */ ${d /* e */}`, /\\/* f */);\n',
    'a("// b", `/* c */ ${d }`, /\\/* f */);\n',
  ],
  ["at the end without a line break", "a();\n// b", "a();\n"],
  ["with CRLF", "a();\r\n// b\r\nc(); // d\r\n", "a();\r\nc();\r\n"],
  ["but not the interpreter line", "#!/usr/bin/env node\n// a\nb();\n", "#!/usr/bin/env node\nb();\n"],
  ["nothing where there is none", "a();\n\n\nb();\n", "a();\n\n\nb();\n"],
])("removes comments: %s", (_, text, expected) => {
  expect(removeComments("a.ts", text)).toBe(expected);
});

test("text between JSX tags is no comment, and a comment in braces is one", () => {
  expect(removeComments("a.tsx", "const a = <b>// c {/* d */}</b>; // e\n")).toBe("const a = <b>// c { }</b>;\n");
});

test.each([
  [
    "/** {Function} */\nfunction f(/* eval */ a) { // b\n  // process\n  return a; }\n",
    ["Function", "process"],
    ["return a"],
  ],
  ['a("/* eval */", `// ${b}`, /\\/\\* c/);\n', [], ["/* eval */", "// ${b}", "\\/\\* c"]],
  ["<b>/* eval */</b>;\n", [], ["/* eval */"]],
  ["#!/usr/bin/env node\n/* eval */ a();\n", ["eval"], ["a();"]],
  ["x <!-- `\n/* eval */ y();\n", [], ["eval"]],
])("without comments before nodes: %j", (text, gone, kept) => {
  const left = withoutLeadingComments(parseCode("a.js", text));
  for (const word of gone) expect(left).not.toContain(word);
  for (const word of kept) expect(left).toContain(word);
});
