import ts from "typescript";
import type { FileView } from "./file-view.ts";
import { readConfig } from "./project-config.ts";

/** One compiler project with texts laid over the files on the disk. Holds a parsed program, hundreds of megabytes for a large repository. */
export interface Project {
  readonly view: FileView;
  readonly service: ts.LanguageService;
  readonly options: ts.CompilerOptions;
  /** Lays a text over a file; undefined takes it away. */
  setText(path: string, text: string | undefined): void;
  /** Text as the compiler sees it. */
  textOf(path: string): string | undefined;
  /** Looks at the disk again: files whose text is another than before get a new version. */
  refresh(): void;
  /** The files of the project that import a file directly, sorted; at most `limit`. */
  importersOf(path: string, limit: number): readonly string[];
}

interface Entry {
  readonly text: string;
  readonly version: number;
  readonly snapshot: ts.IScriptSnapshot;
}

/** Files that belong to nobody's task and do not change during a run. */
const FOREIGN = "/node_modules/";

/** Makes the project of a configuration. The compiler runs no code of the repository: plug-ins are not loaded. */
export function createProject(view: FileView, config: ts.ParsedCommandLine): Project {
  const entries = new Map<string, Entry>();
  const overlays = new Map<string, Entry>();
  let versions = 0;
  const entryOf = (text: string): Entry => {
    versions += 1;
    return { text, version: versions, snapshot: ts.ScriptSnapshot.fromString(text) };
  };
  const lookUp = (path: string): Entry | undefined => {
    const known = overlays.get(path) ?? entries.get(path);
    if (known !== undefined) return known;
    const text = view.readFile(path);
    if (text === undefined) return undefined;
    const entry = entryOf(text);
    entries.set(path, entry);
    return entry;
  };
  const host = {
    ...view,
    useSourceOfProjectReferenceRedirect: () => true,
    useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
    getCompilationSettings: () => config.options,
    getProjectReferences: () => config.projectReferences,
    getParsedCommandLine: (path: string) => readConfig(view, path),
    getProjectVersion: () => String(versions),
    getScriptFileNames: () => config.fileNames,
    getScriptVersion: (path: string) => String(lookUp(path)?.version ?? 0),
    getScriptSnapshot: (path: string) => lookUp(path)?.snapshot,
    getCurrentDirectory: () => view.root,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    readFile: (path: string) => overlays.get(path)?.text ?? view.readFile(path),
  } satisfies ts.LanguageServiceHost & Record<string, unknown>;
  const service = ts.createLanguageService(host);
  const imported = createImportReader();
  return {
    view,
    service,
    options: config.options,
    setText: (path, text) => {
      if (text === overlays.get(path)?.text) return;
      versions += 1;
      if (text === undefined) overlays.delete(path);
      else overlays.set(path, entryOf(text));
    },
    textOf: (path) => lookUp(path)?.text,
    refresh: () => {
      for (const [path, entry] of entries) {
        if (path.includes(FOREIGN) || view.readFile(path) === entry.text) continue;
        entries.delete(path);
        versions += 1;
      }
    },
    importersOf: (path, limit) => importers({ service, host, options: config.options, imported }, { path, limit }),
  };
}

/** Reads the module names that a file asks for; the compiler keeps the tree of an unchanged file, so once is enough. */
function createImportReader(): (source: ts.SourceFile) => readonly string[] {
  const known = new WeakMap<ts.SourceFile, readonly string[]>();
  return (source) => {
    const names =
      known.get(source) ?? ts.preProcessFile(source.text, true, true).importedFiles.map(({ fileName }) => fileName);
    known.set(source, names);
    return names;
  };
}

function importers(
  parts: {
    readonly service: ts.LanguageService;
    readonly host: ts.ModuleResolutionHost;
    readonly options: ts.CompilerOptions;
    /** Module names that a source file asks for, as written. */
    readonly imported: (source: ts.SourceFile) => readonly string[];
  },
  wanted: { readonly path: string; readonly limit: number },
): readonly string[] {
  const { service, host, options, imported } = parts;
  const stem = stemOf(wanted.path);
  const parent = wanted.path.split("/").at(-2) ?? "";
  const found: string[] = [];
  for (const source of service.getProgram()?.getSourceFiles() ?? []) {
    if (found.length >= wanted.limit) break;
    if (source.isDeclarationFile || source.fileName === wanted.path || source.fileName.includes(FOREIGN)) continue;
    const hit = imported(source).some((fileName) => {
      // Resolving is slow, and an importer spells the file's name or, for an index file, its folder's.
      const last = stemOf(fileName);
      if (last !== stem && last !== parent && !/^\.*$/u.test(last)) return false;
      return (
        ts.resolveModuleName(fileName, source.fileName, options, host).resolvedModule?.resolvedFileName === wanted.path
      );
    });
    if (hit) found.push(source.fileName);
  }
  return found.toSorted();
}

/** The last segment without its extension; `.d` of a declaration goes too. */
function stemOf(path: string): string {
  const base = path.slice(path.lastIndexOf("/") + 1);
  return base.replace(/(\.d)?\.[cm]?[jt]sx?$/u, "");
}
