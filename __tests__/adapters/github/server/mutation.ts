import type { Answer } from "./handler.ts";
import type { GitHubState } from "./state.ts";

interface CommitInput {
  readonly branch: { readonly branchName: string };
  readonly expectedHeadOid: string;
  readonly message: { readonly headline: string; readonly body?: string };
  readonly fileChanges: {
    readonly additions?: readonly { readonly path: string; readonly contents: string }[];
    readonly deletions?: readonly { readonly path: string }[];
  };
}

/** createCommitOnBranch: every file becomes an ordinary one, as GitHub's does. */
export function mutate(state: GitHubState, input: CommitInput): Answer {
  const fail = (type: string, message: string): Answer => ({
    status: 200,
    body: { data: null, errors: [{ type, message }] },
  });
  if (state.mutation === "unknown") {
    return fail("undefinedField", "Field 'createCommitOnBranch' doesn't exist on type 'Mutation'");
  }
  if (!state.permissions.has("contents")) return fail("FORBIDDEN", "Resource not accessible by integration");
  const ref = `refs/heads/${input.branch.branchName}`;
  const at = state.store.read(ref);
  if (at === undefined) return fail("NOT_FOUND", "No such branch");
  if (at !== input.expectedHeadOid)
    return fail("STALE_DATA", `Expected branch to point to "${input.expectedHeadOid}" but it did not.`);
  const additions = (input.fileChanges.additions ?? []).map(({ path, contents }) => {
    const bytes = Buffer.from(contents, "base64");
    return {
      path,
      mode: "100644",
      sha: state.store.blob(state.tamper === "bytes" ? Buffer.concat([bytes, Buffer.from("\n")]) : bytes),
    };
  });
  const deletions = (input.fileChanges.deletions ?? []).map(({ path }) => ({ path, mode: "100644", sha: null }));
  const tree = state.store.tree(state.store.show(at)?.tree, [...deletions, ...additions]);
  const { headline, body = "" } = input.message;
  const oid = state.store.commit(tree, [at], `${headline}${body === "" ? "" : `\n\n${body}`}\n`);
  if (!state.store.move(ref, oid, at)) return fail("STALE_DATA", `Expected branch to point to "${at}" but it did not.`);
  return { status: 200, body: { data: { createCommitOnBranch: { commit: { oid } } } } };
}
