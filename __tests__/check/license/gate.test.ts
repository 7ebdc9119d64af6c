import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import type { InstalledPackages } from "../../../src/check/gate.ts";
import { licenseGate } from "../../../src/check/gates/license.ts";
import { staticContext } from "../static-context.ts";
import type { GivenFile } from "../static-context.ts";
import { toInstalled } from "./installed.ts";

const MIT_ONLY = { license: { allow: ["MIT"], deny: [] } };
const ownLicence = readFileSync(new URL("../../../node_modules/typescript/LICENSE.txt", import.meta.url), "utf8");

async function codes(
  files: readonly GivenFile[],
  policy: Parameters<typeof staticContext>[1],
  given: Parameters<typeof staticContext>[2] = {},
): Promise<readonly string[]> {
  const answer = await licenseGate.check(staticContext(files, policy, given));
  return answer.status === "failed" ? answer.diagnostics.map(({ code }) => code ?? "") : [];
}

describe("added packages", () => {
  const before = '{"dependencies":{}}';
  const manifest = (name: string): readonly GivenFile[] => [
    { path: "package.json", before, after: `{"dependencies":{"${name}":"^1.0.0"}}` },
  ];
  const installed = toInstalled({
    "node_modules/good/package.json": '{"license":"MIT"}',
    "node_modules/bad/package.json": '{"license":"GPL-3.0-only"}',
    "node_modules/old/package.json": '{"licenses":[{"type":"MIT"},{"type":"GPL-2.0"}]}',
    "node_modules/object/package.json": '{"license":{"type":"MIT"}}',
    "node_modules/filed/package.json": '{"license":"SEE LICENSE IN LICENSE"}',
    "node_modules/filed/LICENSE": ownLicence,
    "node_modules/silent/package.json": "{}",
    ".venv/lib/python3.12/site-packages/Django_Extra-1.0.dist-info/METADATA":
      "Name: x\nLicense: UNKNOWN\nClassifier: License :: OSI Approved :: MIT License\n",
    ".venv/lib/python3.12/site-packages/other-1.0.dist-info/METADATA": "License-Expression: ISC\n",
    "vendor/serde/Cargo.toml": '[package]\nlicense = "MIT/Apache-2.0"\n',
  });
  test.each([
    ["good", []],
    ["bad", ["licence-not-allowed"]],
    ["old", []],
    ["object", []],
    ["filed", ["licence-not-allowed"]],
    ["silent", ["licence-unknown"]],
    ["missing", ["licence-unknown"]],
  ])("npm: %s", async (name, expected) => {
    expect(await codes(manifest(name), MIT_ONLY, { installed })).toEqual(expected);
  });
  test.each([
    ["requirements.txt", "django-extra==1.0\n", []],
    ["requirements.txt", "other==1.0\n", ["licence-not-allowed"]],
    ["Cargo.toml", '[dependencies]\nserde = "1"\n', []],
    ["go.mod", "require example.org/x v1.0.0\n", ["licence-unknown"]],
  ])("%s %j", async (path, after, expected) => {
    expect(await codes([{ path, before: "", after }], MIT_ONLY, { installed })).toEqual(expected);
  });
  test("names the package, its licence and where it is told", async () => {
    const answer = await licenseGate.check(staticContext(manifest("bad"), MIT_ONLY, { installed }));
    expect(answer).toMatchObject({
      diagnostics: [
        {
          path: "package.json",
          message: expect.stringContaining(
            "bad is under GPL-3.0-only (node_modules/bad/package.json): GPL-3.0-only is not in license.allow",
          ),
        },
      ],
    });
  });
  test("unknown where the run cannot look", async () => {
    expect(await codes(manifest("good"), MIT_ONLY)).toEqual(["licence-unknown"]);
  });
  test("a policy without licences judges none", async () => {
    expect(await codes(manifest("bad"), {}, { installed })).toEqual([]);
  });
  test("a package that only the lockfile adds", async () => {
    const lock = (names: readonly string[]): string =>
      JSON.stringify({ packages: Object.fromEntries(names.map((name) => [`node_modules/${name}`, { version: "1" }])) });
    expect(
      await codes([{ path: "package-lock.json", before: lock(["good"]), after: lock(["good", "bad"]) }], MIT_ONLY, {
        installed,
      }),
    ).toEqual(["licence-not-allowed"]);
  });
  test("an import of what is installed but not declared", async () => {
    const after =
      'import bad from "bad/deep";\nimport good from "good";\nconst fs = require("node:fs");\nimport own from "./own.js";\nimport absent from "absent";\n';
    const tree = { "package.json": '{"name":"x","dependencies":{"good":"1"}}' };
    const answer = await licenseGate.check(staticContext([{ path: "src/a.ts", after }], MIT_ONLY, { installed, tree }));
    expect(answer).toMatchObject({
      status: "failed",
      diagnostics: [{ code: "licence-not-allowed", path: "src/a.ts", range: { line: 1 } }],
      figures: { addedPackages: 1 },
    });
    expect(
      await codes([{ path: "src/a.ts", after }], MIT_ONLY, {
        installed,
        tree: { "package.json": '{"devDependencies":{"bad":"1"}}' },
      }),
    ).toEqual([]);
  });
});

