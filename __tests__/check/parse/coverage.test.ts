import { describe, expect, test } from "@jest/globals";
import { parseClover } from "../../../src/check/parse/clover.ts";
import { parseCobertura } from "../../../src/check/parse/cobertura.ts";
import type { CoverageResult, FileCoverage, PlacedResult, Ratio } from "../../../src/check/parse/coverage.ts";
import { parseCoveragePyJson } from "../../../src/check/parse/coverage-py-json.ts";
import { parseGoCover } from "../../../src/check/parse/go-cover.ts";
import { parseIstanbulJson } from "../../../src/check/parse/istanbul-json.ts";
import { parseJacoco } from "../../../src/check/parse/jacoco.ts";
import { parseLcov } from "../../../src/check/parse/lcov.ts";
import { recorded, ROOT } from "./recorded.ts";

type Parse = (text: string, root: string) => CoverageResult | PlacedResult | Promise<CoverageResult | PlacedResult>;

const parseGo: Parse = (text, root) => parseGoCover(text, { root, module: "example.com/shop" });
const parseJvm: Parse = (text) => parseJacoco(text, ["src/main/java", ""]);

/** `path: line=hits … fork line=branches … branches functions`, or the reason. */
async function told(parse: Parse, text: string): Promise<readonly string[]> {
  const result = await parse(text, ROOT);
  if (!result.ok) return [`not read: ${result.reason}`];
  const files: readonly (readonly [string, FileCoverage])[] =
    "coverage" in result ? [...result.coverage] : result.files.map((file) => [file.candidates.join("|"), file]);
  return files.map(([path, { lines, branches, branchLines = new Map<number, Ratio>(), functions }]) => {
    const hits = [...lines].sort(([one], [two]) => one - two).map(([line, count]) => `${line}=${count}`);
    const forks = [...branchLines].map(([at, { covered, total }]) => `fork ${at}=${covered}/${total}`);
    return [
      `${path}:`,
      ...hits,
      ...forks.sort(),
      `${branches.covered}/${branches.total}`,
      `${functions.covered}/${functions.total}`,
    ].join(" ");
  });
}

const CLOVER = ["src/math.mjs: 2=1 5=2 6=1 8=1 3/4 2/2"];
const ISTANBUL = ["src/math.mjs: 2=1 5=2 6=1 8=1 fork 5=2/2 fork 8=1/2 3/4 2/2"];
const PYTHON = [
  "pkg/__init__.py: 0/0 0/0",
  "pkg/bad.py: 1=0 2=0 5=0 6=0 7=0 0/0 0/0",
  "pkg/math.py: 1=1 4=1 5=1 8=1 9=1 10=1 11=1 fork 9=2/2 2/2 0/0",
];

describe("recorded runs", () => {
  test.each<readonly [string, Parse, string, readonly string[]]>([
    ["istanbul JSON of Vitest", parseIstanbulJson, "istanbul.json", ISTANBUL],
    ["Cobertura of Vitest", parseCobertura, "istanbul-cobertura.xml", ISTANBUL],
    ["Clover of Vitest", parseClover, "istanbul-clover.xml", CLOVER],
    ["coverage.py JSON", parseCoveragePyJson, "coverage-py.json", PYTHON],
    ["coverage.py Cobertura", parseCobertura, "coverage-py.xml", PYTHON],
    [
      "JaCoCo, with its document type",
      parseJvm,
      "jacoco.xml",
      [
        "src/main/java/com/example/Maths.java|com/example/Maths.java: 3=0 4=4 7=2 8=0 10=5 fork 10=1/2 fork 7=1/2 2/4 2/3",
        "src/main/java/com/example/MathsTest.java|com/example/MathsTest.java: 3=0 4=3 5=7 6=6 0/0 3/3",
      ].map((line) => (line.includes("MathsTest") ? line.replace("3=0 ", "") : line)),
    ],
    ["Go", parseGo, "go.cover", ["math.go: 4=1 7=1 8=1 9=1 10=1 11=0 12=0 0/0 0/0"]],
  ])("%s", async (_, parse, name, expected) => {
    expect(await told(parse, recorded(name))).toEqual(expected);
  });
});

