"""A page that breaks on a damaged search index is made again, once the index is.

What is damaged shows itself anywhere in the search: in a weight that cannot be added, in a value that is not there. So
it is not looked for; who meets it has the index mended (search/index/state.py), and nobody gets two mistakes. To look
whether the index is damaged takes as long as making it, while nobody can save: what breaks elsewhere does not ask it.
"""

from traceback import walk_tb

from toolbox.search.catalogue import DAMAGE, Catalogue

SEARCH = "toolbox.search."


class MendedIndex:
    """Asks the view again when its first answer broke as on a damaged index: another thread or process may be who
    mended it. Only for who reads: nothing happens twice."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        request.ask_again = lambda: view(request, *args, **kwargs)

    def process_exception(self, request, exception):
        if request.method not in ("GET", "HEAD") or not is_of_search(exception):
            return None
        Catalogue.mend()
        response = request.ask_again()
        return response.render() if hasattr(response, "render") else response


def is_of_search(exception):
    """Whether something broke as on a damaged index, in the search or in what it called."""
    modules = (frame.f_globals.get("__name__", "") for frame, _ in walk_tb(exception.__traceback__))
    return isinstance(exception, DAMAGE) and any(module.startswith(SEARCH) for module in modules)
