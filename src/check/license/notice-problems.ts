import type { FileChange } from "../../domain/change.ts";
import type { LicensePolicy } from "../../domain/policy.ts";
import { judgesLicences } from "./expression.ts";
import type { LicenceJudge } from "./expression.ts";
import { recogniseLicence } from "./licence-text.ts";
import { noticesOf, plainNotice } from "./notices.ts";
import type { Notice } from "./notices.ts";

/** What a notice may say without being somebody else's. */
export interface OwnRights {
  readonly judge: LicenceJudge;
  readonly policy: LicensePolicy;
  /** Texts of the repository's own: the required header, its licence and notice files. */
  readonly texts: readonly string[];
  /** Licences of those files, told when first asked for. */
  readonly licences: () => Promise<readonly string[]>;
}

/** The repository's own rights, from its licence and notice files and the header that its policy asks for. */
export function toOwnRights(judge: LicenceJudge, policy: LicensePolicy, files: readonly string[]): OwnRights {
  let licences: Promise<readonly string[]> | undefined;
  return {
    judge,
    policy,
    texts: [policy.header ?? "", ...files],
    licences: () =>
      (licences ??= Promise.all(files.filter((text) => text !== "").map(recogniseLicence)).then((found) =>
        found.filter((one) => one !== undefined),
      )),
  };
}

/** Lines over which the text of a short licence goes. */
const TEXT_LINES = 30;

/** Whether a notice names a licence that is allowed, or the repository's own. */
async function isAllowed({ licence }: Notice, { judge, policy, licences }: OwnRights): Promise<boolean> {
  const expression = licence === undefined ? undefined : judge.toExpression(licence.replace(/,\s*version\s+/iu, " "));
  if (expression === undefined) return false;
  const own = await licences();
  // "-only" and "-or-later" are told apart by notices, not by the licence's text.
  const plain = (one: string): string => one.replace(/-(?:only|or-later)$/u, "");
  if (own.some((one) => plain(one) === plain(expression))) return true;
  return judgesLicences(policy) && judge.objection(expression) === undefined;
}

/**
 * Notices of somebody else's rights in a file's added lines.
 * @param kept lines of notices that have to be kept, because the file holds copied code that is allowed.
 */
export async function foreignNotices(
  change: FileChange,
  own: OwnRights,
  kept: readonly string[],
): Promise<readonly Notice[]> {
  const notices = noticesOf(change);
  if (notices.length === 0) return [];
  const known = plainNotice([...own.texts, ...kept, change.before ?? ""].join("\n"));
  const foreign: Notice[] = [];
  let allowed = -TEXT_LINES;
  for (const notice of notices) {
    if (known.includes(plainNotice(notice.text))) continue;
    if (await isAllowed(notice, own)) allowed = notice.line;
    // The sentences below one that names an allowed licence are of the same text.
    else if (notice.licence !== undefined || notice.code === "copyright" || notice.line >= allowed + TEXT_LINES)
      foreign.push(notice);
  }
  return foreign;
}
