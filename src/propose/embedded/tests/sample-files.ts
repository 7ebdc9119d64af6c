import { SAMPLE_FILES } from "../../../probe/explore/working-files.ts";
import type { WrittenFile } from "../../../probe/types.ts";
import type { Trial } from "../../../probe/explore/plans.ts";
import { renderText } from "../../../probe/explore/render-literal.ts";
import type { TestStyle } from "./test-style.ts";

/** Lines that give every test a directory of its own with the sample files, and that look at what was written. */
export interface FileFixture {
  readonly imports: readonly (readonly [binding: string, module: string])[];
  readonly lines: readonly string[];
}

/** The fixture for a style; lines without semicolons at their ends where the style has none. */
export function toFileFixture(style: TestStyle, samples: Readonly<Record<string, string>>): FileFixture {
  const { quote, semicolon: end, indent } = style;
  const text = (value: string): string => renderText(value, quote);
  const files = Object.entries(samples).map(
    ([path, content]) => `${indent}fs.writeFileSync(${text(path)}, ${text(content)})${end}`,
  );
  return {
    imports: [
      ["fs", "fs"],
      ["os", "os"],
      ["path", "path"],
    ],
    lines: [
      `const home = process.cwd()${end}`,
      `let directory${style.language === "typescript" ? ": string" : ""}${end}`,
      "",
      "beforeEach(() => {",
      `${indent}directory = fs.mkdtempSync(path.join(os.tmpdir(), ${text("test-")}))${end}`,
      `${indent}process.chdir(directory)${end}`,
      `${indent}fs.mkdirSync(${text("sub/deep")}, { recursive: true })${end}`,
      ...files,
      `})${end}`,
      "",
      "afterEach(() => {",
      `${indent}process.chdir(home)${end}`,
      `${indent}fs.rmSync(directory, { recursive: true, force: true })${end}`,
      `})${end}`,
    ],
  };
}

const MOST_FILES = 3;

/** Whether work goes on behind some call of a trial. */
function endsLater({ plan, record }: Trial): boolean {
  return record.late?.work === "done" || plan.steps.some(({ type }) => type === "rest");
}

/** What a trial wrote, as path and text; files that it left as they were, or that are too long to show, are not in it. */
export function writtenFiles(trial: Trial): readonly WrittenFile[] {
  const files = trial.record.effects.files ?? [];
  return files.length > MOST_FILES
    ? []
    : files.filter(({ path, text, cut }) => {
        // Whatever opens a file to write makes it, at its own time: nobody is told.
        const isMerelyOpened = text === "" && endsLater(trial);
        return cut === undefined && !isMerelyOpened && SAMPLE_FILES[path] !== text;
      });
}
