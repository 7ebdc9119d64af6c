import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { lockedPackages } from "../../../src/check/dependency/lockfile.ts";
import { manifestDependencies, npmSource } from "../../../src/check/dependency/manifest.ts";
import { parseToml, tomlStrings } from "../../../src/check/dependency/toml.ts";
import { dependencyGate } from "../../../src/check/gates/dependency.ts";
import { staticContext } from "../static-context.ts";
import type { GivenFile } from "../static-context.ts";

const fixture = (name: string): string => readFileSync(new URL(`fixtures/${name}`, import.meta.url), "utf8");

async function codes(
  files: readonly GivenFile[],
  tree: Readonly<Record<string, string>> = {},
): Promise<readonly string[]> {
  const answer = await dependencyGate.check(staticContext(files, {}, { tree }));
  return answer.status === "failed" ? answer.diagnostics.map(({ code }) => code ?? "") : [];
}

describe("lockfiles that the tools themselves wrote", () => {
  test.each([
    ["package-lock.json", "package-lock.json", true],
    ["pnpm-lock.yaml", "pnpm-lock.yaml", false],
    ["yarn.lock", "yarn.lock", false],
    ["yarn.lock", "yarn-berry.lock", false],
  ])("%s", (name, file, tellsScripts) => {
    const locked = lockedPackages(name, fixture(file)) ?? [];
    const shown = locked.filter(({ name: one, source }) => !one.startsWith("@esbuild/") && source !== "workspace");
    expect(shown.map(({ name: one, version, source, checksum }) => [one, version, source, checksum])).toEqual(
      expect.arrayContaining([
        ["left-pad", "1.3.0", "registry", true],
        ["@types/ms", "2.1.0", "registry", true],
        ["esbuild", "0.25.0", "registry", true],
      ]),
    );
    expect(shown).toHaveLength(3);
    expect(locked.filter(({ source }) => source !== "workspace")).toHaveLength(28);
    expect(locked.filter(({ installScript }) => installScript).map(({ name: one }) => one)).toEqual(
      tellsScripts ? ["esbuild"] : [],
    );
  });
});

describe("other lockfiles", () => {
  test.each([
    [
      "Cargo.lock",
      '[[package]]\nname = "serde"\nversion = "1.0.1"\nsource = "registry+https://github.com/rust-lang/crates.io-index"\nchecksum = "aa"\n\n[[package]]\nname = "mine"\nversion = "0.1.0"\n\n[[package]]\nname = "g"\nversion = "0.2.0"\nsource = "git+https://example.org/g#1"\n',
      ["serde registry true", "mine registry true", "g git true"],
    ],
    [
      "poetry.lock",
      '[[package]]\nname = "Typing_Extensions"\nversion = "4.0"\n\n[[package]]\nname = "p"\nversion = "1"\n\n[package.source]\ntype = "git"\n',
      ["typing-extensions registry true", "p git true"],
    ],
    ["uv.lock", '[[package]]\nname = "a"\nversion = "1"\nsource = { git = "https://x/y" }\n', ["a git true"]],
    ["go.sum", "example.org/a v1.0.0 h1:x\nexample.org/a v1.0.0/go.mod h1:y\n", ["example.org/a registry true"]],
    [
      "Pipfile.lock",
      '{"default":{"A_b":{"version":"==1","hashes":["x"]},"c":{"git":"https://x"}},"develop":{"d":{}}}',
      ["a-b registry true", "c git true", "d registry false"],
    ],
    [
      "package-lock.json",
      '{"dependencies":{"a":{"version":"1","resolved":"https://r/a/-/a-1.tgz"}}}',
      ["a registry false"],
    ],
    [
      "package-lock.json",
      '{"packages":{"":{},"node_modules/x":{"link":true,"resolved":"packages/x"},"packages/x":{}}}',
      ["x workspace true"],
    ],
    ["package-lock.json", "not json", []],
    [
      "yarn.lock",
      '"a@npm:^1":\n  version: 1.0.0\n  resolution: "a@npm:1.0.0"\n  checksum: x\n\n"b@workspace:.":\n  version: 0.0.0-use.local\n  resolution: "b@workspace:."\n\n"c@git":\n  version: 1.0.0\n  resolution: "c@https://github.com/x/c.git#commit=1"\n',
      ["a registry true", "b workspace true", "c git true"],
    ],
    [
      "pnpm-lock.yaml",
      "packages:\n\n  /old@1.0.0:\n    resolution: {integrity: x}\n    requiresBuild: true\n\n  t@https://x/t.tgz:\n    resolution: {tarball: https://x/t.tgz}\n\nsnapshots:\n\n  z@1.0.0: {}\n",
      ["old registry true", "t url false"],
    ],
  ])("%s", (name, text, expected) => {
    expect(
      (lockedPackages(`sub/${name}`, text) ?? []).map((one) => `${one.name} ${one.source} ${one.checksum}`),
    ).toEqual(expected);
  });
  test("no lockfile", () => {
    expect(lockedPackages("src/a.ts", "")).toBeUndefined();
  });
});

