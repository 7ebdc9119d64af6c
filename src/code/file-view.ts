import ts from "typescript";

/** The files that the compiler may look at. Nothing can be written or run through it. */
export interface FileView {
  /** Absolute path without symbolic links, '/'-separated. */
  readonly root: string;
  fileExists(path: string): boolean;
  readFile(path: string): string | undefined;
  directoryExists(path: string): boolean;
  getDirectories(path: string): string[];
  readDirectory(
    path: string,
    extensions?: readonly string[],
    exclude?: readonly string[],
    include?: readonly string[],
    depth?: number,
  ): string[];
  realpath(path: string): string;
}

const PACKAGES = /\/node_modules(\/|$)/u;

/**
 * A read-only view on one workspace, its linked packages and the compiler's own declarations. A configuration
 * file or a symbolic link that points anywhere else finds nothing there: both come from the repository, and what
 * the compiler reads may end up in a proposal.
 */
export function createFileView(workspaceRoot: string): FileView {
  const { sys } = ts;
  const real = (path: string): string => (sys.realpath?.(path) ?? path).replaceAll("\\", "/");
  const root = real(workspaceRoot);
  const compiler = folderOf(ts.getDefaultLibFilePath({}).replaceAll("\\", "/"));
  const inside = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`);
  const may = (path: string): boolean => {
    if (path.split("/").includes("..")) return false;
    if (PACKAGES.test(path) || inside(path, compiler)) return true;
    return inside(path, root) && inside(real(path), root);
  };
  return {
    root,
    fileExists: (path) => may(path) && sys.fileExists(path),
    readFile: (path) => (may(path) ? sys.readFile(path) : undefined),
    directoryExists: (path) => may(path) && sys.directoryExists(path),
    getDirectories: (path) => (may(path) ? sys.getDirectories(path) : []),
    readDirectory: (path, extensions, exclude, include, depth) =>
      may(path) ? sys.readDirectory(path, extensions, exclude, include, depth).filter(may) : [],
    realpath: (path) => {
      const target = real(path);
      return may(target) ? target : path;
    },
  };
}

/** The folder of a '/'-separated path. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf("/"), 0));
}
