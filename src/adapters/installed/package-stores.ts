import { readdir } from "node:fs/promises";
import path from "node:path";

/** What the environment says of where packages are installed. */
export type StoreEnvironment = Readonly<Record<string, string | undefined>>;

/** Absolute folders of installed packages outside the repository, by the name that they are read under: `@python/0`, `@go/0`, `@cargo/0`. */
export type PackageStores = ReadonlyMap<string, string>;

async function existing(directory: string): Promise<boolean> {
  return readdir(directory).then(
    () => true,
    () => false,
  );
}

/** `python3.12/site-packages` and its like below a `lib` folder. */
async function sitePackages(lib: string, folder: "site-packages" | "dist-packages"): Promise<readonly string[]> {
  const versions = await readdir(lib).catch(() => []);
  return versions.filter((name) => /^python3[\d.]*$/u.test(name)).map((name) => path.join(lib, name, folder));
}

/** Where Python's packages are: an active environment, setup-python's, conda's, the user's, the system's; best first. */
async function pythonPlaces(env: StoreEnvironment): Promise<readonly string[]> {
  const prefixes = [env["VIRTUAL_ENV"], env["pythonLocation"], env["CONDA_PREFIX"]];
  const homes = env["HOME"] === undefined ? [] : [path.join(env["HOME"], ".local")];
  const found: string[] = [];
  for (const prefix of [...prefixes, ...homes, "/usr/local"]) {
    if (prefix === undefined || prefix === "") continue;
    found.push(
      ...(await sitePackages(path.join(prefix, "lib"), "site-packages")),
      path.join(prefix, "Lib/site-packages"),
    );
  }
  return [...found, ...(await sitePackages("/usr/local/lib", "dist-packages")), "/usr/lib/python3/dist-packages"];
}

/** Go's module cache (https://go.dev/ref/mod#module-cache). */
function goPlace(env: StoreEnvironment): readonly string[] {
  if (env["GOMODCACHE"] !== undefined) return [env["GOMODCACHE"]];
  const home =
    env["GOPATH"]?.split(path.delimiter)[0] ?? (env["HOME"] === undefined ? undefined : path.join(env["HOME"], "go"));
  return home === undefined ? [] : [path.join(home, "pkg/mod")];
}

/** The sources that Cargo unpacked, one folder for each registry (https://doc.rust-lang.org/cargo/guide/cargo-home.html). */
async function cargoPlaces(env: StoreEnvironment): Promise<readonly string[]> {
  const home = env["CARGO_HOME"] ?? (env["HOME"] === undefined ? undefined : path.join(env["HOME"], ".cargo"));
  if (home === undefined) return [];
  const sources = path.join(home, "registry/src");
  return (await readdir(sources).catch(() => [])).map((name) => path.join(sources, name));
}

/** Finds the folders in which package managers keep what they installed for everybody; those that are there. */
export async function findPackageStores(env: StoreEnvironment): Promise<PackageStores> {
  const stores = new Map<string, string>();
  const add = async (name: string, places: readonly string[]): Promise<void> => {
    let index = 0;
    for (const place of new Set(places)) {
      if (!path.isAbsolute(place) || !(await existing(place))) continue;
      stores.set(`${name}/${index}`, place);
      index += 1;
    }
  };
  await add("@python", await pythonPlaces(env));
  await add("@go", goPlace(env));
  await add("@cargo", await cargoPlaces(env));
  return stores;
}
