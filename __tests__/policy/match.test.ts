import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { globProblem } from "../../src/policy/glob.ts";
import { createMatcher } from "../../src/policy/match.ts";
import { toGlobTest, toPathTest } from "../../src/policy/path-test.ts";
import { builtInProtected } from "../../src/policy/protected.ts";

function rule(...paths: string[]) {
  return { paths, tasks: [], write: [], gates: {} };
}

describe("ruleOf", () => {
  const matcher = createMatcher({
    rules: [
      rule("src/**/*.ts", "!src/**/*.d.ts", "src/keep.d.ts"),
      rule("src/legacy/**"),
      rule("**/*.js", "docs/*.md"),
    ],
    protected: [],
  });
  test.each([
    ["src/a.ts", 0],
    ["src/a/b/c.ts", 0],
    ["src/.hidden/x.ts", 0],
    ["src/legacy/x.ts", 0],
    ["src/legacy/x.d.ts", 1],
    ["src/x.d.ts", undefined],
    ["src/keep.d.ts", 0],
    ["lib/a.ts", undefined],
    ["Src/a.ts", undefined],
    ["a.js", 2],
    ["docs/a.md", 2],
    ["docs/a/b.md", undefined],
  ])("%s falls under rule %s", (path, index) => {
    expect(matcher.ruleOf(path)?.index).toBe(index);
  });

  test("gives the rule itself", () => {
    const own = rule("a");
    expect(createMatcher({ rules: [own], protected: [] }).ruleOf("a")?.rule).toBe(own);
  });
});

describe("protectedBy", () => {
  const matcher = createMatcher({ rules: [], protected: ["infra/**", "Docs/[ab].md"] }, "ci/[x]/Policy.yml");
  test.each([
    [".github/workflows/ci.yml", ".github/**"],
    [".GitHub/x", ".github/**"],
    [".husky/pre-commit", ".*/**"],
    [".travis.yml", ".*"],
    [".gitattributes", "**/.git*"],
    ["sub/.GITIGNORE", "**/.git*"],
    ["sub/.git/hooks/pre-commit", "**/.git*/**"],
    ["a/action.yml", "**/action.yml"],
    ["Action.YAML", "**/action.yaml"],
    ["build/Dockerfile.dev", "**/dockerfile*"],
    ["package.json", "**/package.json"],
    ["packages/a/package-lock.json", "**/package-lock.json"],
    ["go.sum", "**/go.sum"],
    ["a/Cargo.toml", "**/cargo.toml"],
    ["requirements-dev.txt", "**/requirements*.txt"],
    ["Makefile", "**/makefile"],
    ["jest.config.ts", "**/*.config.ts"],
    ["packages/a/eslint.config.mjs", "**/*.config.mjs"],
    ["tsconfig.build.json", "**/tsconfig*.json"],
    ["sub/.npmrc", "**/.*rc"],
    ["sub/.eslintrc.cjs", "**/.*rc.*"],
    ["sub/.yarnrc.yml", "**/.*rc.*"],
    ["bunfig.toml", "**/bunfig.toml"],
    ["docs/CODEOWNERS", "**/codeowners"],
    ["LICENSE-MIT", "**/license*"],
    ["licence.txt", "**/licence*"],
    ["NOTICE.md", "**/notice*"],
    ["Security.md", "**/security.md"],
    ["sub/AGENTS.md", "**/agents.md"],
    ["CLAUDE.md", "**/claude.md"],
    ["scripts/release.SH", "**/*.sh"],
    ["x.ps1", "**/*.ps1"],
    ["node_modules/a/index.js", "**/node_modules/**"],
    ["INFRA/main.tf", "infra/**"],
    ["docs/A.MD", "Docs/[ab].md"],
    ["ci/[x]/policy.YML", "ci/[[]x[]]/Policy.yml"],
    // A compatibility character, a long s and the Kelvin sign fold to plain letters.
    ["\uff30ackage.json", "**/package.json"],
    ["acce\u017f\u017f.\u017fh", "**/*.sh"],
    ["ma\u212aefile", "**/makefile"],
  ])("%s by %s", (path, glob) => {
    expect(matcher.protectedBy(path)).toBe(glob);
  });

  test.each([
    "src/a.ts",
    "src/package.ts",
    "docs/c.md",
    "ci/x/policy.yml",
    "src/github/x.ts",
    "src/config.ts",
    "a/.hidden/x.ts",
  ])("%s is free", (path) => {
    expect(matcher.protectedBy(path)).toBeUndefined();
  });

  test("the built-in set stands whatever a policy says, in every letter case", () => {
    const bare = createMatcher({ rules: [], protected: [] });
    const samples = builtInProtected().map((glob) => glob.replaceAll("**", "x").replaceAll("*", "y"));
    for (const path of samples) {
      expect([path, bare.protectedBy(path)]).not.toContain(undefined);
      expect([path, bare.protectedBy(path.toUpperCase())]).not.toContain(undefined);
    }
  });
});