describe("manifests", () => {
  test.each([
    [
      "package.json",
      '{"dependencies":{"a":"^1","b":"github:x/b"},"devDependencies":{"c":"npm:@x/real@1"},"overrides":{"n":{"m":"1"}}}',
      ["a registry", "b git", "@x/real registry", "m registry"],
    ],
    [
      "requirements-dev.txt",
      "# c\nDjango>=4 # why\n-r other.txt\n-e git+https://x/y#egg=Y_z\nflask @ https://x/f.whl\n./local\n\n",
      ["django registry", "y-z git", "flask url", "./local file"],
    ],
    [
      "pyproject.toml",
      '[project]\ndependencies = [\n  "a>=1", # c\n  "b[x] @ git+https://x/b",\n]\n[project.optional-dependencies]\ndev = ["c"]\n[tool.poetry.dependencies]\npython = "^3"\nd = { git = "https://x/d" }\n[tool.uv.sources]\ne = { path = "../e" }\n[other]\nf = "1"\n',
      ["a registry", "b git", "c registry", "d git", "e file"],
    ],
    [
      "go.mod",
      "module x\n\nrequire example.org/a v1.0.0 // indirect\nrequire (\n\texample.org/b v2.0.0\n)\nreplace example.org/b => ../b\nreplace example.org/c v1 => example.org/d v2.0.0\n",
      ["example.org/a registry", "example.org/b registry", "example.org/b file", "example.org/c git"],
    ],
    [
      "Cargo.toml",
      '[package]\nname = "x"\n[dependencies]\nserde = "1"\nlog = { git = "https://x/log" }\nfoo.workspace = true\n[dev-dependencies.bar]\npath = "../bar"\n[patch.crates-io]\nz = { path = "z" }\n',
      ["serde registry", "log git", "foo workspace", "bar file", "z file"],
    ],
    ["package.json", "[]", []],
    ["README.md", "a", []],
  ])("%s", (path, text, expected) => {
    expect(manifestDependencies(path, text).map(({ name, source }) => `${name} ${source}`)).toEqual(expected);
  });

  test.each([
    ["^1.2.3", "registry"],
    ["latest", "registry"],
    ["npm:x@1", "registry"],
    ["workspace:*", "workspace"],
    ["file:../x", "file"],
    ["./x", "file"],
    ["git+ssh://git@x/y.git", "git"],
    ["x/y#main", "git"],
    ["https://x/y.tgz", "url"],
  ])("npm specifier %s", (spec, source) => {
    expect(npmSource(spec)).toBe(source);
  });

  test("TOML values", () => {
    expect(parseToml('a = 1\n[[t]]\n"k.x" = "v"\nl = [\n "p", # "no"\n \'q\'\n]\n')).toEqual([
      { table: "", index: 0, key: "a", value: "1", line: 1 },
      { table: "t", index: 1, key: "k.x", value: '"v"', line: 3 },
      { table: "t", index: 1, key: "l", value: '[\n "p", # "no"\n \'q\'\n]', line: 4 },
    ]);
    expect(tomlStrings('["p", # "no"\n \'q\']')).toEqual(["p", "q"]);
  });
});

