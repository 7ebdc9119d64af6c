import { Readable } from "node:stream";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { parseHunks } from "../../../src/adapters/git/hunks.ts";
import { parseRawDiff, parseTreeEntries, splitRecords, toRawPath } from "../../../src/adapters/git/records.ts";
import { parseTree } from "../../../src/adapters/git/tree-reader.ts";
import { collect } from "./fixture.ts";

function chunks(bytes: Buffer, size: number): AsyncIterable<Buffer> {
  const parts: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += size) parts.push(bytes.subarray(at, at + size));
  return Readable.from(parts) as AsyncIterable<Buffer>;
}

const OLD = "1".repeat(40);
const NEW = "2".repeat(40);

describe("records", () => {
  test("the same whatever the chunks are", async () => {
    const property = fc.asyncProperty(
      fc.array(fc.uint8Array({ min: 1, max: 255, maxLength: 20 }), { maxLength: 20 }),
      fc.integer({ min: 1, max: 30 }),
      async (records, size) => {
        const bytes = Buffer.concat(records.flatMap((record) => [record, Buffer.from([0])]));
        const read: string[] = [];
        for await (const record of splitRecords(chunks(bytes, size))) read.push(record.toString("hex"));
        expect(read).toEqual(records.map((record) => Buffer.from(record).toString("hex")));
      },
    );
    await fc.assert(property);
  });

  test("an output that is cut is an error", async () => {
    await expect(collect(splitRecords(chunks(Buffer.from("one\0tw"), 2)))).rejects.toThrow("middle of a record");
  });

  test.each([
    [Buffer.from("src/größe.ts"), { text: "src/größe.ts", utf8: true }],
    [Buffer.from("a\nb\tc"), { text: "a\nb\tc", utf8: true }],
    [Buffer.from([0x61, 0xff, 0x5c, 0x0a]), { text: "a\\xff\\x5c\\x0a", utf8: false }],
    [Buffer.from("\ufffd.ts"), { text: "\ufffd.ts", utf8: true }],
    [Buffer.from([0xed, 0xa0, 0x80]), { text: "\\xed\\xa0\\x80", utf8: false }],
  ])("name %#", (bytes, expected) => {
    expect(toRawPath(bytes)).toEqual(expected);
  });
});

describe("raw diff", () => {
  test.each([
    ["A", "000000", "100644", { status: "added", mode: "100644", blob: NEW }],
    ["M", "100644", "100755", { status: "modified", mode: "100755", blob: NEW }],
    ["T", "100644", "120000", { status: "type-changed", mode: "120000", blob: NEW }],
    ["A", "000000", "160000", { status: "added", mode: "160000", blob: NEW }],
    ["M", "100644", "100664", { status: "modified", mode: "100644", blob: NEW }],
    ["D", "100644", "000000", { status: "deleted" }],
  ])("%s %s %s", async (letter, before, after, expected) => {
    const bytes = Buffer.from(`:${before} ${after} ${OLD} ${NEW} ${letter}\0a b\0`);
    expect(await collect(parseRawDiff(chunks(bytes, 7)))).toEqual([{ path: { text: "a b", utf8: true }, ...expected }]);
  });

  test.each([":100644 100644 1 2 X\0a\0", "garbage\0a\0"])("%j is an error", async (text) => {
    await expect(collect(parseRawDiff(chunks(Buffer.from(text), 99)))).rejects.toThrow("unknown record");
  });
});

describe("tree entries", () => {
  test("files, submodules, names with tabs", async () => {
    const text = `100644 blob ${OLD}      12\ta\tb\x00160000 commit ${NEW}       -\tsub\0`;
    expect(await collect(parseTreeEntries(chunks(Buffer.from(text), 5)))).toEqual([
      { path: { text: "a\tb", utf8: true }, mode: "100644", blob: OLD, size: 12 },
      { path: { text: "sub", utf8: true }, mode: "160000", blob: NEW },
    ]);
  });

  test("anything else is an error", async () => {
    await expect(collect(parseTreeEntries(chunks(Buffer.from("odd\0"), 9)))).rejects.toThrow("unknown record");
  });

  test("a tree object, and one that is cut", () => {
    const id = Buffer.alloc(20, 7);
    const body = Buffer.concat([Buffer.from("40000 src\0"), id, Buffer.from("100755 run me\0"), id]);
    expect([...parseTree(body, 20)]).toEqual([
      ["src", { mode: "40000", id: "07".repeat(20) }],
      ["run me", { mode: "100755", id: "07".repeat(20) }],
    ]);
    expect(parseTree(body.subarray(0, 4), 20).size).toBe(0);
  });
});

test("hunks: text that looks like a header is none; a deletion leaves none", () => {
  const diff =
    "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+@@ -9 +9 @@\n@@ -4,2 +4,0 @@\n-b\n-c\n@@ -8,0 +7,3 @@ f()\n+d\n+e\n+f\n";
  expect(parseHunks(diff)).toEqual([
    { start: 1, end: 2 },
    { start: 7, end: 10 },
  ]);
});
