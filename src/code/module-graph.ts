import ts from "typescript";
import { withoutLeadingComments } from "./comments.ts";
import type { CoveragePoint } from "./coverage-point.ts";
import { createFileView, folderOf, type FileView } from "./file-view.ts";
import { instrument, type InstrumentOptions } from "./instrument.ts";
import { findImportedFile } from "./module-files.ts";
import { moduleState } from "./module-state.ts";
import { findProjectConfig } from "./project-config.ts";
import { isParsable, parseCode } from "./source.ts";
import { transpile } from "./transpile.ts";

/** One file of the repository, ready to be run by a CommonJS wrapper. */
export interface GraphModule {
  /** Absolute path. */
  readonly path: string;
  readonly type: "script" | "json" | "asset";
  /** Body of a function of `exports, require, module, __filename, __dirname, __assayHit, __assayTick, __assayCompare, __assayMeta`. */
  readonly text: string;
  /** The same without most comments, and maybe without what counts in it: what the module's code may do is looked for here. */
  readonly code: string;
  readonly syntax: "esm" | "commonjs";
  /** Whether Node itself would run the file as a module of the language: then default imports of packages follow its rule. */
  readonly native: "yes" | "no";
  /** Absolute paths of the repository's own files by the specifier that leads to them. */
  readonly imports: Readonly<Record<string, string>>;
  readonly state: "none" | "own";
  readonly points: readonly CoveragePoint[];
  readonly lines?: readonly number[];
}

/** A module with everything of the repository that it imports, itself last. */
export interface ModuleGraph {
  /** Real path of the workspace. */
  readonly root: string;
  readonly entry: string;
  readonly modules: readonly GraphModule[];
}

interface GraphRequest {
  /** Path of the module relative to the workspace. */
  readonly entry: string;
  /** How the entry is instrumented; all other files get ticks only. */
  readonly options: InstrumentOptions;
  /** A text in the place of the entry's own, with the same imports. */
  readonly text?: string;
}

/** More files than this are left to Node's own loader. */
const MAX_MODULES = 2_000;
/** Texts that a reader keeps as they were built last: a search asks for the same ones with each launch. */
const MAX_BUILT = 200;
const TICKS_ONLY: InstrumentOptions = { coverage: "off", comparisons: "off" };

interface Config {
  readonly options: ts.CompilerOptions;
  readonly folder: string;
}

function readConfigOf(view: FileView, path: string): Config {
  const found = findProjectConfig(view, path);
  if (found.type === "none") return { options: {}, folder: view.root };
  return { options: found.parsed.options, folder: folderOf(found.path) };
}

/** `"type": "module"` of the nearest package.json upwards. */
function packageType(view: FileView, path: string): string | undefined {
  for (let folder = folderOf(path); folder.length >= view.root.length; folder = folderOf(folder)) {
    const text = view.readFile(`${folder}/package.json`);
    if (text !== undefined) return /"type"\s*:\s*"(\w+)"/u.exec(text)?.[1];
  }
  return undefined;
}

function isNative(view: FileView, path: string): boolean {
  return path.endsWith(".mjs") || (path.endsWith(".js") && packageType(view, path) === "module");
}

const bare = { syntax: "commonjs", native: "no", imports: {}, state: "none", points: [] } as const;

/** What a module's own text alone decides. */
interface BuiltText {
  /** The original, and the options that it was compiled with. */
  readonly of: string;
  readonly compiler: ts.CompilerOptions;
  readonly module: Pick<GraphModule, "text" | "code" | "syntax" | "state" | "points" | "lines">;
  readonly specifiers: readonly string[];
}

function buildText(path: string, text: string, options: InstrumentOptions, compiler: ts.CompilerOptions): BuiltText {
  const { source, ...instrumented } = instrument(path, text, options);
  const transpiled = transpile(path, instrumented.text, compiler);
  const { importedFiles } = ts.preProcessFile(transpiled.text, true, true);
  const isAsWritten = transpiled.text === instrumented.text;
  const module = {
    ...{ text: transpiled.text, syntax: transpiled.syntax, points: instrumented.points },
    code: withoutLeadingComments(isAsWritten ? source : parseCode(path, transpiled.text)),
    state: moduleState(source),
    ...(transpiled.lines === undefined ? {} : { lines: transpiled.lines }),
  };
  return { of: text, compiler, module, specifiers: importedFiles.map(({ fileName }) => fileName) };
}

/** Builds texts; one that is asked for again as it was is not built anew. At most so many are kept. */
function createTextBuilder(): typeof buildText {
  const known = new Map<string, BuiltText>();
  return (path, text, options, compiler) => {
    const key = `${options.coverage} ${options.comparisons} ${path}`;
    const last = known.get(key);
    if (last?.of === text && last.compiler === compiler) return last;
    const built = buildText(path, text, options, compiler);
    if (known.size >= MAX_BUILT) known.clear();
    known.set(key, built);
    return built;
  };
}

function importsOf(
  view: FileView,
  path: string,
  specifiers: readonly string[],
  config: Config,
): GraphModule["imports"] {
  const imports: Record<string, string> = {};
  for (const specifier of specifiers) {
    const found = findImportedFile(view, specifier, path, config);
    if (found.type === "file") imports[specifier] = found.path;
    else if (found.type === "asset") imports[specifier] = "";
  }
  return imports;
}

/** Reads modules of one workspace, as they lie there at the time of the call. */
export interface GraphReader {
  /** Undefined where there is no such file. Never throws for what the files hold. */
  read(request: GraphRequest): ModuleGraph | undefined;
  /** Text of a file; undefined where there is none. */
  text(path: string): string | undefined;
}

/**
 * Makes a reader. A module comes with everything of the repository that it imports, instrumented, then transpiled;
 * packages are not followed. Compiler configurations are read once per folder.
 */
export function createGraphReader(workspaceRoot: string): GraphReader {
  const view = createFileView(workspaceRoot);
  const configs = new Map<string, Config>();
  const build = createTextBuilder();
  const configOf = (path: string): Config => {
    const known = configs.get(folderOf(path)) ?? readConfigOf(view, path);
    configs.set(folderOf(path), known);
    return known;
  };
  const moduleOf = (path: string, text: string, { entry, options }: GraphRequest, config: Config): GraphModule => {
    if (!isParsable(path)) return { ...bare, path, type: path.endsWith(".json") ? "json" : "asset", text, code: text };
    const own = path === `${view.root}/${entry}` ? options : TICKS_ONLY;
    const { module, specifiers } = build(path, text, own, config.options);
    const imports = importsOf(view, path, specifiers, config);
    return { path, type: "script", native: isNative(view, path) ? "yes" : "no", imports, ...module };
  };
  return {
    text: (path) => view.readFile(`${view.root}/${path}`),
    read(request) {
      const entry = `${view.root}/${request.entry}`;
      const config = configOf(entry);
      const seen = new Set<string>();
      const modules: GraphModule[] = [];
      const add = (path: string): void => {
        if (seen.has(path) || seen.size >= MAX_MODULES) return;
        seen.add(path);
        const text = (path === entry ? request.text : undefined) ?? view.readFile(path);
        if (text === undefined) return;
        const module = moduleOf(path, text, request, config);
        for (const imported of Object.values(module.imports)) if (imported !== "") add(imported);
        modules.push(module);
      };
      add(entry);
      return modules.at(-1)?.path === entry ? { root: view.root, entry, modules } : undefined;
    },
  };
}
