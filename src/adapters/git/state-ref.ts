import { ConfigError, WorldError } from "../../domain/errors.ts";
import { STATE_FILE, STATE_REF } from "../../domain/run-state.ts";
import type { StateStore } from "../../ports.ts";
import { readIdentity } from "../local/identity.ts";
import { discoverRepository, type Location } from "./discover.ts";
import { askGit, readGit } from "./git.ts";

/** Tries of a write while others write too. */
const TRIES = 4;

interface StateRefOptions {
  /** Any directory of the working tree. */
  readonly directory: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The clone is gone after the job: what it does not hold may well be elsewhere. Absent: it stays. */
  readonly isThrowAway?: boolean;
}

/**
 * The state on a ref of this clone: each write is a commit on the one before, swapped in only where nobody was faster.
 * What git cannot do is answered, not thrown: a run does not end with it.
 */
export function createLocalStateStore(options: StateRefOptions): StateStore {
  return {
    async read() {
      const now = await answer(async () => readNow(await discoverRepository(options.directory, options.env)));
      if (!now.ok) return now;
      const { text } = now.value;
      if (text === undefined) return { ok: true, ...(options.isThrowAway === true && { partial: NOT_HERE }) };
      return { ok: true, text };
    },
    async update(change) {
      const done = await answer(() => update(options, change));
      return done.ok ? done.value : done.reason;
    },
  };
}

const NOT_HERE = `this clone ends with the job and has no ${STATE_REF}, and without the input token GitHub is not asked`;

type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

async function answer<T>(work: () => Promise<T>): Promise<Answer<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    if (error instanceof ConfigError || error instanceof WorldError) return { ok: false, reason: error.message };
    throw error;
  }
}

async function update(
  options: StateRefOptions,
  change: Parameters<StateStore["update"]>[0],
): Promise<string | undefined> {
  const location = await discoverRepository(options.directory, options.env);
  let obstacle: string | undefined;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const now = await readNow(location);
    const next = change(now.text);
    if (next === undefined || next === now.text) return undefined;
    obstacle = await swap(location, options.env, { next, before: now.commit });
    if (obstacle === undefined) return undefined;
  }
  return obstacle;
}

interface Now {
  readonly commit?: string;
  readonly text?: string;
}

async function readNow({ git }: Location): Promise<Now> {
  const found = await askGit(git, ["rev-parse", "--quiet", "--verify", STATE_REF]);
  if (found.code !== 0) return {};
  const commit = (await readGit(git, ["rev-parse", "--verify", `${STATE_REF}^{commit}`])).trim();
  const listed = await readGit(git, ["ls-tree", "-z", commit, "--", STATE_FILE]);
  return {
    commit,
    ...(listed !== "" && { text: await readGit(git, ["cat-file", "blob", `${commit}:${STATE_FILE}`]) }),
  };
}

/** Puts the state in the place of what was there; answers what stood in the way, which may be over in a moment. */
async function swap(
  { git }: Location,
  env: StateRefOptions["env"],
  { next, before }: { readonly next: string; readonly before: string | undefined },
): Promise<string | undefined> {
  const identity = await readIdentity(git, env);
  const writer = { ...git, env: { ...git.env, ...identity } };
  const blob = (await readGit(git, ["hash-object", "-w", "--no-filters", "--stdin"], Buffer.from(next))).trim();
  const tree = (await readGit(git, ["mktree", "-z"], Buffer.from(`100644 blob ${blob}\t${STATE_FILE}\0`))).trim();
  const parents = before === undefined ? [] : ["-p", before];
  const made = await readGit(writer, ["commit-tree", tree, ...parents, "-F", "-"], Buffer.from("assay: state\n"));
  const old = before ?? "0".repeat(made.trim().length);
  const moved = await askGit(git, ["update-ref", STATE_REF, made.trim(), old]);
  if (moved.code === 0) return undefined;
  const said = `git did not move ${STATE_REF}: ${moved.stderr.trim()}`;
  // A lock may be held by somebody who is at work, or be left by one who was killed: git's words say which file it is.
  if (/unable to create .*\.lock/iu.test(moved.stderr)) return said;
  if (/cannot lock ref|is at .* but expected|reference already exists/iu.test(moved.stderr)) {
    return `${STATE_REF} is written by others at the same time`;
  }
  throw new WorldError(said);
}
