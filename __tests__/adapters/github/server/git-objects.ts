import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { deflateSync, inflateSync } from "node:zlib";
import { gitBytes } from "../../git/fixture.ts";

/** An object as it lies in a repository. */
export interface GitObject {
  readonly type: string;
  readonly body: Buffer;
}

/** What splits off the words before the first zero byte or line end. */
function split(bytes: Buffer, end: number): readonly [string, Buffer] {
  return [bytes.subarray(0, end).toString("latin1"), bytes.subarray(end + 1)];
}

/** The objects of a repository, read and written as git does it, but without a process for each. */
export class GitObjects {
  readonly #repository: string;
  readonly #known = new Map<string, GitObject>();

  /** `repository` is the directory that has `objects` in it. */
  constructor(repository: string) {
    this.#repository = repository;
  }

  /** Undefined where there is no object of that id. */
  read(id: string): GitObject | undefined {
    const object = this.#known.get(id) ?? this.#readLoose(id) ?? this.#readPacked(id);
    if (object !== undefined) this.#known.set(id, object);
    return object;
  }

  /** Gives the object's id. */
  write(type: string, body: Buffer): string {
    const bytes = Buffer.concat([Buffer.from(`${type} ${body.length}\0`), body]);
    const id = createHash("sha1").update(bytes).digest("hex");
    const file = this.#fileOf(id);
    if (!existsSync(file)) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, deflateSync(bytes));
      chmodSync(file, 0o444);
    }
    this.#known.set(id, { type, body });
    return id;
  }

  #fileOf(id: string): string {
    return join(this.#repository, "objects", id.slice(0, 2), id.slice(2));
  }

  #readLoose(id: string): GitObject | undefined {
    const file = this.#fileOf(id);
    if (!existsSync(file)) return undefined;
    const bytes = inflateSync(readFileSync(file));
    const [head, body] = split(bytes, bytes.indexOf(0));
    return { type: head.split(" ")[0] ?? "", body };
  }

  #readPacked(id: string): GitObject | undefined {
    const answer = gitBytes(this.#repository, ["cat-file", "--batch"], `${id}\n`);
    const [head, rest] = split(answer, answer.indexOf("\n"));
    const [, type = "", size] = head.split(" ");
    return size === undefined ? undefined : { type, body: rest.subarray(0, Number(size)) };
  }
}
