import type { Settings } from "../../src/domain/settings.ts";

/** What a run in CI is told where nobody has said anything. */
export const SETTINGS: Settings = {
  repo: ".",
  policy: ".github/assay.yml",
  all: false,
  paths: [],
  phase: "all",
  failLevel: "none",
  json: false,
  dryRun: false,
  verbose: false,
  color: false,
  ci: true,
};
