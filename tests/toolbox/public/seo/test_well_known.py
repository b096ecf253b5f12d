"""The small text files that machines ask for."""


def test_robots_may_read_pages_but_not_every_filter(client):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert lines == [
        "User-agent: *",
        "Disallow: /zoeken/",
        "Disallow: /tools/?",
        "Allow: /tools/?pagina=",
        "Disallow: /*formaat=",
        "Disallow: /*?*&",
        "",
        "Sitemap: http://testserver/sitemap.xml",
    ]


def test_security_txt_names_whom_to_tell(client, settings):
    settings.SECURITY_CONTACT = "mailto:veilig@example.be"
    fields = dict(line.split(": ", 1) for line in client.get("/.well-known/security.txt").content.decode().splitlines())
    assert set(fields) == {"Contact", "Expires", "Preferred-Languages"}
    assert fields["Contact"] == "mailto:veilig@example.be"


def test_security_txt_is_absent_when_nobody_is_named(client):
    assert client.get("/.well-known/security.txt").status_code == 404


def test_icon_is_found_at_the_address_that_browsers_guess(client):
    answer = client.get("/favicon.ico")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/static/favicon.svg")
