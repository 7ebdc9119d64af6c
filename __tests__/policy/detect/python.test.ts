import { describe, expect, test } from "@jest/globals";
import { detect, formats, lines } from "./facts.ts";

describe("python", () => {
  test.each<[string, Record<string, string>, Record<string, string>]>([
    [
      "a group of the standard",
      { "pyproject.toml": '[dependency-groups]\ndev = [\n  "PyTest>=8", # runs them\n]\n' },
      { test: "pyproject.toml dependency-groups.dev" },
    ],
    [
      "an extra",
      { "pyproject.toml": "[project.optional-dependencies]\ntest = [\"pytest[x] ; python_version > '3'\"]" },
      { test: "pyproject.toml project.optional-dependencies.test" },
    ],
    [
      "poetry",
      { "pyproject.toml": '[tool.poetry.group.dev.dependencies]\npytest = "^8"\n' },
      { test: "pyproject.toml tool.poetry.group.dev.dependencies.pytest" },
    ],
    [
      "uv",
      { "pyproject.toml": '[tool.uv]\ndev-dependencies = ["pytest"]\n' },
      { test: "pyproject.toml tool.uv.dev-dependencies" },
    ],
    [
      "its configuration",
      { "pyproject.toml": "[tool.pytest.ini_options]\n" },
      { test: "pyproject.toml [tool.pytest]" },
    ],
    [
      "requirements",
      { "requirements-dev.txt": "-r requirements.txt\npytest==8.1  # x\n" },
      { test: "requirements-dev.txt" },
    ],
    ["setup.cfg", { "setup.cfg": "[options.extras_require]\ntest =\n    pytest>=7\n" }, { test: "setup.cfg" }],
    ["tox.ini", { "tox.ini": "[testenv]\ndeps = pytest\n" }, { test: "tox.ini" }],
    ["a section", { "tox.ini": "[pytest]\naddopts = -q\n" }, { test: "tox.ini [pytest]" }],
    ["Pipfile", { Pipfile: '[dev-packages]\npytest = "*"\n' }, { test: "Pipfile" }],
    ["conftest.py", { "tests/conftest.py": "" }, { test: "tests/conftest.py" }],
    ["another package", { "requirements.txt": "pytest-django\npytesting\n#pytest\n" }, {}],
    [
      "a mention in a text",
      { "pyproject.toml": '[project]\ndescription = "like pytest"\nkeywords = ["pytest"]\n' },
      {},
    ],
    [
      "a long text",
      { "pyproject.toml": '[project]\ndescription = """\n[dependency-groups]\ndev = ["pytest"]\n"""\n' },
      {},
    ],
  ])("pytest, told from %s", (_, texts, expected) => {
    const found = Object.entries(detect(texts).commands).map(([name, { from }]) => [name, from]);
    expect(Object.fromEntries(found)).toEqual(expected);
  });

  test("coverage.py: one line for tests and coverage; sources are named where no configuration does", () => {
    const bare = detect({ "requirements.txt": "pytest\ncoverage\n" });
    expect(lines(bare).test).toBe(
      'export COVERAGE_FILE="$TMPDIR/.coverage"; python3 -m coverage run --source=. -m pytest -p no:cacheprovider --continue-on-collection-errors ' +
        "-o junit_family=xunit1 --junitxml={report} {tests}; code=$?; " +
        "python3 -m coverage json --quiet --fail-under=0 -o {coverage}; exit $code",
    );
    expect(lines(bare).coverage).toBe(lines(bare).test);
    expect(formats(bare)).toEqual({ test: "junit", coverage: "coverage-py-json" });
    const configured = detect({ "requirements.txt": "pytest\n", ".coveragerc": "" });
    expect(lines(configured).coverage).toContain("coverage run -m pytest");
  });

  test("pytest-cov measures by itself, without the project's threshold", () => {
    const { commands } = detect({ "requirements.txt": "pytest-cov\n" });
    expect(commands.coverage?.command.run).toMatch(/--cov --cov-report=json:\{coverage\} --cov-fail-under=0$/u);
    expect(commands.coverage?.command).toEqual(
      commands.test?.command && { ...commands.test.command, format: "coverage-py-json" },
    );
  });

  test("without coverage.py it is said", () => {
    const detected = detect({ "requirements.txt": "pytest\n" });
    expect(detected.notes).toEqual([{ text: expect.stringContaining("package coverage"), about: ["coverage"] }]);
  });

  test.each<[string, string, Record<string, string>]>([
    ["ruff", "[tool.ruff.lint]\n", { lint: "ruff-json", format: "exit-code" }],
    ["black before ruff", "[tool.ruff]\n[tool.black]\n", { lint: "ruff-json", format: "exit-code" }],
    ["mypy", "[tool.mypy]\n", { types: "mypy" }],
    ["pyright", "[tool.pyright]\n", { types: "pyright-json" }],
    ["mypy before pyright", "[tool.pyright]\n[tool.mypy]\n", { types: "mypy" }],
    ["autopep8", "[tool.autopep8]\n", { format: "exit-code" }],
  ])("%s", (name, pyproject, expected) => {
    const detected = detect({ "pyproject.toml": pyproject });
    expect(formats(detected)).toEqual(expected);
    expect(Object.values(lines(detected)).join("\n")).toContain(name.split(" ")[0]);
    expect(detected.language).toBe("python");
  });

  test("flake8 mends nothing; autopep8 does where it is declared", () => {
    expect(detect({ ".flake8": "" }).commands.lint?.command).toEqual({
      run: "python3 -m flake8 {files}",
      format: "flake8",
    });
    const both = detect({ "requirements.txt": "flake8\nautopep8\n" });
    expect(both.commands.lint?.command.fix).toBe("python3 -m autopep8 --in-place {files}");
    expect(both.commands.format?.tool).toBe("autopep8");
  });

  test.each<[Record<string, string>, string]>([
    [{ "pyproject.toml": "[tool.mypy]\nstrict = true\n" }, " ."],
    [{ "pyproject.toml": '[tool.mypy]\nfiles = ["src"]\n' }, ""],
    [{ "mypy.ini": "[mypy]\nstrict = True\npackages = shop\n" }, ""],
    [{ "setup.cfg": "[mypy]\nstrict = True\n[options]\npackages = find:\n" }, " ."],
  ])("mypy checks what its configuration names, else everything: %j", (texts, target) => {
    expect(lines(detect(texts)).types).toMatch(new RegExp(`--cache-dir=/dev/null${target.replace(".", "\\.")}$`, "u"));
  });

  test.each<[string[], string | undefined, string[]]>([
    [["uv.lock", "pyproject.toml"], "uv", ["python3 -m pip install uv", "python3 -m uv sync --frozen"]],
    [
      ["poetry.lock", "pyproject.toml"],
      "poetry",
      expect.arrayContaining([expect.stringContaining("POETRY")]) as unknown as string[],
    ],
    [
      ["requirements.txt", "requirements-dev.txt"],
      "pip",
      ["python3 -m venv .venv", ".venv/bin/python3 -m pip install -r requirements.txt -r requirements-dev.txt"],
    ],
    [["setup.py"], "pip", ["python3 -m venv .venv", ".venv/bin/python3 -m pip install --editable ."]],
    [["a.py"], undefined, []],
  ])("packages of %j", (files, name, install) => {
    const { packageManager } = detect(Object.fromEntries(files.map((file) => [file, ""])));
    expect(packageManager?.name).toBe(name);
    if (name !== undefined) expect(packageManager?.install).toEqual(install);
  });

  test.each([
    [[], "tests/test_{name}.py"],
    [["tests/test_a.py"], "tests/test_{name}.py"],
    [["shop/test_a.py"], "{dir}/test_{name}.py"],
    [["shop/a_test.py"], "{dir}/{name}_test.py"],
  ])("tests beside %j go to %s", (files, template) => {
    const texts = Object.fromEntries(["pyproject.toml", ...files].map((file) => [file, ""]));
    expect(detect(texts).tests.templates).toEqual([template]);
  });
});
