import { compileFunction } from "node:vm";

/** A text as the body of a function of the named parameters. */
export function compile(text: string, names: readonly string[]): (...args: readonly unknown[]) => unknown {
  return compileFunction(text, [...names]) as (...args: readonly unknown[]) => unknown;
}
