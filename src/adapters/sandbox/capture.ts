/** What is kept of one output stream: its head and its tail, in memory that does not grow with what was written. */
export interface Capture {
  /** Bytes seen so far, kept or not. */
  readonly bytes: number;
  write(chunk: Uint8Array): void;
  /** The text; where bytes were left out, a line between head and tail says how many. */
  text(): string;
}

/** Drops the bytes of a character that the cut went through; at most three at either end. */
function trimStart(bytes: Buffer): Buffer {
  let start = 0;
  while (start < bytes.length && start < 3 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start += 1;
  return bytes.subarray(start);
}

function trimEnd(bytes: Buffer): Buffer {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? bytes.subarray(0, bytes.length - back) : bytes;
  }
  return bytes;
}

/** The last `size` bytes of a stream, as chunks; memory stays below twice the size plus one chunk. */
function createTail(size: number): { write(chunk: Buffer): void; bytes(): Buffer } {
  let chunks: Buffer[] = [];
  let held = 0;
  const compact = (): Buffer => {
    const joined = Buffer.concat(chunks);
    return joined.length > size ? Buffer.from(joined.subarray(joined.length - size)) : joined;
  };
  return {
    write(chunk) {
      chunks.push(chunk);
      held += chunk.length;
      if (held <= 2 * size) return;
      const kept = compact();
      chunks = [kept];
      held = kept.length;
    },
    bytes: compact,
  };
}

/** Keeps at most `limit` bytes: one half from the beginning, one half from the end. Bytes that are no UTF-8 become U+FFFD. */
export function createCapture(limit: number): Capture {
  const headSize = Math.ceil(limit / 2);
  const head: Buffer[] = [];
  const tail = createTail(limit - headSize);
  let headBytes = 0;
  let total = 0;
  return {
    get bytes() {
      return total;
    },
    write(chunk) {
      const bytes = Buffer.from(chunk);
      total += bytes.length;
      const take = Math.min(bytes.length, headSize - headBytes);
      if (take > 0) {
        head.push(Buffer.from(bytes.subarray(0, take)));
        headBytes += take;
      }
      if (take < bytes.length) tail.write(bytes.subarray(take));
    },
    text() {
      const kept = [Buffer.concat(head), tail.bytes()] as const;
      if (kept[0].length + kept[1].length === total) return Buffer.concat(kept).toString("utf8");
      const [start, end] = [trimEnd(kept[0]), trimStart(kept[1])];
      const cut = total - start.length - end.length;
      return `${start.toString("utf8")}\n… [${cut} bytes left out] …\n${end.toString("utf8")}`;
    },
  };
}
