/** A process that publishes commits and may be killed in the middle: REPOSITORY TEMPORARY REQUEST.json. */
import { readFileSync } from "node:fs";
import { z } from "zod";
import { createLocalPublisher } from "../../../src/adapters/local/local-publisher.ts";
import type { Manifest } from "../../../src/domain/bundle.ts";

const savedSchema = z.object({
  manifest: z.custom<Manifest>(),
  patches: z.array(z.tuple([z.string(), z.string()])),
  messages: z.array(z.tuple([z.string(), z.string()])),
});

const [directory = "", temporaryDirectory = "", file = ""] = process.argv.slice(2);
const { manifest, patches, messages } = savedSchema.parse(JSON.parse(readFileSync(file, "utf8")));
const publisher = createLocalPublisher({ directory, mode: "commit", out: "", env: process.env, temporaryDirectory });
const request = { manifest, patches: new Map(patches), messages: new Map(messages), dryRun: false };
process.stdout.write(JSON.stringify(await publisher.publish(request)));