describe("headers", () => {
  const policy = { license: { allow: [], deny: [], header: "SPDX-License-Identifier: MIT" } };
  test.each([
    ["missing", { path: "src/a.ts", after: "export {};\n" }, ["header-missing"]],
    ["there", { path: "src/a.ts", after: "// SPDX-License-Identifier: MIT\nexport {};\n" }, []],
    [
      "after an interpreter line",
      { path: "bin/a.py", after: "#!/usr/bin/env python3\n# SPDX-License-Identifier: MIT\n" },
      [],
    ],
    ["in a block", { path: "src/a.css", after: "/*\n * SPDX-License-Identifier: MIT\n */\n" }, []],
    ["not asked for in an old file", { path: "src/a.ts", before: "a\n", after: "b\n" }, []],
    ["not asked for without comments", { path: "a.json", after: "{}\n" }, []],
  ])("%s", async (_, file, expected) => {
    expect(await codes([file], policy)).toEqual(expected);
  });
});

describe("foreign notices", () => {
  const tree = { LICENSE: "MIT License\n\nCopyright (c) 2020 The Shop Authors\n" };
  test.each([
    ["a copyright line", "// Copyright 2011 Somebody Else", ["copyright"]],
    ["a sign", " * © 2015 Somebody Else", ["copyright"]],
    ["an Apache notice", "# Licensed under the Apache License, Version 2.0", ["licence-notice"]],
    ["a GPL notice", " * it under the terms of the GNU General Public License as published by", ["licence-notice"]],
    ["another identifier", "// SPDX-License-Identifier: GPL-3.0-only", ["spdx-identifier"]],
    ["an allowed identifier", "// SPDX-License-Identifier: MIT", []],
    ["our own notice, another year", "// Copyright (c) 2024 The Shop Authors", []],
    ["the terms of a licence", "// Released under the Apache License 2.0", ["licence-notice"]],
    ["a tag", " * @license Apache-2.0", ["licence-notice"]],
    ["a file's copyright in SPDX's words", "# SPDX-FileCopyrightText: 2020 Jane Doe", ["copyright"]],
    [
      "a licence's text in a string",
      'const text = "Redistribution and use in source and binary forms";',
      ["licence-notice"],
    ],
    ["below the first line of a comment", "/*\nReleased under the GPL license\n*/", ["licence-notice"]],
    ["a name after the word", "// Copyright Jane Doe", ["copyright"]],
    ["the terms of an allowed licence", "// Released under the MIT license", []],
    ["the tag of an allowed licence", " * @license MIT", []],
    [
      "the whole text of an allowed licence",
      '// Permission is hereby granted, free of charge, to any person\n// THE SOFTWARE IS PROVIDED "AS IS"',
      [],
    ],
    ["what has no licence alone", '// THE SOFTWARE IS PROVIDED "AS IS"', ["licence-notice"]],
    ["prose that begins with the word", "// Copyright notices are kept.", []],
    ["a word in code", "const copyright = footer.copyright2020;", []],
    ["a text that is shown", 'const label = "© 2024 Acme";', []],
    ["prose about copyright", "// Checks the copyright of the uploaded picture.", []],
  ])("%s", async (_, line, expected) => {
    expect(await codes([{ path: "src/a.ts", before: "a\n", after: `a\n${line}\n` }], MIT_ONLY, { tree })).toEqual(
      expected,
    );
  });
  test("a text file with a licence that is not allowed", async () => {
    const after = "Permission is hereby granted, free of charge, to any person obtaining a copy\n";
    const policy = { license: { allow: ["Apache-2.0"], deny: [] } };
    expect(await codes([{ path: "third/NOTES.txt", after }], policy)).toEqual(["licence-notice"]);
    expect(await codes([{ path: "third/NOTES.txt", after }], MIT_ONLY)).toEqual([]);
  });

  test("the repository's own licence may be named, whatever the policy says", async () => {
    const own = { LICENSE: ownLicence };
    const file = (licence: string): readonly GivenFile[] => [
      { path: "src/a.ts", after: `// Licensed under the ${licence}\n` },
    ];
    expect(await codes(file("Apache License, Version 2.0"), {}, { tree: own })).toEqual([]);
    expect(await codes(file("MIT License"), {}, { tree: own })).toEqual(["licence-notice"]);
  });

  test("what the file had before is not added", async () => {
    const notice = "// Copyright 2011 Somebody Else\n";
    expect(await codes([{ path: "src/a.ts", before: notice, after: `${notice}b\n` }], MIT_ONLY)).toEqual([]);
  });
});