/** `*`, `?` and `**` by dynamic programming: what the globs mean, without backtracking. */
function meaning(glob: string, path: string): boolean {
  const segment = (pattern: string, text: string): boolean => {
    let row = Array.from({ length: text.length + 1 }, (_, at) => at === 0);
    for (const character of pattern) {
      const next = row.map(() => false);
      for (let at = 0; at <= text.length; at++) {
        if (character === "*") next[at] = row[at] === true || (at > 0 && next[at - 1] === true);
        else next[at] = at > 0 && row[at - 1] === true && (character === "?" || character === text[at - 1]);
      }
      row = next;
    }
    return row[text.length] === true;
  };
  const [head, ...rest] = glob.split("/");
  if (head === undefined) return path === "";
  const parts = path.split("/");
  if (head === "**") {
    if (rest.length === 0) return true;
    return parts.some((_, at) => meaning(rest.join("/"), parts.slice(at).join("/")));
  }
  if (!segment(head, parts[0] ?? "")) return false;
  if (rest.length === 0) return parts.length === 1;
  return parts.length > 1 && meaning(rest.join("/"), parts.slice(1).join("/"));
}

describe("globs", () => {
  test("mean what their wildcards mean", () => {
    const part = fc.string({ unit: fc.constantFrom("a", "b", "*", "?", "."), minLength: 1, maxLength: 5 });
    const name = fc.string({ unit: fc.constantFrom("a", "b", "."), minLength: 1, maxLength: 4 });
    const usable = (text: string): boolean => text !== "." && text !== ".." && !text.includes("**");
    const segments = fc.array(fc.oneof(part.filter(usable), fc.constant("**")), { minLength: 1, maxLength: 4 });
    const names = fc.array(name.filter(usable), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(segments, names, (globParts, pathParts) => {
        const glob = globParts.join("/");
        // `a/**` matches what lies inside of a, not a itself.
        const path = pathParts.join("/");
        fc.pre(globParts.at(-1) !== "**" || globParts.length === 1);
        expect([glob, path, toPathTest(glob)(path)]).toEqual([glob, path, meaning(glob, path)]);
      }),
      { numRuns: 3_000 },
    );
  });

  test("the shapes that are compared as strings mean what minimatch says", () => {
    const name = fc.constantFrom("a", "b", "ab", "a.b", ".a", "(a)", "{a}", "#a", "!a", "é");
    const stars = fc.constantFrom(
      "*",
      "**",
      "*a",
      "a*",
      "*a*",
      "*.b",
      ".*",
      "a*b",
      "a*.b",
      ".a*a",
      "*a*b",
      "?",
      "[ab]",
      "***",
    );
    const globParts = fc.array(fc.oneof(name, stars), { minLength: 1, maxLength: 4 });
    const pathParts = fc.array(name, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(globParts, pathParts, (some, others) => {
        const glob = some.join("/");
        const path = others.join("/");
        expect([glob, path, toPathTest(glob)(path)]).toEqual([glob, path, toGlobTest(glob)(path)]);
      }),
      { numRuns: 20_000 },
    );
  });

  test("a test answers the same each time, and for each compilation", () => {
    const glob = fc.string({ maxLength: 40 }).filter((text) => globProblem(text, "refused") === undefined);
    fc.assert(
      fc.property(glob, fc.string({ maxLength: 60 }), (text, path) => {
        const compiled = toPathTest(text);
        expect(compiled(path)).toBe(compiled(path));
        expect(toPathTest(text)(path)).toBe(compiled(path));
      }),
    );
  });

  test.each([
    ["eight stars", `${"a*".repeat(8)}b`, "a".repeat(61)],
    ["fourteen stars", `${"a*".repeat(14)}b`, "a".repeat(61)],
    ["as many stars as fit", `${"a*".repeat(127)}b`, "a".repeat(255)],
    ["as many folders as fit", `${"**/*a*/".repeat(36)}b`, `${"aa/".repeat(1_300)}c`],
    ["classes", `${"[a]*".repeat(60)}b`, "a".repeat(255)],
    ["a nested repetition", "(a+)+b", "a".repeat(4_000)],
  ])("hostile globs come to an end: %s", (_, glob, path) => {
    expect(globProblem(glob, "refused")).toBeUndefined();
    expect(toPathTest(glob)(path)).toBe(false);
  });
});
