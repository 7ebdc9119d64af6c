import type { Problem } from "../domain/errors.ts";
import type { Matrix, Shard } from "../domain/matrix.ts";

/** A bundle as far as it is compared with what jobs have stated. */
export interface ShardBundle {
  /** Name of its directory; empty where it is the only one. */
  readonly name: string;
  /** SHA-256 of its manifest. */
  readonly sha256: string;
  readonly tasks: readonly string[];
}

/** What was told by another way than the bundles came. */
export interface Stated {
  /** Digests of the manifests; absent: nobody has stated any. */
  readonly digests?: readonly string[];
  /** What the phase `plan` has shared out; absent: one job had everything. */
  readonly matrix?: Matrix;
}

const AGAIN = "Nothing was published. Run the failed jobs again, or the whole workflow.";

function placeOf({ name }: ShardBundle): string {
  return name === "" ? "bundle manifest" : `bundle ${JSON.stringify(name)}`;
}

function digestProblems(bundles: readonly ShardBundle[], digests: readonly string[]): readonly Problem[] {
  const stated = new Set(digests);
  const found = new Set(bundles.map(({ sha256 }) => sha256));
  return [
    ...bundles
      .filter(({ sha256 }) => !stated.has(sha256))
      .map((bundle) => ({
        place: placeOf(bundle),
        message: `has the digest ${bundle.sha256}, which no job has stated (manifest-sha256)`,
        remedy: AGAIN,
      })),
    ...[...stated]
      .filter((digest) => !found.has(digest))
      .map((digest) => ({
        place: "manifest-sha256",
        message: `a job has stated the digest ${digest}, but there is no such bundle`,
        remedy: AGAIN,
      })),
  ];
}

function twiceProblems(bundles: readonly ShardBundle[]): readonly Problem[] {
  const first = new Map<string, ShardBundle>();
  const problems: Problem[] = [];
  for (const bundle of bundles) {
    const other = first.get(bundle.sha256);
    if (other === undefined) first.set(bundle.sha256, bundle);
    // Two jobs that came to nothing may well have the same to say.
    else if (bundle.tasks.length > 0) {
      problems.push({ place: placeOf(bundle), message: `is the same bundle as ${placeOf(other)}`, remedy: AGAIN });
    }
  }
  return problems;
}

function renderShard({ shard, only }: Shard): string {
  return `shard ${shard} (${only === "" ? "everything" : only})`;
}

/** Which shard a bundle is of: the one that has all its tasks. */
export function shardOf({ tasks }: Pick<ShardBundle, "tasks">, { include }: Matrix): Shard | undefined {
  return include.find(({ only }) => only === "" || tasks.every((task) => only.split(",").includes(task)));
}

function matrixProblems(bundles: readonly ShardBundle[], matrix: Matrix): readonly Problem[] {
  const problems: Problem[] = [];
  const owner = new Map<Shard, ShardBundle>();
  const idle = bundles.filter(({ tasks }) => tasks.length === 0).length;
  for (const bundle of bundles.filter(({ tasks }) => tasks.length > 0)) {
    const shard = shardOf(bundle, matrix);
    const other = shard === undefined ? undefined : owner.get(shard);
    if (shard === undefined) {
      const message = `holds tasks that were given to no one shard: ${bundle.tasks.join(", ")}`;
      problems.push({ place: placeOf(bundle), message, remedy: AGAIN });
    } else if (other !== undefined) {
      const message = `and ${placeOf(other)} are both of ${renderShard(shard)}`;
      problems.push({ place: placeOf(bundle), message, remedy: AGAIN });
    } else {
      owner.set(shard, bundle);
    }
  }
  const left = matrix.include.filter((shard) => !owner.has(shard));
  const count = left.length - idle;
  if (count > 0) {
    const named = left.map(renderShard).join("; ");
    const message = idle === 0 ? `no bundle has come of ${named}` : `${count} bundles are missing, of these: ${named}`;
    problems.push({ place: "matrix", message, remedy: AGAIN });
  } else if (count < 0) {
    const message = `${bundles.length} bundles have come of ${matrix.include.length} shards`;
    problems.push({ place: "matrix", message, remedy: AGAIN });
  }
  return problems;
}

/**
 * Every reason not to believe that these bundles are the ones that the jobs have made, one of each: a digest that nobody
 * has stated, a bundle that is there twice or is missing, tasks that a shard was not given.
 */
export function matchShards(bundles: readonly ShardBundle[], { digests, matrix }: Stated): readonly Problem[] {
  return [
    ...twiceProblems(bundles),
    ...(digests === undefined ? [] : digestProblems(bundles, digests)),
    ...(matrix === undefined ? [] : matrixProblems(bundles, matrix)),
  ];
}
