import type { Problem } from "../domain/errors.ts";
import type { SettingKey } from "./setting-spec.ts";

/** The raw values of one setting and how the user knows the place that they came from. */
export interface RawSetting {
  /** `--tasks`, `input tasks`. */
  readonly place: string;
  readonly values: readonly string[];
}

/** What was given, before it is looked at. */
export type RawSettings = ReadonlyMap<SettingKey, RawSetting>;

/** Values or all problems. */
export type Parsed<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly Problem[] };
