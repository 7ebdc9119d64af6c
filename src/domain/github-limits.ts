/**
 * What GitHub takes at most, each with the page that says so. Characters are UTF-16 code units unless a line says bytes;
 * both are checked where the page leaves open which is meant.
 */
export const GITHUB_LIMITS = {
  /** Annotations of one request; later requests append (docs.github.com/rest/checks/runs, `output.annotations`). */
  annotationsPerRequest: 50,
  /** Annotations that one check run is given; more are counted in the summary. Ours: GitHub names no limit. */
  annotationsPerCheckRun: 1000,
  /** Check runs of one name on one commit; GitHub deletes older ones (docs.github.com/rest/checks/runs). */
  checkRunsPerName: 1000,
  /** Annotations that GitHub keeps of one level and step, as log commands (docs.github.com, REST, checks: annotations). */
  logAnnotations: 10,
  /** Characters of a log annotation's message: the runner cuts at 4,096 (actions/runner `ExecutionContext.cs`). */
  logMessage: 4000,
  /** Bytes of a step's summary, dropped above 1 MiB (docs.github.com, workflow commands: job summaries); this stays below. */
  stepSummaryBytes: 1_000_000,
  /** Results of one SARIF run that are shown (docs.github.com, code scanning: SARIF support; 25,000 are taken). */
  sarifResults: 5000,
  /** `output.summary` and `output.text` of a check run, each (GitHub's OpenAPI description: maxLength 65535). */
  checkRunText: 65_535,
  /** `output.title` (docs.github.com/rest/checks/runs names none; the page shows no more). */
  checkRunTitle: 255,
  /** `annotations[].message` and `annotations[].raw_details`, in bytes (docs.github.com/rest/checks/runs: 64 KB). */
  annotationBytes: 65_536,
  /** `annotations[].title` (docs.github.com/rest/checks/runs: 255 characters). */
  annotationTitle: 255,
  /** Body of a pull request, an issue, a comment or a review: GitHub's API answers 422 above 65,536; this stays below. */
  body: 65_000,
  /** Title of a pull request: GitHub's API answers 422 above 256. */
  title: 256,
  /** Files and bytes of one commit by createCommitOnBranch. Ours: GitHub names none and fails near 40 MiB. */
  commitFiles: 100,
  commitBytes: 4 * 1024 * 1024,
  /** Bytes of a file that the contents API hands out in JSON (docs.github.com/rest/repos/contents: 1 MB). */
  contentsBytes: 1_000_000,
  /** Entries of one request that makes a tree: above some 200 GitHub times out (no official number). */
  treeEntries: 100,
  /** Review comments of one review. Ours: a reader gives up before GitHub does. */
  reviewComments: 50,
  /** Entries of one page of a list (docs.github.com/rest/using-the-rest-api/using-pagination-in-the-rest-api). */
  page: 100,
  /** Milliseconds after which a call that has not been answered is given up, its body included. */
  callMs: 30_000,
  /**
   * The same once the run is cancelled. Ours: GitHub signals again after 7.5 s (docs.github.com, workflow cancellation), and
   * what was under way has to be told before.
   */
  cancelledCallMs: 3000,
  /** Tries of a call that is not answered or answered by a fault of GitHub's. */
  tries: 3,
  /** Waits for a rate limit in one call. */
  rateLimitWaits: 2,
  /** Milliseconds to wait where GitHub limits without saying how long (docs.github.com/rest best practices: a minute). */
  rateLimitMs: 60_000,
  /** Milliseconds of waiting that a run may spend on GitHub in all. */
  waitingMs: 180_000,
  /** Writes that go out at once; then each waits (same page: at least a second between writes). */
  burstWrites: 10,
  writePauseMs: 1000,
  /** Bytes kept of a job's log, its end; ours: what failed stands there. */
  logBytes: 32 * 1024 * 1024,
  /** Bytes after which a log is not read on, and milliseconds. Ours: GitHub names none. */
  logBytesRead: 512 * 1024 * 1024,
  logMs: 120_000,
  /** Failed jobs whose logs are read. Ours: they fail for the same reason, mostly. */
  failedJobs: 10,
  /** Matrix jobs of one workflow run (docs.github.com/actions/reference/limits). */
  matrixJobs: 256,
  /**
   * Characters of a matrix. A job's outputs are at most 1 MB, in UTF-16 (docs.github.com/actions, passing information
   * between jobs); one variable of a Linux process is at most 128 KiB (execve(2), MAX_ARG_STRLEN), and an input is one.
   */
  matrixText: 120_000,
} as const;
