/** A build of several modules, each with reports of its own. */
interface CollectedBuild {
  /** Shell line. */
  readonly build: string;
  /** Name of the folder in each module that output goes to. */
  readonly output: string;
  /** The reports in there; `*` stands for any part of a name. */
  readonly reports: string;
  /** Where they go, each below the folder of its module: `{report}` or `{coverage}`. */
  readonly into: string;
}

/** A line that runs the build, collects its reports, and ends as the build did. Reports that were there before go first. */
export function collectReports({ build, output, reports, into }: CollectedBuild): string {
  const find = `find . -path '*/${output}/${reports}'`;
  const copy = `while read -r f; do d=${into}/"\${f%%/${output}/*}"; mkdir -p "$d"; cp "$f" "$d"; done`;
  return `${find} -delete; ${build}; code=$?; mkdir -p ${into}; ${find} | ${copy}; exit $code`;
}