const line = (rest: string): string =>
  `<coverage><packages><package><classes><class filename="a.py">${rest}</class></classes></package></packages></coverage>`;

describe("forms that the recorded runs do not have", () => {
  test.each<readonly [string, Parse, string, readonly string[]]>([
    [
      "Cobertura: several sources, one elsewhere",
      parseCobertura,
      '<coverage><sources><source>/workspace/lib</source><source>/usr/lib</source><source></source></sources><packages><package><classes><class filename="a.py"><methods><method><lines><line number="1" hits="1"/></lines></method></methods><lines><line number="1" hits="1" condition-coverage="50% (1/2)"/></lines></class></classes></package></packages></coverage>',
      ["lib/a.py|a.py: 1=1 fork 1=1/2 1/2 1/1"],
    ],
    ["Cobertura: an absolute name", parseCobertura, line("").replace("a.py", "/workspace/x/a.py"), ["x/a.py: 0/0 0/0"]],
    [
      "JaCoCo: a report of several modules",
      parseJvm,
      '<report><group name="core"><package name="p"><sourcefile name="A.java"><line nr="1" mi="0" ci="2" mb="1" cb="1"/></sourcefile></package></group></report>',
      ["core/src/main/java/p/A.java|core/p/A.java|src/main/java/p/A.java|p/A.java: 1=2 fork 1=1/2 1/2 0/0"],
    ],
    [
      "Clover: PHPUnit",
      parseClover,
      '<coverage><project><package><file name="/workspace/a.php"><line num="3" type="method" count="1"/><line num="4" type="stmt" count="0"/></file></package><file name="/usr/b.php"/></project></coverage>',
      ["a.php: 3=1 4=0 0/0 0/0"],
    ],
    [
      "Clover: a condition of OpenClover",
      parseClover,
      '<coverage><project><file path="/workspace/A.java"><line num="2" type="cond" truecount="3" falsecount="0"/></file></project></coverage>',
      ["A.java: 2=3 0/0 0/0"],
    ],
    [
      "Go: joined profiles, other modules, files by path",
      parseGo,
      "mode: count\nexample.com/shop/a.go:1.1,2.2 1 2\nmode: count\nexample.com/shop/a.go:1.1,2.2 1 3\nother.com/b.go:1.1,1.2 1 1\n./c.go:3.1,3.2 1 0\n",
      ["a.go: 1=5 2=5 0/0 0/0", "c.go: 3=0 0/0 0/0"],
    ],
    [
      "lcov 2: a branch with the name of its expression",
      parseLcov,
      'SF:a.c\nDA:3,1\nBRDA:3,0,f(a, b),1\nBRDA:3,e0,"f(a, b), else",-\nBRF:2\nBRH:1\nend_of_record\n',
      ["a.c: 3=1 fork 3=1/2 1/2 0/0"],
    ],
    [
      "coverage.py: a line that ran though it is excluded",
      parseCoveragePyJson,
      '{"files":{"a.py":{"executed_lines":[1,2],"missing_lines":[3],"excluded_lines":[2],"summary":{"missing_lines":1}}}}',
      ["a.py: 1=1 3=0 0/0 0/0"],
    ],
    [
      "istanbul: under `data`, with a file elsewhere",
      parseIstanbulJson,
      '{"/workspace/a.js":{"data":{"statementMap":{"0":{"start":{"line":1}},"1":{"start":{"line":1}}},"s":{"0":0,"1":4},"b":{"0":[0,2]},"f":{}}},"/usr/b.js":{"statementMap":{},"s":{},"b":{},"f":{}}}',
      ["a.js: 1=4 1/2 0/0"],
    ],
  ])("%s", async (_, parse, text, expected) => {
    expect(await told(parse, text)).toEqual(expected);
  });
});

const ELSEWHERE = /none of its files is in the repository, for example \S/u;

