import type { InstalledPackages } from "../gate.ts";
import { isList, isRecord, parseJson } from "../parse/json.ts";
import { parseToml, tomlStrings } from "../dependency/toml.ts";
import type { Ecosystem } from "../dependency/package-source.ts";
import { pythonName } from "../dependency/python-manifests.ts";
import { distributionOf, siteFolders } from "./python-packages.ts";
import type { LicenceJudge } from "./expression.ts";
import { recogniseLicence } from "./licence-text.ts";

/** What an installed package says of its licence. */
export type InstalledLicence =
  | { readonly type: "known"; readonly expression: string; readonly from: string }
  | { readonly type: "unknown"; readonly reason: string };

const LICENCE_FILE = /^(?:licen[cs]e|copying|unlicense)(?:[.-][\w.-]*)?$/iu;

/** The declared licence of a package.json: a text, or npm's old forms `{ type }` and `licenses: [{ type }]`. */
function declaredByNpm(text: string): string {
  const json = parseJson(text);
  if (!json.ok || !isRecord(json.value)) return "";
  const { license, licenses } = json.value;
  const typeOf = (one: unknown): string =>
    typeof one === "string" ? one : isRecord(one) && typeof one["type"] === "string" ? one["type"] : "";
  if (license !== undefined) return typeOf(license);
  const several = isList(licenses) ? licenses.map(typeOf).filter((one) => one !== "") : [];
  return several.length > 1 ? `(${several.join(" OR ")})` : (several[0] ?? "");
}

/** The declared licence of Python's METADATA: License-Expression, License, or the classifiers. */
function declaredByPython(text: string): string {
  const field = (name: string): string =>
    new RegExp(`^${name}: *(?<value>\\S.*)$`, "imu").exec(text)?.groups?.["value"]?.trim() ?? "";
  const classifier = /^Classifier: License :: (?:OSI Approved :: )?(?<value>.+)$/mu.exec(text)?.groups?.["value"] ?? "";
  const plain = field("License");
  return (
    field("License-Expression") ||
    (plain.length < 60 && plain !== "UNKNOWN" ? plain : "") ||
    classifier.replace(/ License\b.*$/u, "")
  );
}

function declaredByCargo(text: string): string {
  const entry = parseToml(text).find(({ table, key }) => table === "package" && key === "license");
  // Cargo once allowed a slash for OR.
  return (tomlStrings(entry?.value ?? "")[0] ?? "").replace(/\s*\/\s*/gu, " OR ");
}

/** Folders that may hold a package, with its metadata files; Python's are found by their names. */
async function places(
  installed: InstalledPackages,
  ecosystem: Ecosystem,
  name: string,
): Promise<readonly (readonly [folder: string, files: readonly string[]])[]> {
  switch (ecosystem) {
    case "npm":
      return [[`node_modules/${name}`, ["package.json"]]];
    case "go":
      return [[`vendor/${name}`, []], ...(await goModules(installed, name)).map((folder) => [folder, []] as const)];
    case "cargo":
      return [`vendor/${name}`, ...(await crates(installed, name))].map((folder) => [folder, ["Cargo.toml"]]);
    case "pypi":
      return distributions(installed, name);
  }
}

/** Metadata folders of a distribution, in all environments. */
async function distributions(
  installed: InstalledPackages,
  name: string,
): Promise<readonly (readonly [folder: string, files: readonly string[]])[]> {
  const found: (readonly [string, readonly string[]])[] = [];
  for (const site of await siteFolders(installed)) {
    for (const entry of await installed.list(site)) {
      if (distributionOf(entry) === pythonName(name))
        found.push([`${site}/${entry.replace(/\/$/u, "")}`, ["METADATA", "PKG-INFO"]]);
    }
  }
  return found;
}

/** Versions of a module in Go's cache, where capitals are written with a `!` (https://go.dev/ref/mod#module-cache). */
async function goModules(installed: InstalledPackages, name: string): Promise<readonly string[]> {
  const escaped = name.replace(/[A-Z]/gu, (letter) => `!${letter.toLowerCase()}`);
  const [parent, base] = [escaped.slice(0, escaped.lastIndexOf("/") + 1), escaped.slice(escaped.lastIndexOf("/") + 1)];
  const found: string[] = [];
  for (const store of await installed.list("@go")) {
    const folder = `@go/${store}/${parent}`.replace(/\/$/u, "");
    const entries = await installed.list(folder);
    found.push(...entries.filter((entry) => entry.startsWith(`${base}@`)).map((entry) => `${folder}/${entry}`));
  }
  return found;
}

/** Unpacked versions of a crate. */
async function crates(installed: InstalledPackages, name: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const store of await installed.list("@cargo")) {
    const entries = await installed.list(`@cargo/${store}`);
    const versions = entries.filter(
      (entry) => entry.startsWith(`${name}-`) && /^\d/u.test(entry.slice(name.length + 1)),
    );
    found.push(...versions.map((entry) => `@cargo/${store}/${entry}`));
  }
  return found;
}

const DECLARED: Readonly<Record<Ecosystem, (text: string) => string>> = {
  npm: declaredByNpm,
  pypi: declaredByPython,
  cargo: declaredByCargo,
  go: () => "",
};

/** The licence that a file of a folder is the text of; undefined where none is. */
export async function licenceFileOf(
  installed: InstalledPackages,
  folder: string,
): Promise<Extract<InstalledLicence, { type: "known" }> | undefined> {
  for (const base of ["", "licenses/"]) {
    for (const file of await installed.list(`${folder}${base === "" ? "" : "/licenses"}`)) {
      if (!LICENCE_FILE.test(file)) continue;
      const path = `${folder}/${base}${file}`;
      const expression = await recogniseLicence((await installed.read(path)) ?? "");
      if (expression !== undefined) return { type: "known", expression, from: path };
    }
  }
  return undefined;
}

/** The licence of an installed package: its metadata, else the text of its licence file. */
export async function readInstalledLicence(
  installed: InstalledPackages | undefined,
  judge: LicenceJudge,
  ecosystem: Ecosystem,
  name: string,
): Promise<InstalledLicence> {
  if (installed === undefined) return { type: "unknown", reason: "this run cannot look into the installed packages" };
  const folders = await places(installed, ecosystem, name);
  let seen = false;
  for (const [folder, files] of folders) {
    for (const file of files) {
      const text = await installed.read(`${folder}/${file}`);
      seen ||= text !== undefined;
      const expression = text === undefined ? undefined : judge.toExpression(DECLARED[ecosystem](text));
      if (expression !== undefined) return { type: "known", expression, from: `${folder}/${file}` };
    }
    seen ||= (await installed.list(folder)).length > 0;
    const found = await licenceFileOf(installed, folder);
    if (found !== undefined) return found;
  }
  return { type: "unknown", reason: seen ? "neither its metadata nor a licence file tells" : "it is not installed" };
}
