import type { Settings } from "../domain/settings.ts";
import type { SubjectRequest } from "../ports.ts";

/** What a run asks the repository for: what is compared, and whether its work comes from that. */
export function toSubjectRequest({ base, head, hotspots }: Settings): SubjectRequest {
  return { ...(base && { base }), ...(head && { head }), ...(hotspots === true && { source: "files" }) };
}
