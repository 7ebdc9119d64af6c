/** Why a call to GitHub came to nothing. */
export type FailureKind =
  /** 401: the token is wrong, expired or revoked. */
  | "credentials"
  /** The token may not do this. */
  | "permission"
  | "missing"
  /** The branch is not where it was expected. */
  | "moved"
  | "exists"
  /** A rule of the repository forbids it. */
  | "rule"
  /** GitHub understood and refused for another reason. */
  | "invalid"
  | "limited"
  /** No answer, a broken one, or a fault of GitHub's: whether a write was done is not known. */
  | "unavailable"
  /** An answer of another shape than GitHub documents. */
  | "shape"
  /** A server that does not know this call. */
  | "unsupported"
  /** Not sent: the run was cancelled before. */
  | "cancelled";

export interface Failure {
  readonly kind: FailureKind;
  /** `POST /repos/{owner}/{repo}/check-runs`. */
  readonly route: string;
  /** HTTP status; absent where there was no answer. */
  readonly status?: number;
  readonly message: string;
  /** The permission that GitHub says is needed: `checks=write`. */
  readonly needs?: string;
}

/** An answer that has been checked, or why there is none. Never thrown. */
export type Reply<T> = { readonly ok: true; readonly data: T } | { readonly ok: false; readonly failure: Failure };

/** A reply of something known. */
export function succeed<T>(data: T): Reply<T> {
  return { ok: true, data };
}

/** What went wrong, in a sentence for users. */
export function renderFailure({ route, status, message }: Failure): string {
  return `${route}: ${status === undefined ? "" : `${status} `}${message}`;
}

const ADVICE: Readonly<Record<FailureKind, string>> = {
  credentials: "Give the step a token that is valid: input token",
  permission: "Add the permission to the job",
  missing: "Check that the token may see the repository",
  moved: "Run again on the branch as it is now; nothing was written over it",
  exists: "Run again",
  rule: "Let the rule of the repository allow it, or publish as pull-request or patch",
  invalid: "Use publish: patch, and report this",
  limited: "Run again later; GitHub has had too many calls by this token",
  unavailable: "Run again; GitHub did not answer",
  shape: "Use publish: patch; the server answers differently from GitHub's documentation",
  unsupported: "Use publish: patch; the server does not know this call",
  cancelled: "Run again: what is there already is kept, and the rest is added",
};

/** What a user can do about it. */
export function remedyOf({ kind, needs }: Failure): string {
  if (kind !== "permission" || needs === undefined) return ADVICE[kind];
  const lines = needs.split(/[,;]\s*/u).map((one) => one.trim().replace("=", ": "));
  return `Add to the job's permissions: ${lines.join(", ")}`;
}
