import type { ChildProcessByStdio } from "node:child_process";
import { spawn } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { WorldError } from "../../domain/errors.ts";
import type { Git } from "./git.ts";
import { gitArguments } from "./git.ts";

/** One object, or its first bytes. */
export interface GitObject {
  readonly id: string;
  readonly type: string;
  /** Bytes of the whole object. */
  readonly size: number;
  /** No longer than the limit that was asked for. */
  readonly body: Buffer;
}

/** Above this, throwing git away is cheaper than reading to the end of an object. */
const DRAIN_BYTES = 16 * 1024 * 1024;

type Child = ChildProcessByStdio<Writable, Readable, null>;

/**
 * Reads objects through one `git cat-file --batch` that is started when first needed and lives as long as this process:
 * it is not waited for, and it ends by itself when its input closes. One request at a time.
 */
export class ObjectReader {
  readonly #git: Git;
  #child: Child | undefined;
  #chunks: AsyncIterator<Buffer> | undefined;
  #pending: Buffer = Buffer.alloc(0);
  #queue: Promise<unknown> = Promise.resolve();

  constructor(git: Git) {
    this.#git = git;
  }

  /** The object that a revision names, at most `limit` bytes of it; undefined where there is none. Throws WorldError. */
  read(revision: string, limit: number): Promise<GitObject | undefined> {
    const turn = this.#queue.then(() => this.#read(revision, limit));
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  async #read(revision: string, limit: number): Promise<GitObject | undefined> {
    if (/[\n\0]/u.test(revision)) return undefined;
    const child = this.#start();
    hold(child);
    try {
      child.stdin.write(`${revision}\n`);
      const header = await this.#line();
      const [id, type, size] = header.split(" ");
      if (id === undefined || type === undefined || size === undefined || !/^\d+$/u.test(size)) {
        return undefined;
      }
      const body = await this.#take(Number(size), limit);
      return { id, type, size: Number(size), body };
    } catch (cause) {
      this.#stop();
      throw new WorldError(
        `git could not read the object ${revision}: it is missing, as in a clone with 'filter:', or damaged (see git fsck).` +
          " Assay fetches nothing by itself: make the clone complete first",
        { cause },
      );
    } finally {
      release(child);
    }
  }

  #start(): Child {
    if (this.#child !== undefined) return this.#child;
    const child = spawn(this.#git.file, gitArguments(this.#git, ["cat-file", "--batch"]), {
      cwd: this.#git.cwd,
      env: { ...this.#git.env },
      stdio: ["pipe", "pipe", "ignore"],
    });
    // Both show as the end of its output, which the reader notices.
    child.on("error", () => child.stdout.destroy());
    child.stdin.on("error", () => undefined);
    this.#child = child;
    this.#chunks = (child.stdout as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
    this.#pending = Buffer.alloc(0);
    return child;
  }

  #stop(): void {
    this.#child?.kill("SIGKILL");
    this.#child = undefined;
  }

  async #more(): Promise<Buffer> {
    const next = await this.#chunks?.next();
    if (next === undefined || next.done === true) throw new Error("its output ended");
    return next.value;
  }

  async #line(): Promise<string> {
    for (;;) {
      const end = this.#pending.indexOf(0x0a);
      if (end >= 0) {
        const line = this.#pending.toString("utf8", 0, end);
        this.#pending = this.#pending.subarray(end + 1);
        return line;
      }
      this.#pending = Buffer.concat([this.#pending, await this.#more()]);
    }
  }

  /** The first `limit` of `size` bytes; the rest and the newline after it are passed over. */
  async #take(size: number, limit: number): Promise<Buffer> {
    const kept: Buffer[] = [];
    const wanted = Math.min(size, limit);
    let seen = 0;
    while (seen < size + 1) {
      if (this.#pending.length === 0) this.#pending = await this.#more();
      const part = this.#pending.subarray(0, size + 1 - seen);
      if (seen < wanted) kept.push(part.subarray(0, wanted - seen));
      seen += part.length;
      this.#pending = this.#pending.subarray(part.length);
      if (seen >= wanted && size - seen > DRAIN_BYTES) {
        this.#stop();
        break;
      }
    }
    return Buffer.concat(kept);
  }
}

interface Holdable {
  ref?(): unknown;
  unref?(): unknown;
}

/** While a request is open the process has to stay; between requests the child must not keep it. */
function hold(child: Child): void {
  child.ref();
  for (const pipe of [child.stdin, child.stdout] as readonly Holdable[]) pipe.ref?.();
}

function release(child: Child): void {
  child.unref();
  for (const pipe of [child.stdin, child.stdout] as readonly Holdable[]) pipe.unref?.();
}
