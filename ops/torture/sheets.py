"""A sheet that is small on the way in and endless once unpacked, sent by an editor who saves at the same time."""

import io
import secrets
import threading
import time
import zipfile
from collections import Counter
from itertools import repeat

from ops.torture.site import at_once, quantile, read_on, running

STRINGS = 11_000_000
SENDERS = 3
SAVES = 10
SEARCH = "/tools/?q=buurt"
SLOWEST_SAVE = 3.0  # seconds, on two cores of which the sheets have their part
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/"


def bomb():
    """A workbook of some hundreds of kB with eleven million shared strings."""
    relations, related = f"{PACKAGE}relationships", "<Relationships xmlns='{}'>{}</Relationships>"
    link = "<Relationship Id='{}' Type='" + OFFICE + "/{}' Target='{}'/>"
    sheet, strings = link.format("a", "worksheet", "sheet.xml"), link.format("b", "sharedStrings", "strings.xml")
    parts = {
        "[Content_Types].xml": f"<Types xmlns='{PACKAGE}content-types'/>",
        "_rels/.rels": related.format(relations, link.format("r", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f"<workbook xmlns='{MAIN}' xmlns:r='{OFFICE}'>"
        "<sheets><sheet name='Tools' sheetId='1' r:id='a'/></sheets></workbook>",
        "xl/_rels/workbook.xml.rels": related.format(relations, sheet + strings),
        "xl/sheet.xml": f"<worksheet xmlns='{MAIN}'><sheetData>"
        "<row r='1'><c r='A1' t='s'><v>0</v></c></row></sheetData></worksheet>",
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
        for name, text in parts.items():
            package.writestr(name, text)
        with package.open("xl/strings.xml", "w", force_zip64=True) as strings:
            strings.write(f'<sst xmlns="{MAIN}">'.encode())
            for _ in range(STRINGS // 100_000):
                strings.write(b"<si><t/></si>" * 100_000)
            strings.write(b"</sst>")
    return file.getvalue()


def upload(site, content):
    """(status, seconds, whether the page says why) of a sheet that is sent to be imported."""
    border = secrets.token_hex(8)
    token = f'--{border}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{"a" * 32}\r\n'
    head = f'--{border}\r\nContent-Disposition: form-data; name="file"; filename="lijst.xlsx"\r\n\r\n'
    body = token.encode() + head.encode() + content + f"\r\n--{border}--\r\n".encode()
    headers = {"Content-Type": f"multipart/form-data; boundary={border}", "Cookie": site.cookie}
    started = time.monotonic()
    status, text = site.ask("/admin/toolbox/tool/importeren/", method="POST", body=body, headers=headers, timeout=60)
    return status, time.monotonic() - started, 'class="errorlist' in text


def run(folder):
    """(figures, whether the sheets were refused with a reason while readers and editors went on)."""
    content, sent, read, saved, stop = bomb(), [], [], [], threading.Event()
    with running(folder) as site:
        site.status(SEARCH)  # each worker reads its words at its first question; that is another trial
        senders = [lambda: sent.append(upload(site, content))] * SENDERS
        with at_once([*senders, lambda: read_on(site, repeat(SEARCH), stop, read)], stop):
            for number in range(SAVES):
                started = time.monotonic()
                confirmed, _ = site.add_owner(f"blad-{number}", timeout=60)
                saved.append((confirmed, time.monotonic() - started))
        memory, errors = site.memory(), site.errors()
    figures = {
        "het bestand (kB)": len(content) // 1024,
        "verstuurd": dict(Counter(status for status, _, _ in sent)),
        "met een reden geweigerd": sum(said for _, _, said in sent),
        "de traagste weigering (s)": round(max(seconds for _, seconds, _ in sent), 2),
        "bewaringen intussen": sum(confirmed for confirmed, _ in saved),
        "de traagste bewaring (s)": round(max(seconds for _, seconds in saved), 2),
        "lezers": (dict(Counter(status for status, _ in read)), round(quantile([s for _, s in read], 1), 2)),
        "geheugen per werker (MiB)": round(memory),
        "fouten in het log": errors[:3] or 0,
    }
    refused = len(sent) == SENDERS and all(said for _, _, said in sent)
    went_on = all(confirmed for confirmed, _ in saved) and {status for status, _ in read} == {200}
    return figures, refused and went_on and max(seconds for _, seconds in saved) < SLOWEST_SAVE and not errors
