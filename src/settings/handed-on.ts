import type { SettingSpec } from "./setting-spec.ts";

/** Settings by which one job tells the next what to do and what to believe. */
export const HANDED_ON: readonly SettingSpec[] = [
  {
    key: "shards",
    flag: "--shards",
    input: "shards",
    type: { type: "text", placeholder: "N" },
    brief: "",
    description:
      "Most jobs that the phase `plan` shares the tasks out to (1 to 256): its output `matrix` has the tasks of each, balanced by what they are expected to cost. Absent: 8 in CI, and one elsewhere.",
    commands: ["plan"],
  },
  {
    key: "only",
    flag: "--only",
    input: "only",
    type: { type: "list", placeholder: "TASK…" },
    brief: "",
    description: "Ids of the only tasks to work on, with commas: one shard of the output `matrix`. Absent: all.",
    commands: ["run", "plan", "propose"],
  },
  {
    key: "bundle",
    flag: "--bundle",
    input: "bundle",
    type: { type: "text", placeholder: "DIR" },
    brief: "",
    description:
      "Directory of the bundle that the phases `verify` and `publish` read, or a directory with one directory for each bundle of a matrix.",
    commands: ["verify", "publish"],
  },
  {
    key: "manifestSha256",
    input: "manifest-sha256",
    type: { type: "list", placeholder: "DIGEST…" },
    brief: "",
    description:
      "SHA-256 that the bundle's manifest has to have: the output `manifest-sha256` of the phase `propose`, so that nobody can put another bundle in its place. Of several bundles, those of all, separated by commas or line ends.",
    commands: [],
  },
  {
    key: "matrix",
    flag: "--matrix",
    input: "matrix",
    type: { type: "text", placeholder: "JSON" },
    brief: "",
    description:
      "The output `matrix` of the phase `plan`: the phases `verify` and `publish` take one bundle of each shard, and in it no task that the shard was not given.",
    commands: ["verify", "publish"],
  },
  {
    key: "verdict",
    flag: "--verdict",
    input: "verdict",
    type: { type: "text", placeholder: "JSON" },
    brief: "",
    description:
      "The output `verdict` of the phase `verify`: which changes of several bundles hold together. Without it the phase `publish` takes one bundle with changes and no more.",
    commands: ["publish"],
  },
];
