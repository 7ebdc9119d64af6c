import type { ChildInput } from "./request.ts";

/** Entry of the program; the input was read and parsed by whoever evaluates it. Neither role loads what the other needs. */
export async function main(input: ChildInput): Promise<void> {
  if (input.role === "supervisor") await (await import("./supervise.ts")).supervise(input);
  else await (await import("./run-child.ts")).runChild(input);
}
