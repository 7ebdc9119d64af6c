/**
 * The seams. Everything that touches the world stands behind one of these interfaces; the stages see nothing else.
 * Each has one implementation in `adapters/` and, in the tests, a fake that passes the same contract test.
 */
import type { CommandResult, CommandSpec, IsolationLevel } from "./domain/command.ts";
import type { Change, FileChange, TreeEntry } from "./domain/change.ts";
import type { Diagnostic } from "./domain/diagnostic.ts";
import type { EngineName } from "./domain/engine-name.ts";
import type { FailingCheck, Proving } from "./domain/failing-check.ts";
import type { GateLevel, GateName, GateResult } from "./domain/gate.ts";
import type { ModelReply, ModelRequest } from "./domain/model-exchange.ts";
import type { Outcome } from "./domain/outcome.ts";
import type { Plan } from "./domain/plan.ts";
import type { Policy } from "./domain/policy.ts";
import type { Proposal } from "./domain/proposal.ts";
import type { Publication } from "./domain/publication.ts";
import type { ApprovalRequest, Claim, PullRequestText, Suggestion } from "./domain/pull-request.ts";
import type { Manifest } from "./domain/bundle.ts";
import type { RepoPath } from "./domain/repo-path.ts";
import type { BaselineRecord, Spending, Subject } from "./domain/report.ts";
import type { Task, TaskKind } from "./domain/task.ts";
import type { Feedback } from "./domain/verdict.ts";

export type { FailingCheck } from "./domain/failing-check.ts";

/** What {@link Repository.subject} is asked for. */
export interface SubjectRequest {
  /** Any revision; absent: the default branch as far as it can be told (origin/HEAD, main, master). */
  readonly base?: string;
  /** Any revision; absent: HEAD. */
  readonly head?: string;
  /** `files`: work does not come from a comparison, so nobody is told what is compared. Absent: `changes`. */
  readonly source?: "changes" | "files";
}

/** The user's repository, read through git objects only. Nothing here writes to it. */
export interface Repository {
  /** Absolute path of the working tree's root. */
  readonly root: string;
  /** Resolves base, merge base and head. Throws ConfigError with the remedy: shallow clone, unknown revision, unborn branch, no common ancestor. */
  subject(request: SubjectRequest): Promise<Subject>;
  /** Changes from the merge base to head, streamed; memory does not grow with file contents. */
  changes(subject: Subject): AsyncIterable<Change>;
  /** The git tree id of a commit, and every file of it. */
  treeOf(commit: string): Promise<string>;
  files(commit: string): AsyncIterable<TreeEntry>;
  /** Text of one file of a commit; undefined where it does not exist or is not a regular file. Throws WorldError above 4 MiB. */
  readText(commit: string, path: string): Promise<string | undefined>;
  /** Names directly inside a directory of a commit (`""` is the root), directories with a trailing '/'; empty where it does not exist. */
  listDirectory(commit: string, directory: string): Promise<readonly string[]>;
  /** The first `limit` bytes of each blob, in order of the ids; for telling binaries and LFS pointers apart. */
  peekBlobs(blobs: readonly string[], limit: number): AsyncIterable<Uint8Array>;
  /** Text of a file of the working tree, for a policy that is not committed yet. */
  readWorkingTree(path: string): Promise<string | undefined>;
  /** The changed line ranges of a file between merge base and head. */
  hunks(subject: Subject, path: RepoPath): Promise<readonly { readonly start: number; readonly end: number }[]>;
  /**
   * Throw-away copies of a commit; they share the user's objects, never their `.git`. `minimum`: the weakest fence that
   * the policy allows; absent, it is looked up.
   */
  openWorkspaces(commit: string, minimum?: IsolationLevel): Promise<WorkspacePool>;
}

/** Makes workspaces and holds what they share; disposing removes everything of this run from the disk. */
export interface WorkspacePool extends AsyncDisposable {
  /** What the sandbox was measured to hold. */
  readonly isolation: IsolationLevel;
  create(): Promise<Workspace>;
}

/** A problem of applying files to a workspace; the candidate's fault. */
export interface ApplyProblem {
  readonly path: string;
  readonly message: string;
}

/** One throw-away worktree outside the user's tree. Not for concurrent use. */
export interface Workspace extends AsyncDisposable {
  /** Absolute path. */
  readonly root: string;
  /** Back to the untouched commit, untracked files included; the linked dependencies stay. */
  reset(): Promise<void>;
  /** Writes the files of a candidate; follows no symbolic link. Anything but an empty answer means nothing may be trusted: reset. */
  apply(files: readonly FileChange[]): Promise<readonly ApplyProblem[]>;
  /** Applies a unified diff in git's format, by git: whole, and to none but `paths` where they are given, or not at all. */
  applyPatch(patch: string, paths?: readonly string[]): Promise<readonly ApplyProblem[]>;
  /** Text of a file as it is now; undefined where there is none. Throws WorldError for a file that is no text. */
  read(path: RepoPath): Promise<string | undefined>;
  /** Git tree id of the commit with the applied files. */
  tree(): Promise<string>;
  /** Unified diff (git format, full index) from the commit to the applied files; empty where nothing differs. */
  patch(): Promise<string>;
  /** Paths that differ from commit plus applied files: what executed code changed behind our back. */
  strayChanges(): Promise<readonly string[]>;
  /** Runs a command in the sandbox with this workspace as working directory. Never throws for what the command does. */
  run(spec: CommandSpec, signal?: AbortSignal): Promise<CommandResult>;
}

