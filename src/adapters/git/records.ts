import { isUtf8 } from "node:buffer";
import type { Change, FileMode, RawPath, TreeEntry } from "../../domain/change.ts";
import { WorldError } from "../../domain/errors.ts";

const STATUS: Readonly<Record<string, Change["status"]>> = {
  A: "added",
  M: "modified",
  D: "deleted",
  T: "type-changed",
};

/** Splits NUL-terminated output into records; the buffers are views, to be read before the next one is asked for. */
export async function* splitRecords(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const all = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let from = 0;
    for (let end = all.indexOf(0); end >= 0; end = all.indexOf(0, from)) {
      yield all.subarray(from, end);
      from = end + 1;
    }
    rest = all.subarray(from);
  }
  if (rest.length > 0) throw new WorldError("the output of git ended in the middle of a record");
}

/** A name as git stores it: text where it is valid UTF-8, else with `\xHH` for every byte that is not printable ASCII. */
export function toRawPath(bytes: Buffer): RawPath {
  const text = bytes.toString("utf8");
  if (!text.includes("\ufffd") || isUtf8(bytes)) return { text, utf8: true };
  let display = "";
  for (const byte of bytes) {
    const printable = byte >= 0x20 && byte < 0x7f && byte !== 0x5c;
    display += printable ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, "0")}`;
  }
  return { text: display, utf8: false };
}

function toFileMode(text: string | undefined): FileMode {
  switch (text) {
    case "100755":
    case "120000":
    case "160000":
      return text;
    default:
      // Old repositories hold 100664; git itself reads every regular file as 644 or 755.
      return "100644";
  }
}

/** Reads `git diff-tree -r --raw -z --no-renames --no-abbrev`: pairs of `:mode mode id id status` and a path. */
export async function* parseRawDiff(chunks: AsyncIterable<Buffer>): AsyncGenerator<Change> {
  let header: readonly string[] | undefined;
  for await (const record of splitRecords(chunks)) {
    if (header === undefined) {
      header = record.toString("latin1").split(" ");
      continue;
    }
    const [, mode, , blob, letter] = header;
    header = undefined;
    const status = STATUS[letter?.charAt(0) ?? ""];
    if (status === undefined || blob === undefined) throw new WorldError("git diff-tree printed an unknown record");
    const path = toRawPath(record);
    yield status === "deleted" ? { path, status } : { path, status, mode: toFileMode(mode), blob };
  }
}

/** Reads `git ls-tree -r -z --long`: `mode type id size<TAB>path`. */
export async function* parseTreeEntries(chunks: AsyncIterable<Buffer>): AsyncGenerator<TreeEntry> {
  for await (const record of splitRecords(chunks)) {
    const tab = record.indexOf(0x09);
    const [mode, , blob, size] = record.toString("latin1", 0, tab).split(/ +/u);
    if (tab < 0 || blob === undefined) throw new WorldError("git ls-tree printed an unknown record");
    const path = toRawPath(record.subarray(tab + 1));
    const entry = { path, mode: toFileMode(mode), blob };
    yield size === undefined || size === "-" ? entry : { ...entry, size: Number(size) };
  }
}
