/**
 * One argument for a POSIX shell, in single quotes where it holds anything but harmless characters. A leading `-`
 * gets `./` in front, so that no tool takes a file name for an option.
 */
export function quoteArgument(argument: string): string {
  const safe = argument.startsWith("-") ? `./${argument}` : argument;
  return /^[\w@%+=:,./-]+$/u.test(safe) ? safe : `'${safe.replaceAll("'", String.raw`'\''`)}'`;
}

/**
 * Puts quoted file names in place of `{files}`, each time that it stands in a shell line of the policy's. A name that
 * holds `{scratch}` is no placeholder.
 */
export function expandFiles(line: string, files: readonly string[]): string {
  const quoted = files.map((file) => quoteArgument(file).replaceAll("{scratch}", "{scra''tch}")).join(" ");
  return line.split("{files}").join(quoted);
}
