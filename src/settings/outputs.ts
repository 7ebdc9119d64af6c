/** One output of the action. */
export interface OutputSpec {
  readonly name: string;
  readonly description: string;
}

export const OUTPUTS = [
  { name: "conclusion", description: "`success`, `neutral` or `failure`." },
  { name: "tasks", description: "How many tasks were planned." },
  { name: "accepted", description: "How many tasks ended with accepted edits." },
  { name: "rejected", description: "How many tasks had every candidate rejected." },
  { name: "declined", description: "How many tasks had nothing that could be done." },
  { name: "skipped", description: "How many files or tasks were left out; the report has the reasons." },
  { name: "report", description: "Path of the report (JSON); empty in the phase `plan`." },
  { name: "bundle", description: "Directory of the bundle; empty where none was written." },
  {
    name: "manifest-sha256",
    description: "SHA-256 of the bundle's manifest, for the job that publishes it; empty where none was written.",
  },
  {
    name: "matrix",
    description:
      "What the phase `plan` shares out, for `strategy.matrix`: one object for each job, with `shard` (its number) and `only` (its tasks); else empty.",
  },
  { name: "shards", description: "How many jobs that are; 0 where there is nothing to do." },
  {
    name: "verdict",
    description:
      "What the phase `verify` says of several bundles together, for the job that publishes them; else empty.",
  },
  {
    name: "publication",
    description:
      "What became of the accepted edits: `none`, `patch`, `worktree`, `commit`, `pull-request`, `suggestions`, `waiting` or `refused`; several with commas.",
  },
  { name: "commit", description: "Id of the last published commit; empty where none was made." },
  { name: "pull-request", description: "Number of the last pull request that was opened or updated; else empty." },
] as const satisfies readonly OutputSpec[];
export type OutputName = (typeof OUTPUTS)[number]["name"];