describe("copied text", () => {
  const text = readFileSync(new URL("../../../bench/gates/random.ts", import.meta.url), "utf8");
  const sources = (licence?: string): InstalledPackages =>
    toInstalled({}, [
      {
        package: "mulberry",
        path: "node_modules/mulberry/index.ts",
        text,
        ...(licence === undefined ? {} : { licence }),
      },
    ]);
  test("fails with the source, its licence and the place", async () => {
    const context = staticContext([{ path: "src/r.ts", before: "// own\n", after: `// own\n${text}` }], MIT_ONLY, {
      installed: sources("GPL-3.0-only"),
    });
    const answer = await licenseGate.check(context);
    expect(answer).toMatchObject({
      status: "failed",
      figures: { comparedWith: 1 },
      diagnostics: [
        {
          code: "copied-text",
          message: expect.stringMatching(
            /tokens stand in node_modules\/mulberry\/index\.ts \(mulberry, licence GPL-3\.0-only\)/u,
          ),
        },
      ],
    });
  });
  test.each([
    ["an allowed licence with its notice kept", "MIT", "// From mulberry, MIT License\n", []],
    ["an allowed licence without its notice", "MIT", "", ["copied-text"]],
    ["another licence with its notice", "GPL-3.0-only", "// From mulberry, GPL license\n", ["copied-text"]],
    ["an unknown licence", undefined, "// From mulberry, license lost\n", ["copied-text"]],
  ])("%s", async (_, licence, head, expected) => {
    expect(await codes([{ path: "src/r.ts", after: head + text }], MIT_ONLY, { installed: sources(licence) })).toEqual(
      expected,
    );
  });
  test("a package may be named by any name", async () => {
    const name = "@scope/mul-berry.js";
    const installed = toInstalled({}, [{ package: name, path: `node_modules/${name}/a.ts`, text, licence: "MIT" }]);
    const after = (notice: string): readonly GivenFile[] => [{ path: "src/r.ts", after: `${notice}\n${text}` }];
    expect(await codes(after(`// From ${name}, MIT License`), MIT_ONLY, { installed })).toEqual([]);
    expect(await codes(after(`// From ${name}s, MIT License`), MIT_ONLY, { installed })).toEqual(["copied-text"]);
  });

  test("the notice of an allowed source is kept as it is written there", async () => {
    const notice = "// Copyright (c) 2015 Jane Doe\n";
    const files = { "node_modules/mulberry/LICENSE": `MIT License\n\nCopyright (c) 2015 Jane Doe\n` };
    const copy = { package: "mulberry", path: "node_modules/mulberry/index.ts", text, licence: "MIT" };
    const after = notice + text;
    expect(await codes([{ path: "src/r.ts", after }], MIT_ONLY, { installed: toInstalled(files, [copy]) })).toEqual([]);
    const other = after.replace("Jane", "John");
    expect(
      await codes([{ path: "src/r.ts", after: other }], MIT_ONLY, { installed: toInstalled(files, [copy]) }),
    ).toEqual(["copyright", "copied-text"]);
  });

  test.each([
    [
      "its package's metadata",
      "node_modules/mulberry/index.ts",
      { "node_modules/mulberry/package.json": '{"license":"BSD*"}' },
      "BSD-2-Clause",
    ],
    [
      "a licence file of its package",
      "node_modules/mulberry/lib/a.ts",
      { "node_modules/mulberry/LICENSE": ownLicence },
      "Apache-2.0",
    ],
    [
      "its distribution's metadata",
      ".venv/lib/python3.12/site-packages/mulberry/a.py",
      {
        ".venv/lib/python3.12/site-packages/mulberry/a.py": "",
        ".venv/lib/python3.12/site-packages/mul-1.0.dist-info/METADATA": "License-Expression: ISC\n",
        ".venv/lib/python3.12/site-packages/mul-1.0.dist-info/top_level.txt": "mulberry\n",
      },
      "ISC",
    ],
    ["a licence file above it", "vendor/mulberry/src/a.ts", { "vendor/mulberry/LICENSE": ownLicence }, "Apache-2.0"],
  ])("the licence of a source that its entry does not tell: %s", async (_, path, files, licence) => {
    const installed = toInstalled(files, [{ package: "mulberry", path, text }]);
    const answer = await licenseGate.check(staticContext([{ path: "src/r.ts", after: text }], MIT_ONLY, { installed }));
    expect(answer).toMatchObject({
      diagnostics: [
        { message: expect.stringContaining(`(mulberry, licence ${licence}): ${licence} is not in license.allow`) },
      ],
    });
  });

  test("code that moved from another file is not added", async () => {
    const files = [
      { path: "src/old.ts", before: text, after: "" },
      { path: "src/new.ts", after: text },
    ];
    expect(await codes(files, MIT_ONLY, { installed: sources("GPL-3.0-only") })).toEqual([]);
  });
  test("text that is no code is not compared", async () => {
    expect(await codes([{ path: "docs/a.md", after: text }], MIT_ONLY, { installed: sources("GPL-3.0-only") })).toEqual(
      [],
    );
  });
});