describe("the gate", () => {
  const manifest = (dependencies: string, more = ""): string =>
    `{\n"name":"x"${more},\n"dependencies":{${dependencies}}\n}`;
  const before = manifest("");
  const lock = fixture("package-lock.json");

  test("passes a locked dependency of the registry", async () => {
    const files = [{ path: "package.json", before, after: manifest('"left-pad":"^1.3.0"') }];
    const answer = await dependencyGate.check(staticContext(files, {}, { tree: { "package-lock.json": lock } }));
    expect(answer).toEqual({ status: "passed", figures: { addedDependencies: 1, addedLocked: 0 } });
  });

  test("names what the lockfile does not resolve, and where", async () => {
    const files = [{ path: "web/package.json", before, after: manifest('"right-pad":"^1.0.0"') }];
    const answer = await dependencyGate.check(staticContext(files, {}, { tree: { "package-lock.json": lock } }));
    expect(answer).toMatchObject({
      status: "failed",
      diagnostics: [
        {
          code: "not-locked",
          path: "web/package.json",
          range: { line: 3 },
          message: expect.stringContaining("right-pad ^1.0.0"),
        },
      ],
    });
  });

  test.each([
    ["git dependency", manifest('"a":"github:x/a"'), ["git-dependency"]],
    ["address", manifest('"a":"https://x/a.tgz"'), ["url-dependency"]],
    ["folder", manifest('"a":"file:../a"'), ["file-dependency"]],
    ["workspace", manifest('"a":"workspace:*"'), []],
    ["install script", manifest("", ',"scripts":{"postinstall":"x","build":"y"}'), ["install-script"]],
    ["permission for install scripts", manifest("", ',"trustedDependencies":["a"]'), ["install-permission"]],
    ["no lockfile, nothing to say", manifest('"a":"1"'), []],
  ])("%s", async (_, after, expected) => {
    expect(await codes([{ path: "package.json", before, after }])).toEqual(expected);
  });

  test("what stood there before is not judged", async () => {
    const old = manifest('"a":"github:x/a"', ',"scripts":{"postinstall":"x"}');
    expect(
      await codes([{ path: "package.json", before: old, after: old.replace('"name":"x"', '"name":"y"') }]),
    ).toEqual([]);
  });

  test.each([
    [
      "a package that runs a script when it is installed",
      {
        "node_modules/b": {
          version: "1",
          resolved: "https://registry.npmjs.org/b/-/b-1.tgz",
          integrity: "x",
          hasInstallScript: true,
        },
      },
      ["install-script"],
    ],
    [
      "another registry",
      { "node_modules/b": { version: "1", resolved: "https://evil.example/b/-/b-1.tgz", integrity: "x" } },
      ["foreign-registry"],
    ],
    [
      "no checksum",
      { "node_modules/b": { version: "1", resolved: "https://registry.npmjs.org/b/-/b-1.tgz" } },
      ["no-checksum"],
    ],
    ["git", { "node_modules/b": { version: "1", resolved: "git+ssh://git@github.com/x/b.git#1" } }, ["git-dependency"]],
    [
      "nothing wrong",
      { "node_modules/b": { version: "1", resolved: "https://registry.npmjs.org/b/-/b-1.tgz", integrity: "x" } },
      [],
    ],
  ])("lockfile: %s", async (_, packages, expected) => {
    const old = {
      "node_modules/a": { version: "1", resolved: "https://registry.npmjs.org/a/-/a-1.tgz", integrity: "x" },
    };
    const text = (entries: object): string => JSON.stringify({ lockfileVersion: 3, packages: entries });
    expect(
      await codes([{ path: "package-lock.json", before: text(old), after: text({ ...old, ...packages }) }]),
    ).toEqual(expected);
  });

  test("files that installers run", async () => {
    expect(
      await codes([
        { path: "binding.gyp", after: "{}" },
        { path: "setup.py", before: "a", after: "b" },
        { path: "old.py", before: "x" },
      ]),
    ).toEqual(["install-script"]);
  });

  test("another package index", async () => {
    const files = [{ path: "requirements.txt", before: "a==1\n", after: "a==1\n--extra-index-url https://x\n" }];
    expect(await codes(files)).toEqual(["foreign-registry"]);
  });
});

const packageJson = (keys: object): string => JSON.stringify({ name: "me", ...keys }, undefined, 1);
const bunLock = '{\n  "lockfileVersion": 1,\n  "packages": {\n    "y": ["y@1.0.0", "", {}, "sha512-x"],\n  },\n}\n';

describe("sources that are easily missed", () => {
  test.each([
    ["package.json", packageJson({ dependencies: { x: "ssh://git@github.com/a/b" } }), "git-dependency"],
    ["package.json", packageJson({ overrides: { a: { b: "github:x/y" } } }), "git-dependency"],
    ["package.json", packageJson({ pnpm: { overrides: { b: "github:x/y" } } }), "git-dependency"],
    ["pyproject.toml", '[tool.poetry.dependencies.x]\ngit = "https://github.com/a/x"\n', "git-dependency"],
    ["pyproject.toml", '[tool.uv.sources.x]\ngit = "https://github.com/a/x"\n', "git-dependency"],
    ["pyproject.toml", '[[tool.uv.index]]\nname = "x"\nurl = "https://example.org/simple"\n', "foreign-registry"],
    [".npmrc", "registry=https://example.org/\n", "foreign-registry"],
    [".yarnrc.yml", "npmRegistryServer: https://example.org\n", "foreign-registry"],
    [".cargo/config.toml", '[source.crates-io]\nreplace-with = "x"\n', "foreign-registry"],
    ["go.mod", "module a\n\nrequire github.com/x/y v1.0.0\n", "not-locked"],
  ])("%s %j", async (path, after, code) => {
    expect(await codes([{ path, before: "", after }])).toContain(code);
  });

  test("a crate under another name is looked for under its own", async () => {
    const lock = '[[package]]\nname = "y"\nversion = "1.0.0"\n';
    const given = (name: string): readonly GivenFile[] => [
      { path: "Cargo.toml", before: "", after: `[dependencies]\nfoo = { package = "${name}", version = "1" }\n` },
    ];
    expect(await codes(given("y"), { "Cargo.lock": lock })).toEqual([]);
    expect(await codes(given("z"), { "Cargo.lock": lock })).toEqual(["not-locked"]);
  });

  test("Bun's lockfile resolves what it lists and nothing else", async () => {
    const add = (name: string): readonly GivenFile[] => [
      { path: "package.json", before: "{}", after: packageJson({ dependencies: { [name]: "^1.0.0" } }) },
    ];
    expect(await codes(add("y"), { "bun.lock": bunLock })).toEqual([]);
    expect(await codes(add("x"), { "bun.lock": bunLock })).toEqual(["not-locked"]);
    const git = bunLock.replace("y@1.0.0", "y@github:a/y#abc");
    expect(await codes([{ path: "bun.lock", before: bunLock, after: git }])).toEqual(["git-dependency"]);
  });
});
