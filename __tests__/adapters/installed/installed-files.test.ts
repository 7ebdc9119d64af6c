import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { createInstalledFiles } from "../../../src/adapters/installed/installed-files.ts";
import type { InstalledFile, InstalledFiles } from "../../../src/ports.ts";

let base: string;
let root: string;
let installed: InstalledFiles;

function write(name: string, text: string | Uint8Array): void {
  const file = path.join(root, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

async function collect(wanted: (path: string) => boolean = () => true): Promise<readonly InstalledFile[]> {
  const files: InstalledFile[] = [];
  for await (const file of installed.files(wanted)) files.push(file);
  return files;
}

beforeEach(() => {
  base = mkdtempSync(path.join(tmpdir(), "assay-installed-"));
  root = path.join(base, "repository");
  mkdirSync(root);
  installed = createInstalledFiles({ root, cache: path.join(base, "cache") });
  write("node_modules/a/package.json", '{"name":"a","license":"MIT"}');
  write("node_modules/a/index.js", "a");
});
afterEach(() => {
  rmSync(base, { recursive: true, force: true });
});

describe("read and list", () => {
  test("give what lies below a folder of installed code", async () => {
    expect(await installed.read("node_modules/a/index.js")).toBe("a");
    expect([...(await installed.list("node_modules/a"))].sort()).toEqual(["index.js", "package.json"]);
    expect(await installed.read("node_modules/b/index.js")).toBeUndefined();
    expect(await installed.list("node_modules/b")).toEqual([]);
  });

  test.each(["src/secret.txt", "node_modules/../src/secret.txt", "/etc/passwd", "node_modules/out/secret.txt"])(
    "give nothing of %s",
    async (name) => {
      write("src/secret.txt", "secret");
      writeFileSync(path.join(base, "secret.txt"), "secret");
      symlinkSync(base, path.join(root, "node_modules/out"));
      expect(await installed.read(name)).toBeUndefined();
    },
  );

  test("follow the links of package managers inside the store, and a linked store", async () => {
    write("node_modules/.pnpm/b@1.0.0/node_modules/b/index.js", "b");
    symlinkSync(".pnpm/b@1.0.0/node_modules/b", path.join(root, "node_modules/b"));
    write("packages/c/index.js", "c");
    symlinkSync("../packages/c", path.join(root, "node_modules/c"));
    expect(await installed.read("node_modules/b/index.js")).toBe("b");
    expect(await installed.read("node_modules/c/index.js")).toBe("c");

    const other = path.join(base, "other");
    mkdirSync(other);
    symlinkSync(path.join(root, "node_modules"), path.join(other, "node_modules"));
    const linked = createInstalledFiles({ root: other, cache: base });
    expect(await linked.read("node_modules/a/index.js")).toBe("a");
  });

  test("give no binaries, no directories, no huge files", async () => {
    write("node_modules/a/binary", new Uint8Array([1, 0, 2]));
    write("node_modules/a/huge.js", "x".repeat(1_048_577));
    for (const name of ["binary", "huge.js", ""]) {
      expect(await installed.read(`node_modules/a/${name}`)).toBeUndefined();
    }
  });
});

describe("stores outside the tree", () => {
  const place = (name: string, text: string): void => {
    const file = path.join(base, "outside", name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  };

  test("are read under names of their own, and only inside", async () => {
    place("venv/lib/python3.12/site-packages/x-1.dist-info/METADATA", "License: MIT\n");
    place("go/pkg/mod/example.org/y@v1.0.0/LICENSE", "text");
    place("cargo/registry/src/index-1/z-1.0.0/Cargo.toml", "[package]\n");
    writeFileSync(path.join(base, "secret.txt"), "secret");
    const outside = path.join(base, "outside");
    const stores = createInstalledFiles({
      root,
      cache: base,
      env: {
        VIRTUAL_ENV: path.join(outside, "venv"),
        GOPATH: path.join(outside, "go"),
        CARGO_HOME: path.join(outside, "cargo"),
      },
    });
    expect(await stores.list("@python")).toContain("0");
    expect(await stores.list("@python/0")).toEqual(["x-1.dist-info"]);
    expect(await stores.read("@python/0/x-1.dist-info/METADATA")).toBe("License: MIT\n");
    expect(await stores.read("@go/0/example.org/y@v1.0.0/LICENSE")).toBe("text");
    expect(await stores.read("@cargo/0/z-1.0.0/Cargo.toml")).toBe("[package]\n");
    expect(await stores.read("@go/0/../../../../secret.txt")).toBeUndefined();
    expect(await stores.read("@python/99/x")).toBeUndefined();
    expect(await installed.list("@python")).toEqual([]);
  });
});

describe("files", () => {
  test("of Python come by their modules' names, without metadata and caches", async () => {
    const site = ".venv/lib/python3.12/site-packages";
    write(`${site}/yaml/loader.py`, "a");
    write(`${site}/yaml/__pycache__/loader.py`, "b");
    write(`${site}/six.py`, "c");
    write(`${site}/six-1.0.dist-info/METADATA`, "License: MIT\n");
    write(".venv/bin/activate_this.py", "d");
    const files = await collect((name) => name.endsWith(".py"));
    expect(files.map(({ path: name, package: owner }) => [name, owner])).toEqual([
      [`${site}/six.py`, "six"],
      [`${site}/yaml/loader.py`, "yaml"],
    ]);
    write("node_modules/.package-lock.json", "{}");
    await installed.keep(new Uint8Array([1]));
    expect(await installed.readKept()).toBeDefined();
    write(`${site}/seven-1.0.dist-info/METADATA`, "License: MIT\n");
    expect(await installed.readKept()).toBeUndefined();
  });

  test("come with package and licence, wanted ones only, each once", async () => {
    write("node_modules/a/esm/package.json", '{"type":"module"}');
    write("node_modules/a/esm/index.js", "esm");
    write("node_modules/@s/b/package.json", '{"name":"@s/b","license":{"type":"MIT"}}');
    write("node_modules/@s/b/lib.js", "b");
    write("node_modules/.bin/tool.js", "bin");
    write("vendor/c/c.js", "c");
    write("src/own.js", "own");
    symlinkSync("a", path.join(root, "node_modules/again"));
    expect(await collect((name) => name.endsWith(".js"))).toEqual([
      { path: "node_modules/@s/b/lib.js", package: "@s/b", text: "b" },
      { path: "node_modules/a/esm/index.js", package: "a", licence: "MIT", text: "esm" },
      { path: "node_modules/a/index.js", package: "a", licence: "MIT", text: "a" },
      { path: "vendor/c/c.js", package: "vendor/c", text: "c" },
    ]);
  });

  test("leave out binaries and what is too large to copy from", async () => {
    write("node_modules/a/binary.js", new Uint8Array([1, 0, 2]));
    write("node_modules/a/bundle.js", "x".repeat(262_145));
    expect((await collect()).map((file) => file.path)).toEqual([
      "node_modules/a/index.js",
      "node_modules/a/package.json",
    ]);
  });

  test("are none where nothing is installed", async () => {
    rmSync(path.join(root, "node_modules"), { recursive: true });
    expect(await collect()).toEqual([]);
  });
});

describe("what is kept", () => {
  const bytes = new Uint8Array([1, 2, 3]);

  test("is for exactly what is installed", async () => {
    write("node_modules/.package-lock.json", "1");
    expect(await installed.readKept()).toBeUndefined();
    await installed.keep(bytes);
    expect(new Uint8Array((await installed.readKept()) ?? [])).toEqual(bytes);
    write("node_modules/.package-lock.json", "2");
    expect(await installed.readKept()).toBeUndefined();
  });

  test("is nothing where it cannot be told what is installed", async () => {
    await installed.keep(bytes);
    expect(existsSync(path.join(base, "cache"))).toBe(false);
    expect(await installed.readKept()).toBeUndefined();
  });

  test("is forgotten after a month without use", async () => {
    write("node_modules/.package-lock.json", "1");
    await installed.keep(bytes);
    const [old] = readdirSync(path.join(base, "cache"));
    utimesSync(path.join(base, "cache", old!), new Date(0), new Date(0));
    write("node_modules/.package-lock.json", "2");
    await installed.keep(bytes);
    expect(readdirSync(path.join(base, "cache"))).not.toContain(old);
  });

  test("is no reason to fail where it cannot be written", async () => {
    write("node_modules/.package-lock.json", "1");
    writeFileSync(path.join(base, "cache"), "a file");
    await installed.keep(bytes);
    expect(await installed.readKept()).toBeUndefined();
  });
});