/** What an engine is given for one attempt. The workspace is clean; the engine may run tools in it but its edits count only as answered. */
export interface ProposeRequest extends Proving {
  readonly task: Task;
  /** 1-based. */
  readonly attempt: number;
  /** Absent on the first attempt. */
  readonly feedback?: Feedback;
  readonly policy: Policy;
  /** What is already wrong with the target on the untouched tree. */
  readonly diagnostics: readonly Diagnostic[];
  /** Whether the repository's formatter is content with the untouched target; absent: not known. */
  readonly formatted?: boolean;
  readonly workspace: Workspace;
  readonly signal: AbortSignal;
  /** For a fix that was planned from a red check; absent for all other tasks. */
  readonly failing?: FailingCheck;
  /** The gates that the candidate will face, in their order, with the command where there is one. */
  readonly gates?: readonly FacedGate[];
  /** Asks one gate about files as they would be, in the workspace, which is clean again afterwards. */
  readonly check?: (gate: GateName, files: readonly FileChange[]) => Promise<GateResult | undefined>;
}

type Known = "task" | "policy" | "diagnostics" | "signal" | "failing" | "gates";
/** What is known of a task while the gates run on the untouched tree; `root`: where the tree lies that diagnostics speak of. */
export type BeginRequest = Pick<ProposeRequest, Known> & { readonly root?: string };

/** A gate that a candidate will face. */
export interface FacedGate {
  readonly gate: GateName;
  readonly level: Exclude<GateLevel, "off">;
  readonly command?: string;
}

/** Makes proposals. Never throws for an ordinary failure: declines, or answers `failed`. */
export interface Engine {
  readonly name: EngineName;
  /** What it can do at all. */
  readonly kinds: readonly TaskKind[];
  propose(request: ProposeRequest): Promise<Proposal>;
  /** Starts on a task ahead of its first `propose`, which takes it up: reads and asks, judges nothing, never throws.
   * Answers when the request is on its way, long before there is a reply. Absent: nothing is won by it. */
  begin?(request: BeginRequest): Promise<void>;
  /** Looks for what mends a red check ahead of the first `propose`; the workspace is its own meanwhile. Never throws. */
  searchAhead?(request: ProposeRequest): Promise<void>;
  /** What was spent so far, by all tasks or by one (its id); absent: nothing is ever spent. */
  spending?(task?: string): Spending;
  /** What the reader of the report has to know about this engine's work. */
  notes?(): readonly string[];
}

/** The files of a commit as a model may see them. What it may not see does not exist for it. */
export interface Sources {
  /** Paths of every file that may be read, sorted. */
  list(): Promise<readonly RepoPath[]>;
  /** Text of a file of head; undefined where there is none, where it is no text, too large or hidden. */
  read(path: RepoPath): Promise<string | undefined>;
  /** The same of the base commit: what a pull request cannot have written. */
  readBase(path: RepoPath): Promise<string | undefined>;
  /** The lines that the change from merge base to head touches: 1-based, end exclusive. */
  hunks(path: RepoPath): Promise<readonly { readonly start: number; readonly end: number }[]>;
  /** The glob that keeps a path from the model; undefined where it may be seen. */
  hiddenBy(path: RepoPath): string | undefined;
}

/** A language model behind an endpoint. Sends each request once; whoever calls decides about trying again. */
export interface Model {
  /** Where it is, for messages: without the key. */
  readonly place: string;
  /** Loads what sending needs, for whoever will send soon; sends nothing, never throws. Absent: there is nothing to load. */
  open?(): Promise<void>;
  /** Never throws for anything that an endpoint does. `onText` hears of reply text as it streams, in characters. */
  send(request: ModelRequest, signal: AbortSignal, onText?: (characters: number) => void): Promise<ModelReply>;
}

/** What a publisher is handed: already re-verified. */
export interface PublishRequest {
  readonly manifest: Manifest;
  /** Patch text by task id. */
  readonly patches: ReadonlyMap<string, string>;
  /** Whole commit message by task id. */
  readonly messages: ReadonlyMap<string, string>;
  readonly dryRun: boolean;
  /** For `pull-request`: what it says and how it is opened. */
  readonly pullRequest?: PullRequestText;
  /** A yes that is needed before anything is written to GitHub; absent: none. */
  readonly approval?: ApprovalRequest;
  /** For `suggestions`: what is suggested where. */
  readonly suggestions?: readonly Suggestion[];
}

