import type { Settings } from "../domain/settings.ts";
import type { Command } from "./commands.ts";

/** The settings that a user can give; `ci` is measured. */
export type SettingKey = Exclude<keyof Settings, "ci">;

/** How the raw text of a setting is read. */
type SettingType =
  | { readonly type: "flag" }
  | { readonly type: "text"; readonly placeholder: string }
  /** Comma-separated, and the option may be repeated. */
  | { readonly type: "list"; readonly placeholder: string }
  | { readonly type: "choice"; readonly values: readonly string[] }
  /** Several of the values, comma-separated. */
  | { readonly type: "choices"; readonly values: readonly string[] };

/** One row of the table from which options, inputs, help, `action.yml` and the documentation are made. */
export interface SettingSpec {
  readonly key: SettingKey;
  /** The option on the command line; absent where the command says it. */
  readonly flag?: string;
  /** The input of the action; absent where it makes no sense there. */
  readonly input?: string;
  readonly type: SettingType;
  /** The value where nothing is given; absent where the policy or the surroundings decide. */
  readonly default?: string;
  /** One line for the help screen, at most 46 characters; empty: only the help of the command tells it. */
  readonly brief: string;
  /** One sentence or two for `action.yml` and the documentation. */
  readonly description: string;
  readonly commands: readonly Command[];
}
