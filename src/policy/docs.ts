import * as z from "zod/mini";
import { DEFAULT_DOCS, DOCS_STYLES } from "../domain/docs-policy.ts";
import type { Policy } from "../domain/policy.ts";
import { toRepoPath } from "../domain/repo-path.ts";
import { globProblem, type PatternProblem } from "./glob.ts";
import type { Line } from "./model-lines.ts";
import type { PolicyDocument } from "./policy-document.ts";
import { toProtectedTest } from "./protected.ts";
import { checkedBy, described } from "./schema-parts.ts";
import { renderScalar } from "./yaml-text.ts";

/** What keeps a path from being a page; undefined where nothing does. */
function pageProblem(path: string): PatternProblem | undefined {
  const checked = toRepoPath(path);
  const remedy = "Write a path like `docs/api.md`, relative to the root of the repository";
  if (!checked.ok) return { message: "is no path inside the repository", remedy };
  if (!/\.(?:md|markdown)$/iu.test(path)) return { message: "is no Markdown file", remedy };
  const guard = toProtectedTest([])(path);
  if (guard === undefined) return undefined;
  return {
    message: `lies in the protected set (\`${guard}\`)`,
    remedy: "Write another place: the set cannot be opened",
  };
}

/** The schema of the policy's `docs`. */
export function docsSchema() {
  const page = z.strictObject({
    path: described("The Markdown file; it need not exist yet.", z.string().check(checkedBy(pageProblem))),
    from: described(
      "Glob of the modules that it describes.",
      z.string().check(checkedBy((text) => globProblem(text, "refused"))),
    ),
  });
  const schema = z.strictObject({
    style: z.exactOptional(
      described(
        "full: summaries, tags and executed examples. signature: only what signature and body prove.",
        z.enum(DOCS_STYLES),
      ),
    ),
    pages: z.exactOptional(
      described("Pages that hold an API reference between markers.", z.array(page).check(z.maxLength(64))),
    ),
  });
  return described("How documentation is written.", schema);
}

/** The policy's `docs` over the defaults; `note` is told the key of each value that the file gives. */
export function resolveDocs(document: PolicyDocument | undefined, note: (key: string) => void): Pick<Policy, "docs"> {
  const own = document?.docs;
  if (own === undefined) return {};
  for (const key of Object.keys(own)) note(`docs.${key}`);
  return { docs: { ...DEFAULT_DOCS, ...own } };
}

/** The keys of `docs` as lines of the policy; none where it says nothing. */
export function docsLines({ docs }: Policy): readonly Line[] {
  if (docs === undefined) return [];
  const pages = docs.pages.map(({ path, from }) => ({
    text: `    - { path: ${renderScalar(path)}, from: ${renderScalar(from)} }`,
  }));
  return [
    { text: "docs:" },
    { text: `  style: ${docs.style}`, key: "docs.style" },
    { text: pages.length === 0 ? "  pages: []" : "  pages:", key: "docs.pages" },
    ...pages,
  ];
}
