import type { DocsPage } from "../../../domain/docs-policy.ts";
import type { Proposal } from "../../../domain/proposal.ts";
import { toRepoPath } from "../../../domain/repo-path.ts";
import type { ProposeRequest } from "../../../ports.ts";
import { brokenLinks } from "./anchors.ts";
import { findMarkers } from "./page-markers.ts";
import { renewPage, type ReferenceModule } from "./render-page.ts";

/** The page of the policy that a task is about; undefined where its target is a module. */
export function pageOf({ task, policy }: Pick<ProposeRequest, "task" | "policy">): DocsPage | undefined {
  return policy.docs?.pages.find(({ path }) => path === task.target);
}

/** The modules of a page that export something, in order of their paths. */
async function modulesOf({ workspace }: ProposeRequest, page: DocsPage): Promise<readonly ReferenceModule[]> {
  const { modulesMatching } = await import("../../../code/docs/modules-matching.ts");
  const { moduleReference } = await import("../../../code/docs/module-reference.ts");
  return modulesMatching(workspace.root, page.from).flatMap((raw) => {
    const checked = toRepoPath(raw);
    const entries = checked.ok ? moduleReference(workspace.root, checked.path) : [];
    return checked.ok && entries.length > 0 ? [{ path: checked.path, entries }] : [];
  });
}

/** Renews the reference of a page; everything outside the markers stays. */
export async function proposePage(request: ProposeRequest, page: DocsPage): Promise<Proposal> {
  const { task, workspace, feedback } = request;
  if (feedback !== undefined) {
    const reason = `the page says what the comments of its modules say, and gate ${feedback.from} does not take it: ${feedback.message.slice(0, 200)}`;
    return { type: "declined", reason };
  }
  const modules = await modulesOf(request, page);
  if (modules.length === 0) return { type: "declined", reason: `no module that ${page.from} matches exports anything` };
  const text = await workspace.read(task.target);
  const place = findMarkers(text ?? "");
  const renewed = renewPage(text, modules, "API", task.target);
  if (place.type === "damaged" || renewed === undefined) {
    return {
      type: "declined",
      reason: `${task.target} is left as it is: ${place.type === "damaged" ? place.reason : "its markers are damaged"}`,
    };
  }
  if (renewed === text) return { type: "declined", reason: `${task.target} says what its modules say` };
  const names = modules.reduce((sum, { entries }) => sum + entries.length, 0);
  const rationale = `Renews the reference in ${task.target}: ${names} exports of ${modules.length} modules that ${page.from} matches, as their comments stand. Nothing outside the markers is changed.${strayLinks(renewed)}`;
  return { type: "proposed", edits: [{ type: "write", path: task.target, text: renewed }], rationale };
}

/** Links of the page that lead nowhere, for people: those outside the markers are not ours to change. */
function strayLinks(page: string): string {
  const broken = brokenLinks(page).map((link) => `#${link}`);
  return broken.length === 0 ? "" : ` Links that lead to no heading of the page: ${broken.join(", ")}.`;
}
