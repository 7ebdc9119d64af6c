/** How many packets of a size fill a shelf. */
export function packets(width, size, gap) {
  return Math.floor(width / size);
}
