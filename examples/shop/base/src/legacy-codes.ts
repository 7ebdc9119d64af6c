/** Article codes of the old cash register, `NNN-NNN`. */
export function isLegacyCode(code: string): boolean {
  return /^\d{3}-\d{3}$/.test(code);
}
