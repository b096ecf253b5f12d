"""What a request passes before Django: the log and the kept pages.

Outside Django because that is where the time went: building Django's request and response took longer than finding
the page (docs/beslissingen/0011).
"""
