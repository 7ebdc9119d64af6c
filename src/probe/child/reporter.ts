/** File descriptor of the record file; open already, so that no permission is needed. */
const RECORDS = 3;
/** Characters of records of one launch, below what is read back of its scratch directory (64 MiB) and its longest file. */
const MAX_WRITTEN = 24_000_000;

/** Where records go, and whether the time of the launch is over. */
export interface Reporter {
  /** A line: its first letter says what it is (`r` record, `b` beat, `u` work that did not end, `g` go: what comes now are units). */
  emit(line: string): void;
  isOver(): boolean;
}

/** Takes real time and files before they are taken over. */
export function createReporter(token: string, budgetMs: number): Reporter {
  const { writeSync } = process.getBuiltinModule("fs");
  const { hrtime } = process;
  const started = hrtime.bigint();
  let written = 0;
  return {
    emit(line) {
      written += line.length;
      writeSync(RECORDS, `${line.slice(0, 1)}${token}${line.slice(1)}\n`);
    },
    isOver: () => written > MAX_WRITTEN || Number(hrtime.bigint() - started) > budgetMs * 1e6,
  };
}
