import { readdir, readFile } from "node:fs/promises";

/** Variable that marks every process of one launch where nothing better holds them together. */
export const LAUNCH_VARIABLE = "ASSAY_LAUNCH";

/**
 * Kills processes that left their group and outlived their launch, known by a variable of their environment. It finds
 * the forgetful, not the hostile, who clear their environment: those are held from L1 on. Gives how many it found.
 */
export async function killMarked(mark: string): Promise<number> {
  const wanted = `${LAUNCH_VARIABLE}=${mark}`;
  const ids = (await readdir("/proc").catch(() => [])).filter((name) => /^\d+$/u.test(name));
  const found = await Promise.all(
    ids.map(async (id) => {
      const text = await readFile(`/proc/${id}/environ`, "utf8").catch(() => "");
      return text.split("\0").includes(wanted) ? [Number(id)] : [];
    }),
  );
  const survivors = found.flat();
  for (const id of survivors) {
    try {
      process.kill(id, "SIGKILL");
    } catch {
      // It ended by itself meanwhile.
    }
  }
  return survivors.length;
}
