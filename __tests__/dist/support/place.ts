import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe } from "@jest/globals";
import { PROJECT, writeSample, type Sample } from "../../../scripts/sample.ts";

const DIST = path.join(PROJECT, "dist");

/** `describe`, visibly skipped where nothing has been built. */
export const describeBuilt = existsSync(path.join(DIST, "cli", "index.js")) ? describe : describe.skip;

/** A temporary directory with the sample repository and a place of its own for temporary files. */
export interface Place {
  readonly directory: string;
  readonly sample: Sample;
  /** `TMPDIR` of what is started: has to be empty afterwards. */
  readonly temporary: string;
}

/**
 * What the sample's commands are: `real` ones are ESLint, tsc and Jest; `quick` ones cost next to nothing and are for
 * whatever is not about the tools, as a run starts them a dozen times.
 */
export type PlaceTools = "real" | "quick";

const QUICK = path.join(import.meta.dirname, "..", "fixtures", "quick");

/** Makes a temporary directory with the sample repository in it. */
export async function makePlace(tools: PlaceTools = "real"): Promise<Place> {
  const directory = await mkdtemp(path.join(tmpdir(), "assay-dist-test-"));
  const temporary = path.join(directory, "tmp");
  await mkdir(temporary);
  const over = tools === "quick" ? QUICK : undefined;
  return { directory, temporary, sample: await writeSample(path.join(directory, "shop"), "shop", over) };
}

/** Runs work in a place that is removed afterwards. */
export async function withPlace(work: (place: Place) => Promise<void>, tools: PlaceTools = "real"): Promise<void> {
  const place = await makePlace(tools);
  try {
    await work(place);
  } finally {
    await rm(place.directory, { recursive: true, force: true });
  }
}
