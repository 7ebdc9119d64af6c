import { z } from "zod";
import type { GitHubScene } from "../../domain/github-scene.ts";
import type { Client } from "./client.ts";
import { renderFailure } from "./reply.ts";
import { toRepositoryName } from "./work.ts";

const permissionSchema = z.object({ permission: z.string() }).transform(({ permission }) => permission);

/**
 * The scene with its rights confirmed: everybody who stands behind the event has to be able to write by GitHub's own
 * word. Anything but a clear yes is a no.
 */
export async function confirmRights(client: Client, scene: GitHubScene): Promise<GitHubScene> {
  if (scene.rights.type === "read") return scene;
  for (const username of scene.people) {
    const reply = await client.read({
      route: "GET /repos/{owner}/{repo}/collaborators/{username}/permission",
      parameters: { ...toRepositoryName(scene.repository), username },
      schema: permissionSchema,
    });
    if (reply.ok && ["admin", "write", "maintain"].includes(reply.data)) continue;
    const reason = reply.ok
      ? `${username} may not write to ${scene.repository}`
      : `whether ${username} may write to ${scene.repository} cannot be told (${renderFailure(reply.failure)})`;
    return { ...scene, rights: { type: "read", reason, remedy: "Let somebody who may write start the run" } };
  }
  return scene;
}
