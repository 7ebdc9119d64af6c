import type { ChildInput } from "./request.ts";
import { unitCount } from "./request.ts";

const POLL_MS = 20;
/** Until a child says that it has loaded the module. */
const START_MS = 20_000;
/** A child's heap; typed arrays and buffers come on top, bounded by the sandbox. */
const HEAP_MIB = 512;
/** Children that may die one after the other before the rest is given up. */
const MAX_CHILDREN = 400;
/** Name of the child's program: a file, because `node -e` gives code globals that it has nowhere else. */
const BOOT = "boot.cjs";

/** One thread of Node's pool: reads and writes end in the order in which they were asked for, every time. */
const ONE_THREAD = { UV_THREADPOOL_SIZE: "1" };

const { spawn } = process.getBuiltinModule("child_process");
const fs = process.getBuiltinModule("fs");
const os = process.getBuiltinModule("os");
const path = process.getBuiltinModule("path");

type ChildProcess = ReturnType<typeof spawn>;

/** Why a child ended. */
interface ChildEnd {
  readonly type: "exited" | "stalled";
  readonly code: number | null;
  readonly signal: string | null;
  readonly stderr: string;
}

/** Follows the record file: how many complete lines of ours lie in it, by their first letter. */
interface Follower {
  /** Reads on; whether there was anything new. */
  follow(): boolean;
  count(letter: "r" | "b" | "g" | "u"): number;
}

const NEWLINE = 10;

function createFollower(fd: number, token: string): Follower {
  const counts = new Map<string, number>();
  const buffer = Buffer.alloc(1 << 16);
  const length = token.length + 1;
  let offset = 0;
  let head = "";
  const readSome = (): boolean => {
    const read = fs.readSync(fd, buffer, 0, buffer.length, offset);
    for (const byte of buffer.subarray(0, read)) {
      if (byte !== NEWLINE) {
        if (head.length < length) head += String.fromCharCode(byte);
        continue;
      }
      const letter = head[0] ?? "";
      if (head.slice(1) === token) counts.set(letter, (counts.get(letter) ?? 0) + 1);
      head = "";
    }
    offset += read;
    return read > 0;
  };
  return {
    follow() {
      let isNew = false;
      while (readSome()) isNew = true;
      return isNew;
    },
    count: (letter) => counts.get(letter) ?? 0,
  };
}

function realPath(file: string): string | undefined {
  try {
    return fs.realpathSync(file);
  } catch {
    return undefined;
  }
}

/** Folders of installed packages between the module and the root, by their real paths: links are followed there. */
function packageFolders(root: string, entry: string): readonly string[] {
  const found: string[] = [];
  for (let folder = path.dirname(entry); folder.length >= root.length; folder = path.dirname(folder)) {
    const real = realPath(path.join(folder, "node_modules"));
    if (real !== undefined) found.push(real);
  }
  return found;
}

function permissionArguments(input: ChildInput, place: string): readonly string[] {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const isStable = major > 23 || (major === 23 && minor >= 5) || (major === 22 && minor >= 13);
  const { root, entry } = input.request;
  const readable = [root, ...packageFolders(root, entry), place];
  return [
    isStable ? "--permission" : "--experimental-permission",
    ...readable.flatMap((folder) => [`--allow-fs-read=${folder}`, `--allow-fs-read=${folder}/*`]),
    `--allow-fs-write=${place}`,
    `--allow-fs-write=${place}/*`,
  ];
}

function nodeArguments(input: ChildInput, place: string): readonly string[] {
  const requireModule = process.allowedNodeEnvironmentFlags.has("--experimental-require-module");
  return [
    ...permissionArguments(input, place),
    "--no-warnings",
    `--max-old-space-size=${HEAP_MIB}`,
    "--stack-size=900",
    ...(requireModule ? ["--experimental-require-module"] : []),
    path.join(place, BOOT),
  ];
}

function homeIn(place: string): Readonly<Record<string, string>> {
  return { HOME: path.join(place, "home"), TMPDIR: path.join(place, "tmp") };
}

/** Where a child writes to. */
interface Outlets {
  readonly records: number;
  /** A file that is written at its end alone: for a pipe Node would load all that it knows of sockets. */
  readonly stderr: number;
  /** The same file, to be read. */
  readonly words: number;
}

function start(input: ChildInput, place: string, { records, stderr }: Outlets): ChildProcess {
  const child = spawn(process.execPath, [...nodeArguments(input, place)], {
    cwd: path.join(place, "work"),
    env: { ...process.env, ...input.request.options.env, ...homeIn(place), ...ONE_THREAD },
    stdio: ["pipe", "ignore", stderr, records],
  });
  child.stdin?.on("error", () => undefined);
  child.stdin?.end(JSON.stringify({ ...input, program: "", role: "child" } satisfies ChildInput));
  return child;
}

