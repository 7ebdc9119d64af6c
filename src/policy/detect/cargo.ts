import type { Detector } from "./detector.ts";
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

/** rustfmt; it has to be told the edition that Cargo.toml names. */
export const rustfmt: Detector = {
  name: "rustfmt",
  language: "rust",
  detect: (project) => {
    if (!project.paths.has("Cargo.toml")) return undefined;
    const entries = tomlEntries(project.texts.get("Cargo.toml") ?? "");
    const value = entries.find(
      ({ table, key }) => /^(?:workspace\.)?package$/u.test(table) && key === "edition",
    )?.value;
    const edition = /\d{4}/u.exec(value ?? "")?.[0] ?? "2015";
    const line = `rustfmt --edition ${edition}`;
    return {
      from: "Cargo.toml",
      commands: { format: { run: `${line} --check {files}`, format: "exit-code", fix: `${line} {files}` } },
    };
  },
};
