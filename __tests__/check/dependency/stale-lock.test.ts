import { describe, expect, test } from "@jest/globals";
import { satisfies } from "../../../src/check/dependency/version-range.ts";
import { dependencyGate } from "../../../src/check/gates/dependency.ts";
import { staticContext } from "../static-context.ts";

async function codes(
  path: string,
  before: string,
  after: string,
  tree: Readonly<Record<string, string>> = {},
): Promise<readonly string[]> {
  const answer = await dependencyGate.check(staticContext([{ path, before, after }], {}, { tree }));
  return answer.status === "failed" ? answer.diagnostics.map(({ code }) => code ?? "") : [];
}

const npm = (range: string): string => JSON.stringify({ dependencies: { x: range } });
const NPM_LOCKS = {
  "package-lock.json": JSON.stringify({
    packages: {
      "node_modules/x": { version: "1.2.0" },
      "node_modules/y/node_modules/x": { version: "2.0.0" },
    },
  }),
  "npm-shrinkwrap.json": JSON.stringify({ dependencies: { x: { version: "1.2.0" } } }),
  "pnpm-lock.yaml": "packages:\n\n  x@1.2.0:\n    resolution: {integrity: sha512-x}\n",
  "yarn.lock": 'x@^1.0.0:\n  version "1.2.0"\n  resolved "https://registry.yarnpkg.com/x/-/x-1.2.0.tgz#a"\n',
  "bun.lock": '{ "packages": { "x": ["x@1.2.0", "", {}, "sha512-x"] } }',
};
const poetry = (range: string): string => `[tool.poetry.dependencies]\nx = "${range}"\n`;
const project = (range: string): string => `[project]\ndependencies = ["x[extra]${range}; python_version > '3'"]\n`;
const locked = '[[package]]\nname = "x"\nversion = "1.2.0"\n';
const cargo = (range: string): string => `[dependencies]\nx = { version = "${range}", features = ["a"] }\n`;
const go = (version: string): string => `module a\n\nrequire example.org/x ${version}\n`;

describe("a version that the lockfile does not resolve", () => {
  test.each([
    ...Object.entries(NPM_LOCKS).map(
      ([name, lock]) => ["package.json", npm, ["^1.0.0", "^2.0.0"], { [name]: lock }] as const,
    ),
    ["pyproject.toml", poetry, ["^1.0", "^2.0"], { "poetry.lock": locked }],
    ["pyproject.toml", project, [">=1.0", ">=2.0"], { "uv.lock": locked }],
    ["pyproject.toml", project, ["~=1.1", "~=1.3"], { "pdm.lock": locked }],
    [
      "Pipfile",
      (range: string) => `[packages]\nx = "${range}"\n`,
      ["==1.2.0", "==1.3.0"],
      { "Pipfile.lock": '{"default":{"x":{"version":"==1.2.0","hashes":["a"]}}}' },
    ],
    ["Cargo.toml", cargo, ["1.1", "2"], { "Cargo.lock": locked }],
    [
      "go.mod",
      go,
      ["v1.2.0", "v1.3.0"],
      { "go.sum": "example.org/x v1.2.0 h1:a=\nexample.org/x v1.3.0/go.mod h1:b=\n" },
    ],
  ] as const)("%s: %o asks for %j over %j", async (path, write, [fine, raised], tree) => {
    expect(await codes(path, write("0.1.0"), write(fine), tree)).toEqual([]);
    expect(await codes(path, write(fine), write(raised), tree)).toEqual(["lock-stale"]);
  });
});

describe("satisfies", () => {
  test.each([
    ["npm", "^1.2.3", ["1.2.3", "1.9.0"], ["1.2.2", "2.0.0", "2.0.0-beta.1"]],
    ["npm", "^0.2.3", ["0.2.3", "0.2.9"], ["0.3.0"]],
    ["npm", "~1.2.3", ["1.2.9"], ["1.3.0"]],
    ["npm", "1.2.3 - 2.0.0", ["2.0.0"], ["2.0.1"]],
    ["npm", ">= 1.2 <2 || 3.x", ["1.5.0", "3.4.5"], ["2.0.0", "4.0.0"]],
    ["npm", "<=1.2", ["1.2.9"], ["1.3.0"]],
    ["npm", "npm:y@^1.0.0", ["1.1.0"], ["2.0.0"]],
    ["npm", "^1.0.0-beta.2", ["1.0.0-beta.10", "1.0.0"], ["1.0.0-beta.1"]],
    ["cargo", '"1.2"', ["1.2.0", "1.9.0"], ["2.0.0"]],
    ["cargo", '"=1.2.0"', ["1.2.0"], ["1.2.1"]],
    ["cargo", '{ version = ">=1, <1.5" }', ["1.4.9"], ["1.5.0"]],
    ["pypi", "x>=1.0,!=1.3.*,<2", ["1.2"], ["1.3.1", "2.0"]],
    ["pypi", "x==1.2.*", ["1.2.9"], ["1.3"]],
    ["pypi", "x (>=1.0)", ["1.2"], ["0.9"]],
    ["pypi", '"^1.2"', ["1.9.0"], ["2.0"]],
    ["pypi", 'x>=2; python_version >= "3.8"', ["2.1"], ["1.9"]],
    ["pypi", '[{ version = "^1.2", python = ">=3.8" }]', ["1.9.0"], ["2.0"]],
    ["cargo", 'version = "1.2"', ["1.9.0"], ["2.0.0"]],
    ["go", "v1.2.0", ["v1.2.0"], ["v1.3.0"]],
  ] as const)("%s %s", (ecosystem, spec, wanted, others) => {
    expect(wanted.map((version) => satisfies(ecosystem, spec, version))).toEqual(wanted.map(() => true));
    expect(others.map((version) => satisfies(ecosystem, spec, version))).toEqual(others.map(() => false));
  });

  test.each([
    ["npm", "latest", "1.0.0"],
    ["npm", "^1.0.0", "workspace:*"],
    ["cargo", "{ workspace = true }", "1.0.0"],
  ] as const)("%s %s tells nothing of %s", (ecosystem, spec, version) => {
    expect(satisfies(ecosystem, spec, version)).toBeUndefined();
  });
});

describe("code that runs while a package is built", () => {
  test.each([
    ["Cargo.toml", '[package]\nname = "a"\n', 'build = "make.rs"\n'],
    ["Cargo.toml", '[package]\nname = "a"\n', '\n[build-dependencies]\ncc = "1"\n'],
    ["Cargo.toml", '[package]\nname = "a"\n', "\n[lib]\nproc-macro = true\n"],
    ["pyproject.toml", '[build-system]\nrequires = ["hatchling"]\n', 'backend-path = ["."]\n'],
    ["pyproject.toml", '[tool.poetry]\nname = "a"\n', 'build = "make.py"\n'],
    ["pyproject.toml", '[project]\nname = "a"\n', '\n[tool.hatch.build.hooks.custom]\npath = "make.py"\n'],
  ])("%s: %j and %j", async (path, before, added) => {
    expect(await codes(path, before, before + added)).toContain("install-script");
    expect(await codes(path, before + added, `${before}${added}# later\n`)).toEqual([]);
  });
});
