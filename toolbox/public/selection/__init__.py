"""Mijn selectie and the buurtplan: tools and fiches that a reader puts together. Nothing of it is kept here:
a selection is an address, and what the reader writes stays on the device."""
