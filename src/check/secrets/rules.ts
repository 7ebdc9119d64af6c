import { CLOUD_RULES } from "./cloud-rules.ts";
import { CODE_RULES } from "./code-rules.ts";
import { GENERIC_RULES } from "./generic-rules.ts";
import { SERVICE_RULES } from "./service-rules.ts";

/** Every rule; those that know a format stand before those that know only a place, and win where both match. */
export const SECRET_RULES = [...CODE_RULES, ...CLOUD_RULES, ...SERVICE_RULES, ...GENERIC_RULES] as const;
