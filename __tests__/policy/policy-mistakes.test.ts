import { describe, expect, test } from "@jest/globals";
import { parsePolicy } from "../../src/policy/parse-policy.ts";

function problemsOf(text: string): readonly string[] {
  const result = parsePolicy(text, "p.yml");
  return result.ok ? [] : result.problems.map(({ place, message, remedy }) => `${place}: ${message}. ${remedy}`);
}

describe("one mistake, its place and its remedy", () => {
  const KEYS =
    "`version`, `engine`, `tasks`, `commands`, `rules`, `protected`, `gates`, `limits`, `license`, `secrets`, `sandbox`, `publish`, `pull-request`, `approval`, `ci`, `schedule`, `caps`, `docs`, `repair`, `refactor`, `model`, `budget`, `context`";
  test.each([
    ["missing version", "tasks: [fix]", "1:1: `version` is missing. Write `version: 1` as the first line"],
    [
      "later version",
      "version: 2",
      "1:10: `version` is `2`; only version 1 is known. Write `version: 1`, without quotes",
    ],
    [
      "version as text",
      "version: '1'",
      '1:10: `version` is `"1"`; only version 1 is known. Write `version: 1`, without quotes',
    ],
    [
      "mistyped key",
      "version: 1\npubish: patch",
      `2:1: unknown key \`pubish\`. Did you mean \`publish\`? Valid: ${KEYS}`,
    ],
    [
      "key of another tool",
      "version: 1\nspending: 3",
      `2:1: unknown key \`spending\`. Remove it, or write one of ${KEYS}`,
    ],
    [
      "__proto__",
      "version: 1\n__proto__: { a: 1 }",
      `2:1: unknown key \`__proto__\`. Remove it, or write one of ${KEYS}`,
    ],
    [
      "key in a rule's gate",
      "version: 1\nrules:\n  - paths: [a]\n    gates: { coverage: { min-change-lines: 1 } }",
      "4:26: unknown key `min-change-lines` in `rules.0.gates.coverage`. Did you mean `min-changed-lines`? Valid: `level`, `min-delta`, `min-branch-delta`, `min-changed-lines`, `min-changed-branches`",
    ],
    [
      "threshold of another gate",
      "version: 1\ngates: { lint: { min-delta: 1 } }",
      "2:18: unknown key `min-delta` in `gates.lint`. Remove it, or write one of `level`",
    ],
    [
      "list for text",
      "version: 1\nengine: [auto]",
      "2:9: `engine` is a list. Write one of `auto`, `embedded`, `model`",
    ],
    ["text for a list", "version: 1\ntasks: fix", '2:8: `tasks` is `"fix"`. Write a list'],
    ["text for a mapping", "version: 1\nlimits: many", '2:9: `limits` is `"many"`. Write a mapping'],
    ["no value", "version: 1\nlimits:\ntasks: [fix]", "2:8: `limits` is empty. Write a mapping, or remove the key"],
    [
      "an environment that nobody asks",
      "version: 1\napproval: { by: label, environment: production }",
      '2:37: `"production"` in `approval.environment` is not asked by label. Write `by: environment`, or remove it',
    ],
    [
      "a second environment",
      "version: 1\napproval:\n  - by: environment\n  - { by: environment, environment: production }",
      '4:37: `"production"` in `approval.1.environment` is a second environment beside "assay", and one job publishes. Name one for all of them',
    ],
    [
      "approval that is a word",
      "version: 1\napproval: label",
      '2:11: `approval` is `"label"`. Write a mapping, or a list of them',
    ],
    [
      "a misspelt key of a class",
      "version: 1\napproval:\n  - { by: review, path: [src] }",
      "3:19: unknown key `path` in `approval.0`. Did you mean `paths`? Valid: `by`, `environment`, `tasks`, `paths`",
    ],
    [
      "a class that only takes out",
      'version: 1\napproval: { by: review, paths: ["!src/**"] }',
      '2:33: `"!src/**"` in `approval.paths.0` stands first, where there is nothing to take out yet. Put a glob without `!` before it',
    ],
    [
      "task kind",
      "version: 1\ntasks: [fix, test]",
      '2:14: `tasks.1` is `"test"`. Did you mean `tests`? Valid: `tests`, `docs`, `fix`, `refactor`, `scaffold`',
    ],
    ["no task", "version: 1\ntasks: []", "2:8: `tasks` is empty. Write at least one entry"],
    ["no rule", "version: 1\nrules: []", "2:8: `rules` is empty. Write at least one entry"],
    ["rule without paths", "version: 1\nrules:\n  - tasks: [fix]", "3:5: `rules.0.paths` is missing. Write a list"],
    ["rule that is text", "version: 1\nrules: [src]", '2:9: `rules.0` is `"src"`. Write a mapping'],
    [
      "command without run",
      "version: 1\ncommands: { lint: { format: tsc } }",
      "2:19: `commands.lint.run` is missing. Write text",
    ],
    ["command as text", "version: 1\ncommands: { test: jest }", '2:19: `commands.test` is `"jest"`. Write a mapping'],
    [
      "blank command",
      "version: 1\ncommands: { test: { run: ' ' } }",
      '2:26: `" "` in `commands.test.run` is empty. Write the command, or remove the key to have it detected',
    ],
    [
      "NUL in a command",
      'version: 1\ncommands: { test: { run: "a\\0" } }',
      '2:26: `"a\\u0000"` in `commands.test.run` has a control character. Remove it',
    ],
    [
      "placeholder",
      "version: 1\ncommands: { lint: { run: 'x {file}' } }",
      '2:26: `"x {file}"` in `commands.lint.run` has the unknown placeholder `{file}`. Write `{files}`',
    ],
    [
      "format",
      "version: 1\ncommands: { types: { run: tsc, format: tcs } }",
      '2:40: `commands.types.format` is `"tcs"`. Did you mean `tsc`? Valid: `eslint-json`, `tsc`, `sarif`, `checkstyle`, `ruff-json`, `flake8`, `mypy`, `pyright-json`, `golangci-json`, `go-vet`, `rustc-json`, `pattern`, `exit-code`',
    ],
    [
      "guard that is off",
      "version: 1\ngates: { scope: off }",
      '2:17: `gates.scope` is `"off"`. Write one of `required`, `advisory`',
    ],
    [
      "guard that is off, long form",
      "version: 1\ngates: { tamper: { level: off } }",
      '2:27: `gates.tamper.level` is `"off"`. Write one of `required`, `advisory`',
    ],
    [
      "level",
      "version: 1\ngates: { lint: require }",
      '2:16: `gates.lint` is `"require"`. Did you mean `required`? Valid: `required`, `advisory`, `off`',
    ],
    [
      "gate that is a number",
      "version: 1\ngates: { lint: 3 }",
      "2:16: `gates.lint` is `3`. Write a level, or a mapping with `level` and thresholds",
    ],
    [
      "percentage",
      "version: 1\ngates: { coverage: { min-changed-lines: 101 } }",
      "2:41: `gates.coverage.min-changed-lines` is `101`. Write a number that is at most 100",
    ],
    [
      "source root outside",
      'version: 1\ncommands: { coverage: { run: x, source-roots: ["../src"] } }',
      '2:48: `"../src"` in `commands.coverage.source-roots.0` is no folder of the repository. Write it from the root, for example `app/src/main/java`',
    ],
    [
      "source roots of a command that reads no coverage",
      "version: 1\ncommands: { lint: { run: x, source-roots: [src] } }",
      "2:29: unknown key `source-roots` in `commands.lint`. Remove it, or write one of `run`, `format`, `fix`, `pattern`",
    ],
    [
      "negative percentage",
      "version: 1\ngates: { coverage: { min-changed-lines: -1 } }",
      "2:41: `gates.coverage.min-changed-lines` is `-1`. Write a number that is at least 0",
    ],
    [
      "negative limit",
      "version: 1\nlimits: { lines: -5 }",
      "2:18: `limits.lines` is `-5`. Write a number that is at least 1",
    ],
    [
      "huge limit",
      "version: 1\nlimits: { file-bytes: 99999999 }",
      "2:23: `limits.file-bytes` is `99999999`. Write a number that is at most 4194304",
    ],
    ["broken limit", "version: 1\nlimits: { attempts: 1.5 }", "2:21: `limits.attempts` is `1.5`. Write a whole number"],
    [
      "infinite limit",
      "version: 1\nlimits: { attempts: .inf }",
      "2:21: `limits.attempts` is `Infinity`. Write a number",
    ],
    [
      "license",
      "version: 1\nlicense: { allow: ['MIT AND'] }",
      '2:20: `"MIT AND"` in `license.allow.0` is no SPDX license expression. Write one, for example `MIT` or `(MIT OR Apache-2.0)`',
    ],
    [
      "fingerprint",
      "version: 1\nsecrets: { allow: [abc] }",
      '2:20: `"abc"` in `secrets.allow.0` is no fingerprint. Write one as the secrets gate shows it: `sha256-` and 16 hex digits',
    ],
    [
      "empty header",
      "version: 1\nlicense: { header: '' }",
      "2:20: `license.header` is empty. Write text, or remove the key",
    ],
    [
      "isolation",
      "version: 1\nsandbox: { minimum: 3 }",
      "2:21: `sandbox.minimum` is `3`. Write one of `L0`, `L1`, `L2`, `L3`",
    ],
    [
      "publication",
      "version: 1\npublish: comit",
      '2:10: `publish` is `"comit"`. Did you mean `commit`? Valid: `none`, `worktree`, `patch`, `commit`, `pull-request`, `suggestions`',
    ],
    [
      "duplicate key",
      "version: 1\npublish: none\npublish: patch",
      "3:1: the key `publish` is there twice; the first is in line 2. Keep one of them",
    ],
    [
      "alias",
      "version: 1\ntasks: &a [fix]\nprotected: *a",
      "3:12: the alias `*a` stands for a value. Write the value out: aliases are not read",
    ],
    ["list as key", "version: 1\n? [a]\n: 1", "2:3: a key is not plain text. Write keys as plain words"],
    [
      "byte order mark",
      "\ufeffversion: 1",
      "1:1: the file begins with a byte order mark. Save it as UTF-8 without one",
    ],
    ["empty file", "", "1:1: the file is empty. Write at least `version: 1`, or let `assay init` write the file"],
    [
      "only comments",
      "# nothing\n",
      "1:1: the file is empty. Write at least `version: 1`, or let `assay init` write the file",
    ],
    ["a list", "- version: 1", "1:1: the file is not a mapping. Write `key: value` lines, beginning with `version: 1`"],
    ["text", "hello", "1:1: the file is not a mapping. Write `key: value` lines, beginning with `version: 1`"],
    ["tag", "version: !!js/function 1", "1:10: YAML: Unresolved tag: tag:yaml.org,2002:js/function. Remove the tag"],
    [
      "two documents",
      "version: 1\n---\nversion: 1",
      "2:1: YAML: Source contains multiple documents. Keep one document: remove `---` and what follows",
    ],
    ["tab", "version: 1\nlimits:\n\ttasks: 1", "3:1: YAML: Tabs are not allowed as indentation. Indent with spaces"],
    [
      "open quote",
      "version: 1\npublish: 'x",
      "2:12: YAML: Missing closing 'quote. Close the quote or bracket, or add the missing character",
    ],
    [
      "larger than 256 KiB",
      `version: 1 #${"é".repeat(131_072)}`,
      "1:1: the file is larger than 256 KiB, and is not read. Shorten it: join globs, remove comments",
    ],
  ])("%s", (_, text, expected) => {
    expect(problemsOf(text)).toEqual([`p.yml:${expected}`]);
  });
});
