import { runChild } from "./run-child.ts";
import { supervise } from "./supervise.ts";
import type { ChildInput } from "./request.ts";

/** Entry of the program; the input was read and parsed by whoever evaluates it. */
export function main(input: ChildInput): Promise<void> {
  return input.role === "supervisor" ? supervise(input) : runChild(input);
}
