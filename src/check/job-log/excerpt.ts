/** Characters kept at the beginning and at the end. */
const HEAD = 128 * 1024;
const TAIL = 384 * 1024;

/** Head and tail of what is added line by line, with a mark where the middle was cut. */
export interface Excerpt {
  add(line: string): void;
  text(): string;
}

/** An empty excerpt. Its memory is bounded, however much is added. */
export function createExcerpt(): Excerpt {
  const head: string[] = [];
  let headSize = 0;
  let tail: string[] = [];
  let tailSize = 0;
  /** Lines of `tail` that have been given up already. */
  let gone = 0;
  let cut = 0;
  return {
    add(line) {
      const size = line.length + 1;
      if (tail.length === 0 && headSize + size <= HEAD) {
        head.push(line);
        headSize += size;
        return;
      }
      tail.push(line);
      tailSize += size;
      while (tailSize > TAIL) {
        const oldest = (tail[gone]?.length ?? 0) + 1;
        gone += 1;
        tailSize -= oldest;
        cut += oldest;
      }
      if (gone > 10_000) {
        tail = tail.slice(gone);
        gone = 0;
      }
    },
    text() {
      const mark = cut === 0 ? [] : [`[… ${cut} characters cut …]`];
      return [...head, ...mark, ...tail.slice(gone)].join("\n");
    },
  };
}
