import { readFileSync } from "node:fs";

/** Where the recorded tools ran. */
export const ROOT = "/workspace";

/** Output that the real tool wrote, with the workspace's place replaced. */
export function recorded(name: string): string {
  return readFileSync(new URL(`fixtures/${name}`, import.meta.url), "utf8");
}
