import type { Detector } from "./detector.ts";

/** Whether a tsconfig.json only points at other projects: checking it alone would check nothing. */
function isSolution(text: string): boolean {
  return /"files"\s*:\s*\[\s*\]/u.test(text) && /"references"\s*:\s*\[\s*\{/u.test(text);
}

/** The TypeScript compiler as type checker. */
export const tsc: Detector = {
  name: "tsc",
  detect: (project) => {
    const declared = project.declared("typescript");
    if (declared === undefined) return undefined;
    const from = `${declared.from} and tsconfig.json`;
    if (!project.paths.has("tsconfig.json")) {
      return {
        from: declared.from,
        commands: {},
        note: "typescript is declared, but there is no tsconfig.json at the root: it is not run",
      };
    }
    const build = isSolution(project.texts.get("tsconfig.json") ?? "") ? "--build " : "";
    return { from, commands: { types: { run: `tsc ${build}--noEmit --pretty false`, format: "tsc" } } };
  },
};
