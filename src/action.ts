/**
 * The action's starter. It is kept to syntax that every Node knows that knows modules, so that an old one can say
 * what is wrong instead of choking on the program; the program is loaded only after the check.
 */
const OLDEST = 22;
const version = process.versions.node;

if (Number(version.split(".")[0]) < OLDEST) {
  process.stderr.write(
    `assay needs Node ${String(OLDEST)} or newer; this is Node ${version}. See https://nodejs.org\n`,
  );
  process.exitCode = 2;
} else {
  import("./action/process.ts")
    .then((program) => program.run())
    .catch((error: unknown) => {
      process.stderr.write(`::error::assay could not start: ${String(error)}\n`);
      process.exitCode = 3;
    });
}
