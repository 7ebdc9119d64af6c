import { describe, expect, test } from "@jest/globals";
import { FACT_FILES } from "../../../src/policy/detect/project.ts";
import { detect, formats, lines, notes } from "./facts.ts";

describe("go", () => {
  test("tests, vet and gofmt come with Go", () => {
    const detected = detect({ "go.mod": "module example.com/x\n", "main.go": "" });
    const run = "go test -json -count=1 -coverprofile={coverage} {tests}";
    expect(Object.fromEntries(Object.entries(detected.commands).map(([name, { command }]) => [name, command]))).toEqual(
      {
        types: { run: "go build -buildvcs=false -o /dev/null ./... && go vet ./...", format: "go-vet" },
        test: { run, format: "go-test-json" },
        coverage: { run, format: "go-cover" },
        format: {
          run: 'unformatted=$(gofmt -l {files}) && test -z "$unformatted"',
          format: "exit-code",
          fix: "gofmt -w {files}",
        },
      },
    );
    expect(detected.tests.templates).toEqual(["{dir}/{name}_test.go"]);
    expect(detected.packageManager?.name).toBe("go");
  });

  test.each([
    [".golangci.yml", 'version: "2"\n', "--output.json.path=stdout --show-stats=false"],
    [".golangci.toml", 'version = "2"\n', "--output.json.path=stdout --show-stats=false"],
    [".golangci.yml", "linters:\n  enable: [errcheck]\n", "--out-format=json"],
  ])("golangci-lint by %s %j", (file, text, flags) => {
    const { commands } = detect({ "go.mod": "", [file]: text });
    expect(commands.lint).toMatchObject({
      from: file,
      command: {
        run: `golangci-lint run ${flags} ./...`,
        format: "golangci-json",
        fix: "golangci-lint run --fix ./...",
      },
    });
  });
});

describe("rust", () => {
  test("clippy, check, test and rustfmt of the edition", () => {
    const detected = detect({ "Cargo.toml": '[package]\nname = "x"\nedition = "2021"\n' });
    expect(formats(detected)).toEqual({
      lint: "rustc-json",
      types: "rustc-json",
      test: "rustc-json",
      format: "exit-code",
    });
    expect(detected.commands.format?.command.fix).toBe("rustfmt --edition 2021 {files}");
    for (const name of ["lint", "types", "test"] as const) expect(lines(detected)[name]).toContain("--offline");
    expect(notes(detected)).toContain("cargo-llvm-cov");
  });

  test("without an edition it is the first", () => {
    expect(lines(detect({ "Cargo.toml": '[package]\nname = "x"\n' })).format).toContain("--edition 2015");
  });

  test("a workspace without a package of its own: the edition of a member, else a recent one", () => {
    const root = '[workspace]\nmembers = ["a", "crates/*"]\n';
    expect(lines(detect({ "Cargo.toml": root })).format).toContain("--edition 2021");
    const member = { "Cargo.toml": root, "a/Cargo.toml": '[package]\nname = "a"\nedition = "2018"\n' };
    expect(lines(detect(member)).format).toContain("--edition 2018");
  });
});

