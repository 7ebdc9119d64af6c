import { parseJson } from "../../domain/parse-json.ts";
import type { CopyIndex, CopySource } from "./copy-index.ts";

/** Changes whenever fingerprints or their layout change, so that what an older version kept is not read. */
const MAGIC = "assay-copies-1\n";
const ALIGNMENT = 8;

interface Header {
  readonly sources: readonly CopySource[];
  readonly exact: number;
  readonly renamed: number;
}

/** An index as bytes: magic line, header as one line of JSON padded to 8 bytes, both tables as 64-bit floats. */
export function toIndexBytes({ sources, exact, renamed }: CopyIndex): Uint8Array {
  const header: Header = { sources, exact: exact.length, renamed: renamed.length };
  const text = `${MAGIC}${JSON.stringify(header)}`;
  const head = new TextEncoder().encode(text);
  const padded = Math.ceil((head.length + 1) / ALIGNMENT) * ALIGNMENT;
  const bytes = new Uint8Array(padded + (exact.length + renamed.length) * Float64Array.BYTES_PER_ELEMENT);
  bytes.fill(0x20, head.length, padded - 1);
  bytes.set(head);
  bytes[padded - 1] = 0x0a;
  const tables = new Float64Array(bytes.buffer, padded);
  tables.set(exact);
  tables.set(renamed, exact.length);
  return bytes;
}

function isSource(value: unknown): value is CopySource {
  return (
    typeof value === "object" &&
    value !== null &&
    "package" in value &&
    typeof value.package === "string" &&
    "path" in value &&
    typeof value.path === "string" &&
    (!("licence" in value) || typeof value.licence === "string")
  );
}

function isHeader(value: unknown): value is Header {
  return (
    typeof value === "object" &&
    value !== null &&
    "sources" in value &&
    Array.isArray(value.sources) &&
    value.sources.every(isSource) &&
    "exact" in value &&
    Number.isSafeInteger(value.exact) &&
    "renamed" in value &&
    Number.isSafeInteger(value.renamed)
  );
}

/** The index that bytes hold; undefined where they are of another version, cut off or damaged. */
export function parseIndexBytes(bytes: Uint8Array): CopyIndex | undefined {
  const start = MAGIC.length;
  const end = bytes.indexOf(0x0a, start);
  if (end < 0 || new TextDecoder().decode(bytes.subarray(0, start)) !== MAGIC) return undefined;
  const header = parseJson(new TextDecoder().decode(bytes.subarray(start, end)));
  if (!header.ok || !isHeader(header.value)) return undefined;
  const { sources, exact, renamed } = header.value;
  const length = (exact + renamed) * Float64Array.BYTES_PER_ELEMENT;
  if (bytes.length !== end + 1 + length) return undefined;
  // A copy of its own, because a table has to begin at a multiple of its element's size.
  const tables = new Float64Array(bytes.slice(end + 1).buffer);
  return { sources, exact: tables.subarray(0, exact), renamed: tables.subarray(exact) };
}
