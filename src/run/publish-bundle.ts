import { GATES } from "../check/gates/index.ts";
import type { BundleEntry, Manifest } from "../domain/bundle.ts";
import { ConfigError } from "../domain/errors.ts";
import type { PublishMode } from "../domain/policy.ts";
import type { Publication } from "../domain/publication.ts";
import type { Subject } from "../domain/report.ts";
import type { Settings } from "../domain/settings.ts";
import type { Workspace } from "../ports.ts";
import { commitMessage } from "../publish/message.ts";
import { openBundle, type OpenBundle } from "../publish/open-bundle.ts";
import type { RunDependencies } from "./dependencies.ts";

/**
 * Verifies a bundle from scratch and publishes what it holds. The bundle is believed in nothing: its digests, its
 * subject, its policy and the tree that its patches make are all computed again here.
 */
