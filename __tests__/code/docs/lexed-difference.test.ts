import { expect, test } from "@jest/globals";
import { lexedDifference } from "../../../src/code/docs/lexed-difference.ts";

const same = undefined;

test.each([
  ["a.go", "package a\nfunc F() {}\n", "package a\n\n// F does.\nfunc F() {}\n", same],
  ["a.go", "a := 1\n", "a := 2\n", "`2` stands where `1`"],
  ["a.go", 'a := "// x"\n', 'a := "// y"\n', "stood"],
  ["a.go", "a := `x\n/* y */`\n", "a := `x\n/* z */`\n", "stood"],
  ["a.go", "a := '\"' // x\nb()\n", "a := '\"'\nb()\n", same],
  ["a.go", "return x\n", "return /*\n*/ x\n", "broken differently"],
  ["a.go", "return x\n", "return /* why */ x\n", same],
  ["a.go", "func f() {}\n", "//go:noinline\nfunc f() {}\n", "//go:noinline"],
  ["a.go", '// #include <a.h>\nimport "C"\n', '// #include <b.h>\nimport "C"\n', "b.h"],
  ["a_test.go", "f()\n// Output:\n// 1\n", "f()\n// Output:\n// 2\n", "// 2"],
  ["a_test.go", "f()\n", "// Prints.\nf()\n", same],
  ["a.go", "a()\nb()\n", "a()\n", "missing"],
  ["a.go", "a()\n", "a()\n/* open", "/* open"],
  ["A.java", "class A {}\n", "/** An A. */\nclass A {}\n", same],
  ["A.java", "class A {}\n", "/** Old.\n * @deprecated\n */\nclass A {}\n", "@deprecated"],
  ["A.java", "a();\n", "// \\u000a b();\na();\n", "u000a"],
  ["A.java", 'a = """\n  /* x */ \\""" "" y""";\n', 'a = """\n  /* z */ \\""" "" y""";\n', "stood"],
  ["A.java", "c = '\"'; // x\nd();\n", "c = '\"';\nd();\n", same],
  ["A.java", "a(); /* /* b(); */ c();\n", "a(); c();\n", same],
  ["A.java", "a(); // NOSONAR\n", "a();\n", "missing"],
  ["a.rs", "fn f() {}\n", "/// Does.\n#[x]\nfn f() {}\n", "`#` stands"],
  ["a.rs", "fn f() {}\n", "//! Told.\n/// Does.\nfn f() {}\n", same],
  ["a.rs", "a(); b();\n", "a(); /* /* x */ y */ b();\n", same],
  ["a.rs", "a(); /* /* x */ b(); */\n", "a(); /* /* x */ c(); */\n", same],
  ["a.rs", 'a(r#"x" // y"#);\n', 'a(r#"x" // z"#);\n', "stood"],
  ["a.rs", "fn f<'a>(x: &'a str) { g(\"//\") } // x\n", "fn f<'a>(x: &'a str) { g(\"//\") }\n", same],
  ["a.rs", "a('\\'', '\"', b'/', '\\u{2f}'); // x\n", "a('\\'', '\"', b'/', '\\u{2f}');\n", same],
  ["a.rs", 'a("1\n// 2");\n', 'a("1\n// 3");\n', "stood"],
  ["a.rs", "a()\r\n", "// why\r\na()\r\n", same],
])("%s: %j against %j", (path, before, after, what) => {
  expect(lexedDifference(path, before, after)?.what).toEqual(
    what === undefined ? undefined : expect.stringContaining(what),
  );
});