/** Bytes of a child's last words. */
const TAIL = 4_000;
/** A child that writes more than that is ended. */
const MOST_WORDS = 16 * 1024 * 1024;

/** The end of a file that is open. */
function tailOf(fd: number): string {
  const { size } = fs.fstatSync(fd);
  const buffer = Buffer.alloc(Math.min(size, TAIL));
  return buffer.toString("utf8", 0, fs.readSync(fd, buffer, 0, buffer.length, size - buffer.length));
}

function waitFor(
  child: ChildProcess,
  outlets: Outlets,
  { follower, callTimeoutMs }: { readonly follower: Follower; readonly callTimeoutMs: number },
): Promise<Omit<ChildEnd, "stderr">> {
  let last = performance.now();
  let type: ChildEnd["type"] = "exited";
  const { promise, resolve } = Promise.withResolvers<Omit<ChildEnd, "stderr">>();
  const beats = follower.count("b");
  const timer = setInterval(() => {
    if (follower.follow()) last = performance.now();
    if (fs.fstatSync(outlets.words).size > MOST_WORDS) child.kill("SIGKILL");
    const isReady = follower.count("b") > beats;
    if (performance.now() - last < (isReady ? callTimeoutMs : START_MS + callTimeoutMs)) return;
    type = "stalled";
    child.kill("SIGKILL");
  }, POLL_MS);
  const finish = (code: number | null, signal: string | null): void => {
    clearInterval(timer);
    follower.follow();
    resolve({ type, code, signal });
  };
  child.once("error", (error) => {
    fs.writeSync(outlets.stderr, error.message);
    finish(null, null);
  });
  child.once("close", finish);
  return promise;
}

/** What is recorded of the unit that a child died of. */
function lastWords(end: ChildEnd): string {
  if (end.type === "stalled") return JSON.stringify({ died: "stalled" });
  const isMemory = /heap out of memory|Array buffer allocation failed|invalid table size/u.test(end.stderr);
  const how = end.signal === null ? `exit code ${String(end.code)}` : `signal ${end.signal}`;
  const reason = isMemory ? "out of memory" : how;
  return JSON.stringify({ died: "crashed", reason, stderr: end.stderr.slice(-600) });
}

/** The record file, to be written to and as far as it was followed. */
interface Log {
  readonly records: number;
  readonly follower: Follower;
}

/** Runs one child to its end. */
async function runOne(input: ChildInput, place: string, { records, follower }: Log): Promise<ChildEnd> {
  // Beside the place where the child may write, and without a name as soon as it is open: its code cannot open it.
  const file = `${place}-stderr`;
  const outlets = { records, stderr: fs.openSync(file, "a"), words: fs.openSync(file, "r") };
  fs.unlinkSync(file);
  try {
    const { callTimeoutMs } = input.request.options;
    const end = await waitFor(start(input, place, outlets), outlets, { follower, callTimeoutMs });
    return { ...end, stderr: tailOf(outlets.words) };
  } finally {
    fs.closeSync(outlets.stderr);
    fs.closeSync(outlets.words);
  }
}

/**
 * Starts children one after the other until all units have their record: what a child dies of is recorded, and the next
 * child goes on behind it. Records are lines of the file `records` in the scratch directory.
 */
export async function supervise(input: ChildInput): Promise<void> {
  const started = performance.now();
  const file = path.join(process.argv[1] ?? ".", "records");
  const records = fs.openSync(file, "a");
  const { token } = input;
  fs.writeSync(records, `${token}\n`);
  const follower = createFollower(fs.openSync(file, "r"), token);
  const total = unitCount(input.request);
  const place = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "probe-")));
  for (const name of ["work", "home", "tmp"]) fs.mkdirSync(path.join(place, name));
  const program = `(${input.program})(JSON.parse(require("fs").readFileSync(0, "utf8")))`;
  fs.writeFileSync(path.join(place, BOOT), program);
  try {
    for (let count = 0; count < MAX_CHILDREN && follower.count("r") < total; count += 1) {
      if (performance.now() - started > input.request.budgetMs) return;
      const [before, goes] = [follower.count("r"), follower.count("g")];
      const next = { ...input, first: before, unfinished: follower.count("u") };
      const end = await runOne(next, place, { records, follower });
      const done = follower.count("r");
      if (done >= total || (end.type === "exited" && end.code === 0 && done > before)) continue;
      // A mutant is judged only where the original came through once; a child that died before that says nothing of one.
      const { mode } = input.request;
      const isEarly = (mode === "judge" || mode === "stand-in") && follower.count("g") === goes;
      fs.writeSync(records, `${isEarly ? "f" : "r"}${token}${lastWords(end)}\n`);
      if (isEarly) return;
      follower.follow();
    }
  } finally {
    fs.rmSync(place, { recursive: true, force: true, maxRetries: 2 });
  }
}
