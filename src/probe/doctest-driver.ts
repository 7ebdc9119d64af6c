/**
 * Program for Python 3 that runs the examples of texts as the standard library's doctest does. Reads
 * `{seed, files: [{path, text, before}]}` from its input; writes `{runs}` to its output, nothing else.
 * Only what `before` does not hold is reported; what stands above it in the same text runs before it.
 */
export const DOCTEST_DRIVER = String.raw`
import ast, doctest, importlib, json, os, random, re, signal, sys

FENCE = re.compile(r"^[ \t]*(${"`"}{3,}|~{3,})[ \t]*([\w+-]*)")
BLOCK = re.compile(r"^([ \t]*)\.\.[ \t]+(?:code-block|code|sourcecode)::[ \t]*([\w+-]*)[ \t]*$", re.I)
PYTHON = re.compile(r"^(?:python3?|pycon3?|py)$", re.I)
parser = doctest.DocTestParser()


def examples_in(text, line):
    """Examples with 1-based lines; a text that doctest cannot read is one broken example."""
    try:
        return [("example", line + one.lineno, one) for one in parser.get_examples(text)]
    except ValueError as error:
        return [("unreadable", line, str(error))]


def in_module(text):
    try:
        tree = ast.parse(text)
    except SyntaxError as error:
        return [[("unreadable", error.lineno or 1, str(error))]]
    found = []
    for node in ast.walk(tree):
        if not isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            continue
        said = ast.get_docstring(node, clean=False)
        if said is not None and ">>>" in said:
            found.append(examples_in(said, node.body[0].value.lineno))
    return found


def blocks_of(lines):
    """Fenced blocks and directives: first line (0-based), lines, whether they are Python."""
    found, at = [], 0
    while at < len(lines):
        fence, block = FENCE.match(lines[at]), BLOCK.match(lines[at])
        at += 1
        if not fence and not block:
            continue
        start = at
        if fence:
            while at < len(lines) and not lines[at].strip().startswith(fence.group(1)):
                at += 1
        else:
            while at < len(lines) and (lines[at].strip() == "" or len(lines[at]) - len(lines[at].lstrip()) > len(block.group(1))):
                at += 1
        language = (fence or block).group(2)
        found.append((start, at, "python" if PYTHON.match(language) else "none" if language == "" else "other"))
        if fence:
            at += 1
    return found


def dedented(lines):
    kept = [line for line in lines if not re.match(r"^\s*:[\w-]+:", line)]
    width = min((len(line) - len(line.lstrip()) for line in kept if line.strip()), default=0)
    return "\n".join(line[width:] for line in kept)


def in_page(text):
    lines = text.split("\n")
    units = []
    plain = list(lines)
    for start, end, language in blocks_of(lines):
        inner = lines[start:end]
        if start > 0 and FENCE.match(lines[start - 1]):
            plain[start - 1] = ""
            if end < len(plain):
                plain[end] = ""
        prompts = any(line.lstrip().startswith(">>>") for line in inner)
        if language == "other" or not prompts:
            plain[start:end] = [""] * (end - start)
        if language == "python" and not prompts and any(line.strip() for line in inner):
            units.append(("block", start + 1, dedented(inner)))
    units += examples_in("\n".join(plain), 1)
    return [sorted(units, key=lambda unit: unit[1])]


def key(unit):
    kind, _, said = unit
    return (said.source, said.want) if kind == "example" else (kind, said)


def option_flags():
    flags = 0
    for name in ("pyproject.toml", "pytest.ini", "setup.cfg", "tox.ini"):
        try:
            with open(name, encoding="utf-8") as file:
                text = file.read()
        except OSError:
            continue
        for said in re.findall(r"doctest_optionflags\s*=\s*([^\n]*(?:\n[ \t]+[^\n]*)*)", text):
            for word in re.findall(r"[A-Z_]+", said):
                flags |= doctest.OPTIONFLAGS_BY_NAME.get(word, 0)
    return flags


FLAGS = option_flags()


class Runner(doctest.DocTestRunner):
    def __init__(self):
        super().__init__(verbose=False, optionflags=FLAGS)
        self.end = None

    def report_failure(self, out, test, example, got):
        self.end = ("wrong", got)

    def report_unexpected_exception(self, out, test, example, exc_info):
        self.end = ("broken", "%s: %s" % (exc_info[0].__name__, exc_info[1]))


def too_long(*_):
    raise TimeoutError("it does not end")


def run_unit(unit, names, path):
    kind, line, said = unit
    if kind == "unreadable":
        return ("broken", said)
    signal.alarm(5)
    try:
        if kind == "block":
            exec(compile(said, path, "exec"), names)
            return ("held", "")
        if said.options.get(doctest.SKIP):
            return ("skipped", "")
        runner = Runner()
        test = doctest.DocTest([said], {}, "example", path, line - 1, None)
        test.globs = names
        runner.run(test, out=lambda _: None, clear_globs=False)
        return runner.end or ("held", "")
    except BaseException as error:
        return ("broken", "%s: %s" % (type(error).__name__, error))
    finally:
        signal.alarm(0)


def module_of(path):
    folder, name = os.path.split(path)
    names = [] if name == "__init__.py" else [name[:-3]]
    while folder and os.path.exists(os.path.join(folder, "__init__.py")):
        folder, last = os.path.split(folder)
        names.insert(0, last)
    sys.path.insert(0, os.path.abspath(folder or "."))
    return dict(importlib.import_module(".".join(names)).__dict__)


def is_own(text):
    """Whether a text imports something that lies in the repository."""
    for name in re.findall(r"^\s*(?:from|import)\s+(\w+)", text, re.M):
        for folder in ("", "src/"):
            if os.path.exists(folder + name + ".py") or os.path.isdir(folder + name):
                return True
    return False


def run_file(path, text, before):
    is_module = path.endswith(".py")
    find = in_module if is_module else in_page
    known = {key(unit) for group in find(before) for unit in group}
    runs, names, failure = [], None, None
    for group in find(text):
        fresh = [unit for unit in group if key(unit) not in known]
        if not fresh:
            continue
        if is_module and names is None and failure is None:
            try:
                names = module_of(path)
            except BaseException as error:
                failure = "the module cannot be imported: %s: %s" % (type(error).__name__, error)
        scope = dict(names or {"__name__": "__main__"})
        about = False
        for unit in group[: group.index(fresh[-1]) + 1]:
            kind, line, said = unit
            about = about or (kind == "block" and is_own(said)) or (kind == "example" and is_own(said.source))
            if failure is not None:
                end = ("broken", failure)
            elif kind == "block" and not about:
                end = ("skipped", "")
            else:
                end = run_unit(unit, scope, path)
            if unit in fresh:
                stated = said.want.strip() if kind == "example" else ""
                runs.append({"path": path, "line": line, "type": end[0], "stated": stated, "actual": str(end[1]).strip()[:400]})
    return runs


def main():
    asked = json.load(sys.stdin)
    answer = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    signal.signal(signal.SIGALRM, too_long)
    for folder in ("src", "."):
        sys.path.insert(0, os.path.abspath(folder))
    runs = []
    for file in asked["files"]:
        random.seed(asked["seed"])
        runs += run_file(file["path"], file["text"], file["before"])
    answer.write(json.dumps({"runs": runs}))
    answer.flush()
    os._exit(0)


main()
`;
