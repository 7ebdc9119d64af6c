/** A directive at the head of a block; that of the whole file has no brace before it. */
const OF_A_FUNCTION = /(\{(?:\s|\/\/[^\n]*\n|\/\*(?:[^*]|\*(?!\/))*\*\/)*)(["'])use strict\2/gu;

/** A module whose functions do not say for themselves that they are strict; every offset stays as it is. */
export function withoutStrictness<Module extends { readonly text: string }>(module: Module): Module {
  return { ...module, text: module.text.replaceAll(OF_A_FUNCTION, "$1$2use sloppy$2") };
}
