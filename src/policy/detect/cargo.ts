import type { Detector } from "./detector.ts";
import type { Project } from "./project.ts";
import { tomlEntries } from "./toml-entries.ts";

/** Cargo's own test runner, compiler and linter; offline: what is not there is not fetched. */
export const cargo: Detector = {
  name: "cargo",
  language: "rust",
  detect: (project) => {
    if (!project.paths.has("Cargo.toml")) return undefined;
    const flags = "--offline --quiet --workspace --all-targets";
    return {
      from: "Cargo.toml",
      commands: {
        lint: {
          run: `cargo clippy ${flags} --message-format=json`,
          format: "rustc-json",
          fix: `cargo clippy ${flags} --fix --allow-dirty --allow-no-vcs`,
        },
        types: { run: `cargo check ${flags} --message-format=json`, format: "rustc-json" },
        test: {
          run: "cargo test --offline --workspace --no-fail-fast --message-format=json",
          format: "rustc-json",
        },
      },
      note: {
        text: "coverage is not measured: cargo needs a tool such as cargo-llvm-cov for it, named in commands.coverage",
        about: ["coverage"],
      },
    };
  },
};

/** That of the package or workspace, else of a member that can be seen. A package without one has the first. */
function editionOf(project: Project): string {
  const manifests = [...project.texts].filter(([path]) => /(?:^|\/)Cargo\.toml$/u.test(path));
  const root = manifests.filter(([path]) => path === "Cargo.toml");
  const entries = [...root, ...manifests].flatMap(([, text]) => tomlEntries(text));
  const isEdition = ({ table, key }: { readonly table: string; readonly key: string }): boolean =>
    /^(?:workspace\.)?package$/u.test(table) && key === "edition";
  const found = entries.map((entry) => (isEdition(entry) ? /\d{4}/u.exec(entry.value)?.[0] : undefined));
  const hasPackage = tomlEntries(project.texts.get("Cargo.toml") ?? "").some(({ table }) => table === "package");
  return found.find((edition) => edition !== undefined) ?? (hasPackage ? "2015" : "2021");
}

/** rustfmt; it has to be told the edition that Cargo.toml names. */
export const rustfmt: Detector = {
  name: "rustfmt",
  language: "rust",
  detect: (project) => {
    if (!project.paths.has("Cargo.toml")) return undefined;
    const line = `rustfmt --edition ${editionOf(project)}`;
    return {
      from: "Cargo.toml",
      commands: { format: { run: `${line} --check {files}`, format: "exit-code", fix: `${line} {files}` } },
    };
  },
};
