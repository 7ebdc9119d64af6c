import type { ChildModule, ChildRequest } from "./request.ts";

const { createRequire } = process.getBuiltinModule("module");
const path = process.getBuiltinModule("path");
const url = process.getBuiltinModule("url");
const vm = process.getBuiltinModule("vm");

/** What instrumented code calls. */
export interface Hooks {
  readonly hit: Uint8Array;
  readonly tick: () => void;
  readonly compare: (start: number, operator: string, left: unknown, right: unknown) => boolean;
  readonly mutant: (id: number) => boolean;
}

/** Loads the repository's modules; each load gives fresh instances of all of them, packages stay as they are. */
export interface Loader {
  load(): unknown;
  /** Whether the entry is a module in the sense of the language: its functions are called without `this`. */
  readonly entrySyntax: "esm" | "commonjs";
}

type Wrapper = (this: unknown, ...args: readonly unknown[]) => void;

const PARAMETERS = [
  "exports",
  "require",
  "module",
  "__filename",
  "__dirname",
  "__assayHit",
  "__assayTick",
  "__assayCompare",
  "__assayMeta",
  "__assayMutant",
];

function isNamespace(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.prototype.toString.call(value) === "[object Module]";
}

function isOwn(value: unknown): boolean {
  return typeof value === "object" && value !== null && Reflect.get(value, "__assayOwn") === true;
}

/** Node's own rule for default imports of CommonJS: the default is everything that the package exports. */
function nativeDefault(value: unknown): unknown {
  return isNamespace(value) || isOwn(value) ? value : { default: value };
}

function nativeStar(value: unknown): unknown {
  if (isNamespace(value) || isOwn(value)) return value;
  return { ...(typeof value === "object" ? value : {}), default: value };
}

/** The `this` of a transpiled module: nobody but the compiler's helpers can see it. */
function receiverOf(module: ChildModule, exports: unknown): unknown {
  if (module.syntax === "commonjs") return exports;
  return module.native === "yes" ? { __importDefault: nativeDefault, __importStar: nativeStar } : {};
}

/** Parameters of a module's wrapper; one that the module declares for itself has to make room: `const __dirname = …`. */
function parametersFor({ text, syntax, native }: ChildModule): readonly string[] {
  // In CommonJS only an inner scope, a comment or a text can say so, and the wrapper's own is still read outside of it.
  if (syntax === "commonjs" && native === "no") return PARAMETERS;
  const declared = new Set(
    [...text.matchAll(/\b(?:const|let|class)\s+(__dirname|__filename)\b/gu)].map(([, name]) => name),
  );
  return PARAMETERS.map((name) => (declared.has(name) ? `__assay${name}` : name));
}

/** What `require` gives of a module of the language: all that it exports, or what it names `module.exports` (Node 22.12). */
function asRequired(exports: unknown): unknown {
  if (!isOwn(exports) || typeof exports !== "object" || exports === null) return exports;
  return Object.hasOwn(exports, "module.exports") ? Reflect.get(exports, "module.exports") : exports;
}

function metaOf(file: string): unknown {
  const href = url.pathToFileURL(file).href;
  const resolve = (specifier: string): string => new URL(specifier, href).href;
  return { url: href, filename: file, dirname: path.dirname(file), resolve };
}

/** Makes the loader; compiles each file once, when it is first needed. */
export function createLoader(request: ChildRequest, hooks: Hooks): Loader {
  const byPath = new Map(request.modules.map((module) => [module.path, module]));
  const wrappers = new Map<string, Wrapper>();
  const requires = new Map<string, NodeJS.Require>();

  const wrapperOf = (module: ChildModule): Wrapper => {
    const known = wrappers.get(module.path);
    if (known !== undefined) return known;
    const made = vm.compileFunction(module.text, parametersFor(module), {
      filename: module.path,
      importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    }) as Wrapper;
    wrappers.set(module.path, made);
    return made;
  };
  const requireOf = (file: string): NodeJS.Require => {
    const known = requires.get(file) ?? createRequire(file);
    requires.set(file, known);
    return known;
  };

  const run = (module: ChildModule, instances: Map<string, { exports: unknown }>): unknown => {
    const known = instances.get(module.path);
    if (known !== undefined) return known.exports;
    if (module.type === "asset") return {};
    const instance = {
      exports: {} as unknown,
      id: module.path,
      filename: module.path,
      loaded: false,
      children: [],
      paths: [],
    };
    instances.set(module.path, instance);
    if (module.type === "json") {
      instance.exports = JSON.parse(module.text);
      return instance.exports;
    }
    if (module.syntax === "esm") Object.defineProperty(instance.exports, "__assayOwn", { value: true });
    const outer = requireOf(module.path);
    const inner = (specifier: string): unknown => {
      const target = module.imports[specifier];
      if (target === "") return {};
      const found = target === undefined ? undefined : byPath.get(target);
      return found === undefined ? outer(specifier) : run(found, instances);
    };
    Object.assign(inner, { resolve: outer.resolve, cache: outer.cache, extensions: {}, main: undefined });
    const isEntry = module.path === request.entry;
    const hit = isEntry ? hooks.hit : new Uint8Array(0);
    const { tick, compare, mutant } = hooks;
    const places = [module.path, path.dirname(module.path)];
    const args = [instance.exports, inner, instance, ...places, hit, tick, compare, metaOf(module.path), mutant];
    Reflect.apply(wrapperOf(module), receiverOf(module, instance.exports), args);
    instance.loaded = true;
    return instance.exports;
  };
  const entry = byPath.get(request.entry);
  if (entry === undefined) throw new Error(`the request has no module ${request.entry}`);
  return { load: () => asRequired(run(entry, new Map())), entrySyntax: entry.syntax };
}
