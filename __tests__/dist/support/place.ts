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

/** Makes a temporary directory with the sample repository in it. */
export async function makePlace(): Promise<Place> {
  const directory = await mkdtemp(path.join(tmpdir(), "assay-dist-test-"));
  const temporary = path.join(directory, "tmp");
  await mkdir(temporary);
  return { directory, temporary, sample: await writeSample(path.join(directory, "shop")) };
}

/** Runs work in a place that is removed afterwards. */
export async function withPlace(work: (place: Place) => Promise<void>): Promise<void> {
  const place = await makePlace();
  try {
    await work(place);
  } finally {
    await rm(place.directory, { recursive: true, force: true });
  }
}
