import type { PathProblem } from "../domain/repo-path.ts";

/** What is wrong with a name, in words that follow "the name ". */
export function renderPathProblem(problem: PathProblem): string {
  switch (problem) {
    case "empty":
      return "is empty";
    case "absolute":
      return "is an absolute path";
    case "backslash":
      return "holds a backslash";
    case "traversal":
      return "has a segment that is empty, '.' or '..'";
    case "git-directory":
      return "lies in a .git directory";
    case "control-character":
      return "holds a control character";
    case "bidirectional-character":
      return "holds an invisible or bidirectional character";
    case "not-utf8":
      return "is not valid UTF-8";
    case "reserved-name":
      return "is reserved on Windows";
    case "trailing-dot-or-space":
      return "has a segment that ends in a dot or a blank";
    case "colon":
      return "holds a colon";
    case "too-long":
      return "is too long";
  }
}
