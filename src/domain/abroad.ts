/**
 * Environment of a process that runs elsewhere: in a time zone (`Asia/Kathmandu`), under the rules of a language
 * (`tr_TR`). What differs there depends on where it runs.
 */
export function abroad(zone: string, language: string): Readonly<Record<"TZ" | "LANG" | "LC_ALL", string>> {
  return { TZ: zone, LANG: `${language}.UTF-8`, LC_ALL: `${language}.UTF-8` };
}
