import { bothPrivate, privateNames } from "../../code/equivalence/private-names.ts";
import type { RepoPath } from "../../domain/repo-path.ts";
import type { Workspace } from "../../ports.ts";
import type { ProbeOptions } from "../types.ts";
import { createBehaviourReader, firstDifference } from "./behaviour.ts";
import { optionsFor } from "./explore-version.ts";
import type { Observation } from "./recorder.ts";

/** Share of the time from which nothing new is begun; what is found by then counts. */
export const OVERTIME = 1.5;

/** Which of two texts. */
export type VersionName = "before" | "after";

/** Two texts of one module, and where they can be run. */
export interface ComparisonRequest {
  readonly workspace: Pick<Workspace, "root" | "run">;
  readonly module: RepoPath;
  readonly before: string;
  readonly after: string;
  /** Lays a version into the workspace: this file and whatever else belongs to it. */
  readonly use: (version: VersionName) => Promise<void>;
  /** 1-based lines whose code is in question, by version. */
  readonly inQuestion: (version: VersionName, line: number) => boolean;
  readonly signal: AbortSignal;
  /** Share of the time for all of it that is used up, from 0 to 1 and beyond. */
  readonly used: () => number;
}

/** One plan on both versions. */
export interface Pair {
  readonly plan: Observation["plan"];
  readonly before: Observation["record"];
  readonly after: Observation["record"];
}

/** A request with what reads the records of its runs: both texts are parsed for it. */
export interface ComparisonScene extends ComparisonRequest {
  readonly read: ReturnType<typeof createBehaviourReader>;
}

/** A pair with what {@link judge} says of it. */
export interface JudgedPair extends Pair {
  readonly verdict: ReturnType<typeof judge>;
}

/** The options of every run of either version. */
export function optionsOf({ before, after }: ComparisonRequest): ProbeOptions {
  return optionsFor(`${before}\n${after}`);
}

/** Reads records with what is private in either version in mind. */
export function readerOf({ module, before, after }: ComparisonRequest): ReturnType<typeof createBehaviourReader> {
  return createBehaviourReader(bothPrivate(privateNames(module, before), privateNames(module, after)));
}

/** Whether a pair differs; `mute` where the earlier version says nothing, or not all of what it says was seen. */
export function judge(
  read: ReturnType<typeof createBehaviourReader>,
  { plan, before, after }: Pair,
): "same" | "differs" | "mute" {
  const [old, now] = [read(before, plan), read(after, plan)];
  if (old.mute !== undefined || now.mute === "denied" || now.mute === "not run") return "mute";
  if (now.mute !== undefined) return "differs";
  if (firstDifference(old, now) !== undefined) return "differs";
  return old.isCut || now.isCut ? "mute" : "same";
}
