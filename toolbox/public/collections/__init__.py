"""Collections of editors: their pages, with facets and files of their own, and a view for other sites."""
