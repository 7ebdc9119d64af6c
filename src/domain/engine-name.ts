export const ENGINE_NAMES = ["embedded", "model"] as const;
/** Who made a proposal. */
export type EngineName = (typeof ENGINE_NAMES)[number];

export const ENGINE_CHOICES = ["auto", ...ENGINE_NAMES] as const;
/** What the settings or the policy ask for. */
export type EngineChoice = (typeof ENGINE_CHOICES)[number];
