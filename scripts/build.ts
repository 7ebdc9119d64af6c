/**
 * Builds `dist/`: one bundle for the action, one for the command line, and the TypeScript compiler that both
 * load only when a task needs it. The result depends on nothing but the sources and the lockfile, so that a
 * rebuild gives the same bytes.
 *
 * Usage: `node scripts/build.ts [OUTPUT_DIRECTORY]` (default: `dist`).
 */
import { execFileSync } from "node:child_process";
import { cp, mkdir, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { minify } from "@swc/core";
import { takeBuildLock } from "./build-lock.ts";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const require = createRequire(import.meta.url);
const dist = path.resolve(process.argv[2] ?? path.join(root, "dist"));

type Ncc = (
  input: string,
  options: Record<string, unknown>,
) => Promise<{ code: string; assets: Record<string, { source: string | Buffer }> }>;

const shortened = async (code: string, module: boolean): Promise<string> => {
  const result = await minify(code, {
    module,
    compress: { defaults: true, passes: 1 },
    mangle: true,
    format: { comments: false, asciiOnly: true },
  });
  return result.code;
};

/** Bundles one entry point; every dynamically imported part becomes a chunk beside it. */
async function bundle(entry: string, output: string): Promise<void> {
  const ncc = require("@vercel/ncc") as Ncc;
  const { code, assets } = await ncc(entry, {
    cache: false,
    minify: false,
    quiet: true,
    esm: true,
    target: "es2022",
    license: "licenses.txt",
  });
  await mkdir(output, { recursive: true });
  await writeFile(path.join(output, "index.js"), await shortened(code, true));
  await writeFile(path.join(output, "package.json"), '{ "type": "module" }\n');
  for (const [name, { source }] of Object.entries(assets)) {
    if (name === "package.json" || name.endsWith(".map")) continue;
    const text = name.endsWith(".js") ? await shortened(source.toString(), true) : source;
    await mkdir(path.dirname(path.join(output, name)), { recursive: true });
    await writeFile(path.join(output, name), text);
  }
}

/**
 * Mends what tsc wrote: points every import of the compiler at the shared copy in `dist/typescript`. A bundler external would be
 * hoisted to a static import and load 3.5 MB at every start; `createRequire` inside a lazily loaded chunk
 * loads it when the chunk is.
 */
async function mendImports(build: string): Promise<void> {
  const shim = path.join(build, "typescript-at-run-time.js");
  await writeFile(
    shim,
    `import { createRequire } from "node:module";\nexport default createRequire(import.meta.url)(["..", "typescript", "typescript.cjs"].join("/"));\n`,
  );
  for (const name of await readdir(build, { recursive: true })) {
    if (!name.endsWith(".js") || name.startsWith("node_modules")) continue;
    const file = path.join(build, name);
    const text = await readFile(file, "utf8");
    const relative = path.relative(path.dirname(file), shim).replaceAll(path.sep, "/");
    const specifier = relative.startsWith(".") ? relative : `./${relative}`;
    const redirected = text
      .replaceAll(/from ["']typescript["'];/g, `from "${specifier}";`)
      // tsc leaves the ending of a dynamic import alone inside a function that it lowers for `await using`.
      .replaceAll(/\bimport\("(\.[^"]+)\.ts"\)/g, 'import("$1.js")');
    if (redirected !== text) await writeFile(file, redirected);
  }
}

/** The compiler and its library declarations, shared by both bundles. */
async function bundleTypeScript(output: string): Promise<void> {
  const source = path.join(path.dirname(require.resolve("typescript/package.json")), "lib");
  await mkdir(output, { recursive: true });
  const code = await readFile(path.join(source, "typescript.js"), "utf8");
  await writeFile(path.join(output, "typescript.cjs"), await shortened(code, false));
  const declarations = (await readdir(source)).filter((name) => /^lib\..*\.d\.ts$|^lib\.d\.ts$/.test(name));
  for (const name of declarations) await cp(path.join(source, name), path.join(output, name));
  for (const name of ["LICENSE.txt", "ThirdPartyNoticeText.txt"]) {
    await cp(path.join(source, "..", name), path.join(output, name));
  }
}

// Compiled outside the project so that a build that was interrupted leaves nothing behind in it.
// Always in the same place, because the bundler derives the names of chunks from paths.
const build = path.join(root, "node_modules", ".assay-build");
const giveBack = await takeBuildLock(path.join(root, "node_modules", ".assay-build.lock"));
await rm(build, { recursive: true, force: true });
await mkdir(build, { recursive: true });
try {
  execFileSync(
    process.execPath,
    [require.resolve("typescript/bin/tsc"), "-p", path.join(root, "tsconfig.build.json"), "--outDir", build],
    { stdio: "inherit", cwd: root },
  );
  await writeFile(path.join(build, "package.json"), '{ "type": "module" }\n');
  await mendImports(build);
  await symlink(path.join(root, "node_modules"), path.join(build, "node_modules"), "dir");
  await rm(dist, { recursive: true, force: true });
  await bundle(path.join(build, "cli.js"), path.join(dist, "cli"));
  await bundle(path.join(build, "action.js"), path.join(dist, "action"));
  await bundleTypeScript(path.join(dist, "typescript"));
} finally {
  await rm(build, { recursive: true, force: true });
  await giveBack();
}
