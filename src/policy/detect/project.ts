import { toYamlTree } from "../yaml-tree.ts";
import { REQUIREMENT_FILES } from "./python-packages.ts";

/** What detection may look at, all of it from one commit. */
export interface ProjectFacts {
  /** File paths at most two levels deep: `package.json`, `src/index.ts`. */
  readonly paths: ReadonlySet<string>;
  /** All file paths, where the place of tests has to be told; absent, `paths` have to do. */
  readonly files?: ReadonlySet<string>;
  /** Text of the files of {@link FACT_FILES} that exist, by path. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Files whose text detection wants, at the root or one level below it. */
export const FACT_FILES: readonly string[] = [
  ...["package.json", "tsconfig.json", "biome.json", "biome.jsonc"],
  ...["pyproject.toml", "setup.cfg", "tox.ini", "Pipfile", "mypy.ini", ".mypy.ini", ...REQUIREMENT_FILES],
  ...["go.mod", ".golangci.yml", ".golangci.yaml", ".golangci.toml", ".golangci.json"],
  ...["Cargo.toml", "pom.xml", "build.gradle", "build.gradle.kts"],
  ...["LICENSE", "LICENSE.md", "LICENSE.txt", "LICENCE", "LICENCE.md", "COPYING"],
];

/** A package that package.json declares. */
interface Declared {
  readonly range: string;
  /** `package.json devDependencies.jest` */
  readonly from: string;
}

/** The facts with what package.json says. */
export interface Project extends ProjectFacts {
  declared(name: string): Declared | undefined;
  /** Text of a script of package.json. */
  script(name: string): string | undefined;
  /** A top-level field of package.json. */
  field(name: string): unknown;
  /** The first of the paths that exists. */
  firstOf(paths: readonly string[]): string | undefined;
}

function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return Object.getOwnPropertyDescriptor(value, name)?.value;
}

/** Reads package.json once for all detectors. JSON is YAML; a broken package.json counts as an empty one. */
export function toProject(facts: ProjectFacts): Project {
  const manifest = toYamlTree(facts.texts.get("package.json") ?? "").value;
  return {
    ...facts,
    declared: (name) => {
      for (const section of ["devDependencies", "dependencies", "optionalDependencies"]) {
        const range = fieldOf(fieldOf(manifest, section), name);
        if (typeof range === "string") return { range, from: `package.json ${section}.${name}` };
      }
      return undefined;
    },
    script: (name) => {
      const script = fieldOf(fieldOf(manifest, "scripts"), name);
      return typeof script === "string" ? script : undefined;
    },
    field: (name) => fieldOf(manifest, name),
    firstOf: (paths) => paths.find((path) => facts.paths.has(path)),
  };
}
