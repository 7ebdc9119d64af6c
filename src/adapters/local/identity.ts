import type { Git } from "../git/git.ts";
import { askGit } from "../git/git.ts";
import { toPersonalGit } from "../git/discover.ts";

/** Who commits are by where the user's git configuration does not say. */
const FALLBACK = { name: "Assay", email: "assay@localhost" } as const;

/** The environment variables that make the user author and committer, from their own git configuration. */
export async function readIdentity(
  git: Git,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Readonly<Record<string, string>>> {
  const personal = toPersonalGit(git, env);
  const [name, email] = await Promise.all(
    ["user.name", "user.email"].map(async (key) => {
      const answer = await askGit(personal, ["config", "--null", "--get", key]);
      return answer.stdout.split("\0")[0]?.trim() ?? "";
    }),
  );
  const known = name !== undefined && name !== "" && email !== undefined && email !== "";
  const by = known ? { name, email } : FALLBACK;
  return {
    GIT_AUTHOR_NAME: by.name,
    GIT_AUTHOR_EMAIL: by.email,
    GIT_COMMITTER_NAME: by.name,
    GIT_COMMITTER_EMAIL: by.email,
  };
}
