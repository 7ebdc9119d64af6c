import type { Detector } from "./detector.ts";

/** Whether a tsconfig.json only points at other projects: checking it alone would check nothing. */
function isSolution(text: string): boolean {
  return /"files"\s*:\s*\[\s*\]/u.test(text) && /"references"\s*:\s*\[\s*\{/u.test(text);
}

/** The TypeScript compiler as type checker: `tsc` up to 6 and from 7 on, which print the same, or the preview's `tsgo`. */
export const tsc: Detector = {
  name: "tsc",
  language: "javascript",
  detect: (project) => {
    const stable = project.declared("typescript");
    const declared = stable ?? project.declared("@typescript/native-preview");
    if (declared === undefined) return undefined;
    if (!project.paths.has("tsconfig.json")) {
      return {
        from: declared.from,
        commands: {},
        note: {
          text: "typescript is declared, but there is no tsconfig.json at the root: it is not run",
          about: ["types"],
        },
      };
    }
    const program = stable === undefined ? "tsgo" : "tsc";
    const build = isSolution(project.texts.get("tsconfig.json") ?? "") ? "--build " : "";
    return {
      from: `${declared.from} and tsconfig.json`,
      commands: { types: { run: `${program} ${build}--noEmit --pretty false`, format: "tsc" } },
    };
  },
};
