"""A tool as a paragraph to paste in a file: what it is, who made it, and where it comes from."""

from toolbox import SITE_NAME


def in_words(names):
    """Names as a Dutch list: "A", "A en B", "A, B en C"."""
    return " en ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def paragraph(record):
    """The ready paragraph. Every sentence rests on what the catalogue knows; what it does not know is left out."""
    makers = in_words([maker.name for maker in record.makers])
    maker = ", ".join(part for part in (makers, str(record.year or "")) if part)
    sentences = [f"{record.title}{f' ({maker})' if maker else ''}: {full_stop(record.abstract)}"]
    if record.printed:
        sentences.append(full_stop(f"Bron: {'; '.join(record.printed)}"))
    if record.url:
        sentences.append(f"Te vinden op {record.url}")
    sentences.append(f"Opgenomen in de {SITE_NAME}: {record.page}")
    return " ".join(sentences)


def full_stop(sentence):
    """The sentence with one mark at its end."""
    sentence = sentence.strip()
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."
