import type { Problem } from "../domain/errors.ts";
import { renderRemedy } from "./nearest.ts";
import type { RawSetting, RawSettings } from "./raw.ts";
import type { SettingKey } from "./setting-spec.ts";

/** Spellings of a boolean that GitHub's toolkit accepts (YAML 1.2 core schema). */
const TRUE = ["true", "True", "TRUE"];
const FALSE = ["false", "False", "FALSE"];
/** Control characters have no place in a path, a revision or a glob. */
const CONTROL = /[\u0000-\u001f\u007f]/u;
/** A command may be written on several lines. */
const CONTROL_IN_COMMAND = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/u;

/** Splits at commas and line ends, except inside braces; blanks around an entry do not count. */
function splitList(text: string): readonly string[] {
  const entries: string[] = [];
  let entry = "";
  let depth = 0;
  for (const character of text) {
    if (character === "{") depth += 1;
    if (character === "}") depth = Math.max(0, depth - 1);
    const ends = character === "\n" || character === "\r" || (character === "," && depth === 0);
    if (!ends) {
      entry += character;
      continue;
    }
    entries.push(entry.trim());
    entry = "";
  }
  entries.push(entry.trim());
  return entries.filter((one) => one !== "");
}

/** Reads typed values out of raw ones; what is absent or wrong is undefined (an empty list), and every problem is kept. */
export interface Reader {
  text(key: SettingKey): string | undefined;
  flag(key: SettingKey): boolean | undefined;
  choice<T extends string>(key: SettingKey, values: readonly T[]): T | undefined;
  /** In the order of `values`, each once. */
  choices<T extends string>(key: SettingKey, values: readonly T[]): readonly T[] | undefined;
  list(key: SettingKey): readonly string[];
  /** A whole number from 1 to `most`. */
  count(key: SettingKey, most: number): number | undefined;
  readonly problems: readonly Problem[];
}

/** Collects problems. */
class Problems {
  readonly all: Problem[] = [];

  add(place: string, message: string, remedy: string): void {
    this.all.push({ place, message, remedy });
  }

  /** The one value of a setting that cannot be given twice. */
  single({ place, values }: RawSetting): string | undefined {
    const [first] = values;
    if (values.every((value) => value === first)) return first;
    this.add(place, `given ${values.length} times with different values`, "Give it once.");
    return undefined;
  }

  pick<T extends string>(place: string, word: string, values: readonly T[]): T | undefined {
    const found = values.find((value) => value === word);
    if (found !== undefined) return found;
    this.add(place, `unknown value ${JSON.stringify(word)}`, renderRemedy(word, values, "Valid values"));
    return undefined;
  }
}

/** A reader of what was given. */
export function createReader(raw: RawSettings): Reader {
  const problems = new Problems();
  const given = (key: SettingKey): RawSetting | undefined => {
    const setting = raw.get(key);
    return setting?.values.some((value) => value.trim() !== "") === true ? setting : undefined;
  };
  const one = (key: SettingKey): { place: string; value: string } | undefined => {
    const setting = given(key);
    const value = setting && problems.single(setting);
    return setting === undefined || value === undefined ? undefined : { place: setting.place, value };
  };
  return {
    problems: problems.all,
    text(key) {
      const found = one(key);
      const unwanted = key === "failing" || key === "leg" ? CONTROL_IN_COMMAND : CONTROL;
      if (found === undefined || !unwanted.test(found.value)) return found?.value;
      problems.add(found.place, "contains a control character", "Write printable characters only.");
      return undefined;
    },
    flag(key) {
      const found = one(key);
      if (found === undefined || TRUE.includes(found.value.trim())) return found && true;
      if (FALSE.includes(found.value.trim())) return false;
      problems.add(found.place, `${JSON.stringify(found.value)} is not a boolean`, "Write true or false.");
      return undefined;
    },
    choice(key, values) {
      const found = one(key);
      return found && problems.pick(found.place, found.value.trim(), values);
    },
    choices(key, values) {
      const setting = given(key);
      if (setting === undefined) return undefined;
      const words = setting.values.flatMap(splitList);
      if (words.length === 0) problems.add(setting.place, "names no value", `Valid values: ${values.join(", ")}.`);
      const found = words.map((word) => problems.pick(setting.place, word, values));
      return values.filter((value) => found.includes(value));
    },
    count(key, most) {
      const found = one(key);
      const value = /^\d{1,9}$/u.test(found?.value.trim() ?? "") ? Number(found?.value) : 0;
      if (found === undefined || (value >= 1 && value <= most)) return found && value;
      problems.add(
        found.place,
        `${JSON.stringify(found.value)} is no number from 1 to ${most}`,
        "Write one, or leave it out.",
      );
      return undefined;
    },
    list(key) {
      const setting = given(key);
      const entries = [...new Set(setting?.values.flatMap(splitList))];
      if (setting !== undefined && entries.some((entry) => CONTROL.test(entry))) {
        problems.add(setting.place, "contains a control character", "Write printable characters only.");
      }
      return entries;
    },
  };
}