/** The only write. */
export interface Publisher {
  publish(request: PublishRequest): Promise<Publication>;
  /**
   * For `pull-request`: which of these pieces of work (by task, see `toWork`) another pull request proposes than the one
   * of `key`, or one has proposed that was closed without a merge. Writes nothing. Absent: nobody can.
   */
  claimed?(key: string, works: ReadonlyMap<string, string>): Promise<ClaimsAnswer>;
}

/** Claims by task, or why they cannot be known. */
export type ClaimsAnswer =
  { readonly ok: true; readonly claims: ReadonlyMap<string, Claim> } | { readonly ok: false; readonly reason: string };

/** Where runs leave what later ones have to know: one text, which several may write at the same time. */
export interface StateStore {
  /** Absent text: nobody has left anything yet. `partial`: why there may be more elsewhere. */
  read(): Promise<
    | { readonly ok: true; readonly text?: string; readonly partial?: string }
    | { readonly ok: false; readonly reason: string }
  >;
  /**
   * Writes what `change` makes of the text as it is; asks again where somebody was faster, so `change` has to bear that.
   * Undefined from `change`: nothing is written. Answers why nothing was written, where that was not meant.
   */
  update(change: (text: string | undefined) => string | undefined): Promise<string | undefined>;
}

/** A source file of an installed package or of a vendored folder. */
export interface InstalledFile {
  /** Relative to the repository's root. */
  readonly path: string;
  /** Name of the package, or the vendored folder. */
  readonly package: string;
  /** SPDX expression that the package's metadata states. */
  readonly licence?: string;
  readonly text: string;
}

/** Third-party code beside the repository's own, as it lies on the disk. Nothing of it is executed. */
export interface InstalledFiles {
  /** Text of a file below a folder of installed or vendored code; undefined where there is none or it is no text. */
  read(path: string): Promise<string | undefined>;
  /** Names in such a folder, directories included; empty where there is none. */
  list(path: string): Promise<readonly string[]>;
  /** Every file that `wanted` asks for by its path, bounded in number and bytes. */
  files(wanted: (path: string) => boolean): AsyncIterable<InstalledFile>;
  /** What was kept for exactly the packages that are installed now; undefined where nothing was. */
  readKept(): Promise<Uint8Array | undefined>;
  /** Keeps bytes for later runs; does nothing where it cannot be told what is installed. */
  keep(bytes: Uint8Array): Promise<void>;
}

/** Where bundles and reports are kept. Writes are whole or not at all (temporary name, then rename). */
export interface FileStore {
  /** Writes text files, by path relative to the directory, which is made where it is missing. Returns its absolute path. */
  writeAll(directory: string, files: ReadonlyMap<string, string>): Promise<string>;
  /** Reads all files of a directory, by relative path; follows no symbolic link. Throws ConfigError where it is missing or over 64 MiB. */
  readAll(directory: string): Promise<ReadonlyMap<string, string>>;
}

/** Progress of a run, in order. */
export type RunEvent =
  | {
      readonly type: "phase";
      readonly phase: "plan" | "reproduce" | "baseline" | "propose" | "sum" | "publish";
      readonly detail: string;
    }
  | { readonly type: "planned"; readonly plan: Plan }
  | { readonly type: "baseline"; readonly record: BaselineRecord }
  | { readonly type: "task-started"; readonly task: Task; readonly attempt: number }
  | {
      readonly type: "gate";
      readonly task?: Task;
      readonly result: GateResult;
      /** `asked`: by an engine that is still at work; `answered`: it has been, and this is what was said then. */
      readonly engine?: "asked" | "answered";
    }
  | { readonly type: "task-ended"; readonly outcome: Outcome; readonly done: number; readonly total: number }
  | { readonly type: "command"; readonly gate?: GateName; readonly line: string; readonly durationMs: number }
  /** A reply is coming in, so many characters by now; spent before it. For a live line, and nothing that a log keeps. */
  | {
      readonly type: "streaming";
      readonly task: Task;
      readonly turn: number;
      readonly characters: number;
      readonly spending: Spending;
    }
  /** A turn of the model engine is over, or one of its tools has run. */
  | {
      readonly type: "turn";
      readonly task: Task;
      readonly turn: number;
      readonly tools: readonly string[];
      /** Of the task so far. */
      readonly spending: Spending;
    }
  | { readonly type: "published"; readonly publication: Publication }
  /** A value that must never be shown: for a log that can hide it. */
  | { readonly type: "secret"; readonly value: string }
  | { readonly type: "note"; readonly message: string };

export interface Events {
  emit(event: RunEvent): void;
}

/** Time as a value, so that tests own it. */
export interface Clock {
  /** Milliseconds that only ever grow. */
  monotonic(): number;
  now(): Date;
}
