"""No function and no file of the application outgrows what a reader takes in at once; ruff counts only statements."""

import ast

from django.conf import settings

LONGEST_FUNCTION, LONGEST_FILE = 30, 350  # lines
APPS = ["toolbox", "fiches", "buurtanalyse"]
TEXTS = {
    str(path.relative_to(settings.BASE_DIR)): path.read_text()
    for app in APPS
    for path in (settings.BASE_DIR / app).rglob("*.py")
    if "migrations" not in path.parts
}


def test_no_file_is_too_long():
    assert [path for path, text in TEXTS.items() if text.count("\n") >= LONGEST_FILE] == []


def test_no_function_is_too_long():
    nodes = [(path, node) for path, text in TEXTS.items() for node in ast.walk(ast.parse(text))]
    functions = [(path, node) for path, node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert len(functions) > 500
    assert [(path, f.name) for path, f in functions if f.end_lineno - f.lineno >= LONGEST_FUNCTION] == []
