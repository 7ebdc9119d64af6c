import { invalid, missing, text, type Handler } from "./handler.ts";
import type { Route } from "./routes.ts";

const readRef: Handler = (state, { params }) => {
  const sha = state.store.read(`refs/${params["ref"] ?? ""}`);
  return sha === undefined
    ? missing
    : { status: 200, body: { ref: `refs/${params["ref"] ?? ""}`, object: { sha, type: "commit" } } };
};

const createRef: Handler = (state, { body }) => {
  const [ref, sha] = [text(body["ref"]), text(body["sha"])];
  if (!state.store.exists(sha)) return invalid("Object does not exist");
  if (state.store.read(ref) !== undefined) return { status: 422, body: { message: "Reference already exists" } };
  return state.store.move(ref, sha, undefined)
    ? { status: 201, body: { ref, object: { sha } } }
    : { status: 422, body: { message: "Reference already exists" } };
};

const moveRef: Handler = (state, { params, body }) => {
  const ref = `refs/${params["ref"] ?? ""}`;
  const from = state.store.read(ref);
  const to = text(body["sha"]);
  if (from === undefined) return { status: 422, body: { message: "Reference does not exist" } };
  if (body["force"] === true) throw new Error("a ref was forced");
  if (!state.store.exists(to)) return invalid("Object does not exist");
  if (!state.store.isAncestor(from, to)) return { status: 422, body: { message: "Update is not a fast forward" } };
  state.store.move(ref, to, from);
  return { status: 200, body: { ref, object: { sha: to } } };
};

const readCommit: Handler = (state, { params }) => {
  const commit = state.store.show(params["commit_sha"] ?? "");
  if (commit === undefined) return missing;
  const { sha, message, tree, parents } = commit;
  return {
    status: 200,
    body: { sha, message, tree: { sha: tree }, parents: parents.map((parent) => ({ sha: parent })) },
  };
};

const compareCommits: Handler = (state, { params }) => {
  const [base = "", head = ""] = (params["basehead"] ?? "").split("...");
  const { store } = state;
  if (!store.exists(base) || !store.exists(head)) return missing;
  const [isAhead, isBehind] = [store.isAncestor(base, head), store.isAncestor(head, base)];
  const status = isAhead && isBehind ? "identical" : isAhead ? "ahead" : isBehind ? "behind" : "diverged";
  return { status: 200, body: { status } };
};

const createCommit: Handler = (state, { body }) => {
  const sha = state.store.commit(text(body["tree"]), (body["parents"] ?? []) as string[], text(body["message"]));
  return { status: 201, body: { sha } };
};

const createTree: Handler = (state, { body }) => {
  const base = body["base_tree"] === undefined ? undefined : text(body["base_tree"]);
  if (base !== undefined && !state.store.exists(base)) return missing;
  const given = (body["tree"] ?? []) as { path: string; mode: string; sha?: string | null; content?: string }[];
  const entries = given.map(({ path, mode, sha, content }) => ({
    path,
    mode,
    sha: content === undefined ? (sha ?? null) : state.store.blob(Buffer.from(content)),
  }));
  if (entries.length > 200) return { status: 502, body: { message: "Server Error" } };
  return { status: 201, body: { sha: state.store.tree(base, entries) } };
};

const createBlob: Handler = (state, { body }) => {
  const content = Buffer.from(text(body["content"]), body["encoding"] === "base64" ? "base64" : "utf8");
  const stored = state.tamper === "bytes" ? Buffer.concat([content, Buffer.from("\n")]) : content;
  return { status: 201, body: { sha: state.store.blob(stored) } };
};

const REPO = "/repos/{owner}/{repo}";

/** Refs, commits, trees and blobs: what the repository itself holds. */
export const GIT_ROUTES: readonly Route[] = [
  { method: "GET", template: `${REPO}/git/ref/{ref}`, handle: readRef },
  { method: "POST", template: `${REPO}/git/refs`, needs: "contents", handle: createRef },
  { method: "PATCH", template: `${REPO}/git/refs/{ref}`, needs: "contents", handle: moveRef },
  { method: "GET", template: `${REPO}/git/commits/{commit_sha}`, handle: readCommit },
  { method: "GET", template: `${REPO}/compare/{basehead}`, handle: compareCommits },
  { method: "POST", template: `${REPO}/git/commits`, needs: "contents", handle: createCommit },
  { method: "POST", template: `${REPO}/git/trees`, needs: "contents", handle: createTree },
  { method: "POST", template: `${REPO}/git/blobs`, needs: "contents", handle: createBlob },
];
