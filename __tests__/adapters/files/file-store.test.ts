import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { createFileStore } from "../../../src/adapters/files/file-store.ts";
import { ConfigError, WorldError } from "../../../src/domain/errors.ts";

let root = "";
const store = createFileStore(() => "unique");

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "assay-files-"));
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

describe("a file store", () => {
  test("a place that no system lets anybody write to ends in an error, not in a loop", async () => {
    await expect(store.writeAll("/proc/none/below", new Map([["a", "b"]]))).rejects.toThrow("could not write to");
    writeFileSync(path.join(root, "file"), "");
    await expect(store.writeAll(path.join(root, "file", "x"), new Map())).rejects.toThrow(WorldError);
  });

  test("reads what it wrote, and leaves nothing else behind", async () => {
    const files = new Map([
      ["manifest.json", "{}\n"],
      ["patches/a.patch", "ä\n"],
    ]);
    const directory = await store.writeAll(path.join(root, "new", "bundle"), files);
    expect(path.isAbsolute(directory)).toBe(true);
    expect(await store.readAll(directory)).toEqual(files);
    expect(readdirSync(directory, { recursive: true }).sort()).toEqual(["manifest.json", "patches", "patches/a.patch"]);
  });

  test("replaces whole files; a file that cannot be written leaves the old one", async () => {
    await store.writeAll(root, new Map([["a", "1"]]));
    await store.writeAll(root, new Map([["a", "2"]]));
    expect(readFileSync(path.join(root, "a"), "utf8")).toBe("2");
    mkdirSync(path.join(root, "b"));
    await expect(store.writeAll(root, new Map([["b", "x"]]))).rejects.toThrow(WorldError);
    expect(readdirSync(root).sort()).toEqual(["a", "b"]);
  });

  test("follows no symbolic link", async () => {
    symlinkSync("/etc/passwd", path.join(root, "link"));
    await expect(store.readAll(root)).rejects.toThrow("is no regular file");
    symlinkSync("/etc", path.join(root, "directory"));
    await expect(store.readAll(root)).rejects.toThrow("is no regular file");
  });

  test.each([
    ["a missing directory", () => path.join(root, "nowhere")],
    [
      "a file",
      () => {
        writeFileSync(path.join(root, "file"), "");
        return path.join(root, "file");
      },
    ],
    [
      "no text",
      () => {
        writeFileSync(path.join(root, "binary"), Buffer.from([0xff, 0xfe]));
        return root;
      },
    ],
    [
      "too much",
      () => {
        writeFileSync(path.join(root, "big"), "");
        truncateSync(path.join(root, "big"), 65 * 1024 * 1024);
        return root;
      },
    ],
  ])("%s is the user's mistake", async (_, prepare) => {
    await expect(store.readAll(prepare())).rejects.toThrow(ConfigError);
  });
});
