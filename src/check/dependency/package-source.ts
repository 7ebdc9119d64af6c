export type Ecosystem = "npm" | "pypi" | "go" | "cargo";
/** Where a package comes from. `workspace`: another package of the same repository. */
export type SourceKind = "registry" | "git" | "url" | "file" | "workspace";

/** What a manifest asks for. */
export interface Dependency {
  readonly ecosystem: Ecosystem;
  readonly name: string;
  /** As written: `^1.2.0`, `>=2`, `git+https://…`. */
  readonly spec: string;
  readonly source: SourceKind;
  /** 1-based; 1 where the format does not tell. */
  readonly line: number;
}

/** `git = "…"`, `path = "…"`, `url = "…"` in an inline table or a table of its own. */
export function tableSource(value: string): SourceKind {
  if (/\bgit\s*=/u.test(value)) return "git";
  if (/\bpath\s*=/u.test(value)) return "file";
  if (/\burl\s*=/u.test(value)) return "url";
  return /\bworkspace\s*=\s*true/u.test(value) ? "workspace" : "registry";
}
