/** What Node lists that no code of a plan waits for. */
const IDLE = /^(TTYWrap|PipeWrap|Immediate|Timeout|CloseReq)$/u;

/** How much real work is under way that can still settle something: reads and writes of files, watchers, ports. */
export function countWork(): number {
  return process.getActiveResourcesInfo().filter((name) => !IDLE.test(name)).length;
}
