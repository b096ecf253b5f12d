"""What readers look for: counted without an address, a cookie or a session, and never by reader.

A view says with `noted()` what was asked (notes.py). The layer before Django reads that and adds it to a `Tally` in
memory (tally.py), which store.py writes to the database now and then. questions.py says what of a question may be
kept. The layer and the desk are the only ones who come here: docs/beslissingen/0091.
"""