describe("java", () => {
  const PLUGINS = "<artifactId>jacoco-maven-plugin</artifactId><artifactId>maven-checkstyle-plugin</artifactId>";
  test.each<[string, Record<string, string>, Record<string, string>]>([
    ["maven", { "pom.xml": PLUGINS }, { lint: "checkstyle", types: "exit-code", test: "junit", coverage: "jacoco" }],
    ["plain maven", { "pom.xml": "" }, { types: "exit-code", test: "junit" }],
    [
      "gradle",
      { "build.gradle": "apply plugin: 'jacoco'\napply plugin: 'checkstyle'" },
      { lint: "checkstyle", types: "exit-code", test: "junit", coverage: "jacoco" },
    ],
    [
      "gradle in Kotlin",
      { "build.gradle.kts": "plugins { java }", gradlew: "" },
      { types: "exit-code", test: "junit" },
    ],
  ])("%s", (_, texts, expected) => {
    const detected = detect(texts);
    expect(formats(detected)).toEqual(expected);
    for (const line of Object.values(lines(detected))) expect(line).toContain("--offline");
    expect(notes(detected).includes("coverage is not measured")).toBe(!("coverage" in expected));
    expect(detected.tests.templates).toEqual(["{package}/src/test/{subdir}/{name}Test.{ext}"]);
    expect(detected.packageManager?.name).toBe("pom.xml" in texts ? "maven" : "gradle");
  });

  test("the repository's own gradle is used", () => {
    expect(lines(detect({ "build.gradle": "", gradlew: "" })).types).toMatch(/^sh \.\/gradlew /u);
  });
});

describe("a repository of several languages", () => {
  const JEST = JSON.stringify({ devDependencies: { jest: "30" } });

  test("the one with tests is served, with commands and sources of it alone; the other is told", () => {
    const detected = detect({
      "package.json": '{"devDependencies":{"prettier":"3"}}',
      "a.js": "",
      "b.js": "",
      "go.mod": "",
      "main.go": "",
    });
    expect(detected.language).toBe("go");
    expect(lines(detected).format).toContain("gofmt");
    expect(detected.sources.globs).toContain("**/*.go");
    expect(detected.sources.globs).not.toContain("**/*.js");
    expect(notes(detected)).toContain("javascript is here, too (package.json)");
  });

  test("of two with tests the one that shows more files", () => {
    const python = { "requirements.txt": "pytest\ncoverage\n", "a.py": "", "lib/b.py": "" };
    expect(detect({ ...python, "package.json": JEST, "a.js": "" }).language).toBe("python");
    expect(detect({ ...python, "package.json": JEST, "a.js": "", "b.js": "", "c.js": "" }).language).toBe("javascript");
  });

  test.each([
    [["a.py"], "python"],
    [["src/lib.rs", "a.py", "b.py"], "python"],
    [["README.md"], "javascript"],
  ])("without any tool, %j is %s", (files, language) => {
    expect(detect(Object.fromEntries(files.map((file) => [file, ""]))).language).toBe(language);
  });
});

test.each<[string, string[], string[]]>([
  ["requirements.txt", ["**/*.py", "!**/test_*.py", "!**/conftest.py", "!**/.venv/**", "!**/vendor/**"], ["**/*.ts"]],
  ["go.mod", ["**/*.go", "!**/*_test.go", "!**/*.pb.go", "!**/testdata/**", "!**/vendor/**"], ["**/*.py"]],
  ["Cargo.toml", ["**/*.rs", "!**/target/**", "!**/tests/**"], ["**/*.go"]],
  ["pom.xml", ["**/*.java", "**/*.kt", "!**/src/test/**", "!**/target/**"], ["**/*.js"]],
])("sources of a repository with %s", (manifest, taken, left) => {
  const { sources } = detect({ [manifest]: "" });
  expect(sources.from).toBe(manifest);
  expect(sources.globs).toEqual(expect.arrayContaining(taken));
  for (const glob of left) expect(sources.globs).not.toContain(glob);
});

test.each(["[", '[a]\nb = [ "x', "[tool.pytest", '"""', "= = =", "a = '''\n[tool.pytest]"])(
  "a pyproject.toml of %j is read as far as it goes",
  (text) => {
    expect(detect({ "pyproject.toml": text }).commands).toEqual({});
  },
);

test("the texts that detection wants are asked for", () => {
  expect(FACT_FILES).toEqual(
    expect.arrayContaining([
      "pyproject.toml",
      "setup.cfg",
      "tox.ini",
      "requirements/dev.txt",
      "go.mod",
      "Cargo.toml",
      "pom.xml",
      "build.gradle.kts",
      "biome.jsonc",
    ]),
  );
});
