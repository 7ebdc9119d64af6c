import type { InstalledPackages } from "../gate.ts";
import type { CopySource } from "./copy-index.ts";
import type { LicenceJudge } from "./expression.ts";
import { licenceFileOf, readInstalledLicence } from "./installed-licence.ts";
import { distributionOfModule } from "./python-packages.ts";

/** Which package a source is of, by the way in which its path says that it was installed. */
function ecosystemOf(path: string): "npm" | "pypi" | undefined {
  if (/(?:^|\/)(?:site|dist)-packages\/|^@python\//u.test(path)) return "pypi";
  return /(?:^|\/)node_modules\//u.test(path) ? "npm" : undefined;
}

/** Folders above a file, the nearest first, the topmost left out. */
function foldersOf(path: string): readonly string[] {
  const segments = path.split("/").slice(0, -1);
  return segments.map((_, at) => segments.slice(0, segments.length - at).join("/"));
}

/**
 * The SPDX expression of a source's licence: what its index entry says, else its package's metadata, else the nearest
 * licence file above it; undefined where none tells.
 */
export async function licenceOfSource(
  installed: InstalledPackages,
  judge: LicenceJudge,
  source: CopySource,
): Promise<string | undefined> {
  const declared = source.licence === undefined ? undefined : judge.toExpression(source.licence);
  if (declared !== undefined) return declared;
  const ecosystem = ecosystemOf(source.path);
  if (ecosystem !== undefined) {
    const name = ecosystem === "npm" ? source.package : await distributionOfModule(installed, source.package);
    const found = name === undefined ? undefined : await readInstalledLicence(installed, judge, ecosystem, name);
    if (found?.type === "known") return found.expression;
  }
  for (const folder of foldersOf(source.path)) {
    const file = await licenceFileOf(installed, folder);
    if (file !== undefined) return file.expression;
  }
  return undefined;
}

/** What a source and the licence files above it say of whose it is: the lines that name a copyright. */
export async function noticesOfSource(installed: InstalledPackages, source: CopySource): Promise<readonly string[]> {
  const texts = [(await installed.read(source.path)) ?? ""];
  for (const folder of foldersOf(source.path)) {
    const names = (await installed.list(folder)).filter((name) => /^(?:licen[cs]e|copying|notice)\b/iu.test(name));
    for (const name of names) texts.push((await installed.read(`${folder}/${name}`)) ?? "");
    if (names.length > 0) break;
  }
  return texts.flatMap((text) => text.split(/\r?\n/u)).filter((line) => /copyright|©|licen[cs]e/iu.test(line));
}
