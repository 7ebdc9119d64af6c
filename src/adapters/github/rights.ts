import { z } from "zod";
import type { GitHubScene } from "../../domain/github-scene.ts";
import type { Client } from "./client.ts";
import type { RepositoryName } from "./check-run.ts";
import { renderFailure, succeed, type Reply } from "./reply.ts";
import { toRepositoryName } from "./work.ts";

const permissionSchema = z.object({ permission: z.string() }).transform(({ permission }) => permission);

/** Whether somebody may write to a repository, by GitHub's own word. */
export async function readPermission(
  client: Client,
  repository: RepositoryName,
  username: string,
): Promise<Reply<"write" | "less">> {
  const reply = await client.read({
    route: "GET /repos/{owner}/{repo}/collaborators/{username}/permission",
    parameters: { ...repository, username },
    schema: permissionSchema,
  });
  return reply.ok ? succeed(["admin", "write", "maintain"].includes(reply.data) ? "write" : "less") : reply;
}

/**
 * The scene with its rights confirmed: everybody who stands behind the event has to be able to write by GitHub's own
 * word. Anything but a clear yes is a no.
 */
export async function confirmRights(client: Client, scene: GitHubScene): Promise<GitHubScene> {
  if (scene.rights.type !== "write") return scene;
  for (const username of scene.people) {
    const reply = await readPermission(client, toRepositoryName(scene.repository), username);
    if (reply.ok && reply.data === "write") continue;
    const reason = reply.ok
      ? `${username} may not write to ${scene.repository}`
      : `whether ${username} may write to ${scene.repository} cannot be told (${renderFailure(reply.failure)})`;
    return { ...scene, rights: { type: "read", reason, remedy: "Let somebody who may write start the run" } };
  }
  return scene;
}
