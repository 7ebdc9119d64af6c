import { describe, expect, test } from "@jest/globals";
import { licenseGate } from "../../../src/check/gates/license.ts";
import { importedModules } from "../../../src/check/license/python-packages.ts";
import { repoPath, staticContext } from "../static-context.ts";
import { toInstalled } from "./installed.ts";

const SITE = ".venv/lib/python3.12/site-packages";
const installed = toInstalled({
  [`${SITE}/yaml/__init__.py`]: "",
  [`${SITE}/PyYAML-6.0.dist-info/METADATA`]: "Name: PyYAML\nLicense: MIT\n",
  [`${SITE}/PyYAML-6.0.dist-info/RECORD`]: "_yaml/__init__.py,,\nyaml/__init__.py,sha256=x,1\n",
  [`${SITE}/gnu.py`]: "",
  [`${SITE}/gnu_things-1.0.dist-info/METADATA`]: "Name: gnu-things\nLicense-Expression: GPL-3.0-or-later\n",
  [`${SITE}/gnu_things-1.0.dist-info/top_level.txt`]: "gnu\n",
  [`${SITE}/silent/__init__.py`]: "",
  [`${SITE}/silent-1.0.dist-info/METADATA`]: "Name: silent\n",
  [`${SITE}/silent-1.0.dist-info/RECORD`]: "silent/__init__.py,,\n",
  [`${SITE}/google/cloud/storage/__init__.py`]: "",
  [`${SITE}/google_cloud_storage-2.0.dist-info/METADATA`]: "Name: google-cloud-storage\nLicense: MIT\n",
  [`${SITE}/google_cloud_storage-2.0.dist-info/RECORD`]: "google/cloud/storage/__init__.py,,\n",
  [`${SITE}/google_cloud_pubsub-2.0.dist-info/METADATA`]:
    "Name: google-cloud-pubsub\nLicense-Expression: AGPL-3.0-only\n",
  [`${SITE}/google_cloud_pubsub-2.0.dist-info/RECORD`]: "google/cloud/pubsub/__init__.py,,\n",
  "@python/0/outside/__init__.py": "",
  "@python/0/Outside-1.0-py3.11.egg-info/PKG-INFO": "Name: Outside\nLicense: Apache-2.0\n",
  "@python/0/Outside-1.0-py3.11.egg-info/top_level.txt": "outside\n",
});
const MIT_ONLY = { license: { allow: ["MIT"], deny: [] } };

async function messages(after: string, tree: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
  const context = staticContext([{ path: "app/a.py", before: "x = 1\n", after: `x = 1\n${after}\n` }], MIT_ONLY, {
    installed,
    tree,
  });
  const answer = await licenseGate.check(context);
  return answer.status === "failed" ? answer.diagnostics.map(({ message }) => message) : [];
}

describe("modules of packages that are installed and not declared", () => {
  test.each([
    ["import gnu", "gnu-things is under GPL-3.0-or-later"],
    ["import os, gnu as g", "gnu-things is under GPL-3.0-or-later"],
    ["from gnu.parts import one", "gnu-things is under GPL-3.0-or-later"],
    ["    import gnu", "gnu-things is under GPL-3.0-or-later"],
    ['g = importlib.import_module("gnu")', "gnu-things is under GPL-3.0-or-later"],
    ["import silent", "the licence of silent is unknown: neither its metadata nor a licence file tells"],
    ["from google.cloud import pubsub", "google-cloud-pubsub is under AGPL-3.0-only"],
    ["import outside", "outside is under Apache-2.0"],
  ])("%j is told", async (line, message) => {
    expect(await messages(line)).toEqual([expect.stringContaining(message)]);
  });

  test.each([
    ["an allowed licence", "import yaml", {}],
    ["a part of a namespace", "from google.cloud import storage", {}],
    ["the standard library", "import json, os.path", {}],
    ["its own module", "import gnu", { "gnu.py": "" }],
    ["its own package beside it", "import gnu", { "app/gnu/__init__.py": "" }],
    ["a relative import", "from . import gnu\nfrom .gnu import a", {}],
    ["requirements.txt", "import gnu", { "requirements.txt": "gnu_things>=1\n" }],
    ["pyproject.toml", "import gnu", { "pyproject.toml": '[project]\ndependencies = ["gnu.things"]\n' }],
    ["setup.cfg", "import gnu", { "setup.cfg": "[options]\ninstall_requires =\n    requests\n    gnu-things>=1\n" }],
    ["an extra of setup.cfg", "import gnu", { "setup.cfg": "[options.extras_require]\ntest =\n    gnu-things\n" }],
    ["setup.py", "import gnu", { "setup.py": 'setup(\n  install_requires=["gnu-things"],\n)\n' }],
    ["a Pipfile", "import gnu", { Pipfile: '[packages]\ngnu-things = "*"\n' }],
  ])("%s is fine", async (_, line, tree) => {
    expect(await messages(line, tree)).toEqual([]);
  });

  test("only Python is read", () => {
    expect(importedModules({ path: repoPath("a.txt"), after: "import gnu\n" })).toEqual([]);
  });
});