describe("what is not the format is a reason, not an empty answer", () => {
  test.each<readonly [string, Parse, string, RegExp]>([
    [
      "istanbul of another place",
      parseIstanbulJson,
      '{"C:\\\\ws\\\\a.js":{"statementMap":{},"s":{},"b":{},"f":{}}}',
      ELSEWHERE,
    ],
    ["lcov of another place", parseLcov, "SF:/elsewhere/a.js\nDA:1,1\nend_of_record\n", ELSEWHERE],
    [
      "Clover of another place",
      parseClover,
      '<coverage><project><file path="/usr/b.php"/></project></coverage>',
      ELSEWHERE,
    ],
    ["Go of another module", parseGo, "mode: set\nother.com/b.go:1.1,1.2 1 1\n", ELSEWHERE],
    [
      "coverage.py of another place",
      parseCoveragePyJson,
      '{"files":{"/usr/a.py":{"executed_lines":[1],"missing_lines":[],"summary":{"missing_lines":0}}}}',
      ELSEWHERE,
    ],
    ["lcov, a branch that is cut", parseLcov, "SF:a.js\nBRDA:1,0,0\nend_of_record\n", /cannot be read/u],
    ["istanbul that is none", parseIstanbulJson, "oops", /not JSON/u],
    ["istanbul, a list", parseIstanbulJson, "[]", /no mapping/u],
    ["istanbul, no counts", parseIstanbulJson, '{"/workspace/a.js":{"statementMap":{}}}', /no counts/u],
    [
      "istanbul, a statement nowhere",
      parseIstanbulJson,
      '{"a.js":{"statementMap":{"0":{}},"s":{"0":1},"b":{},"f":{}}}',
      /no counts/u,
    ],
    [
      "istanbul, odd branches",
      parseIstanbulJson,
      '{"a.js":{"statementMap":{},"s":{},"b":{"0":1},"f":{}}}',
      /no counts/u,
    ],
    ["Cobertura that is none", parseCobertura, "oops", /well-formed/u],
    ["Cobertura, another tool's <coverage>", parseCobertura, recorded("istanbul-clover.xml"), /<packages>/u],
    ["Cobertura, no filename", parseCobertura, line("").replace(' filename="a.py"', ""), /no filename/u],
    ["Cobertura, no hits", parseCobertura, line('<lines><line number="1"/></lines>'), /a line of a\.py/u],
    ["JaCoCo that is none", parseJvm, "oops", /well-formed/u],
    ["JaCoCo, another root", parseJvm, "<coverage/>", /not <report>/u],
    [
      "JaCoCo, no counts",
      parseJvm,
      '<report><group name="g"><package name="p"><sourcefile name="A.java"><line nr="1"/></sourcefile></package></group></report>',
      /p\/A\.java/u,
    ],
    ["Clover that is none", parseClover, "oops", /well-formed/u],
    ["Clover, another tool's <coverage>", parseClover, recorded("coverage-py.xml"), /<project>/u],
    ["Clover, no path", parseClover, "<coverage><project><file/></project></coverage>", /no path/u],
    [
      "Clover, no count",
      parseClover,
      '<coverage><project><file name="a"><line num="1" type="stmt"/></file></project></coverage>',
      /a line of a /u,
    ],
    ["Go, no mode", parseGo, "oops", /mode: set/u],
    ["Go, an odd line", parseGo, "mode: set\noops\n", /line 2/u],
    ["Go, a line number without end", parseGo, "mode: set\na.go:1.1,99999999.1 1 1\n", /line 2/u],
    ["Go without go.mod", (text, root) => parseGoCover(text, { root }), recorded("go.cover"), /no go\.mod/u],
    ["coverage.py that is none", parseCoveragePyJson, "No data to report.", /not JSON/u],
    ["coverage.py, no files", parseCoveragePyJson, "{}", /no files/u],
    ["coverage.py, no lines", parseCoveragePyJson, '{"files":{"a.py":{"summary":{}}}}', /lines of a\.py/u],
    [
      "coverage.py, lines lost",
      parseCoveragePyJson,
      '{"files":{"a.py":{"executed_lines":[],"missing_lines":[],"summary":{"missing_lines":2}}}}',
      /lines of a\.py/u,
    ],
    [
      "coverage.py, odd lines",
      parseCoveragePyJson,
      '{"files":{"a.py":{"executed_lines":["x"],"missing_lines":[],"summary":{"missing_lines":0}}}}',
      /lines of a\.py/u,
    ],
  ])("%s", async (_, parse, text, reason) => {
    expect(await parse(text, ROOT)).toMatchObject({ ok: false, reason: expect.stringMatching(reason) });
  });
});
