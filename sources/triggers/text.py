"""Rules of captures, texts, marks and passages: what was received and quoted never moves."""

import pgtrigger

from changes.triggers import Immutable, Rule, refuse, refuse_if

CAPTURE = [
    Immutable(
        constraint="capture_immutable",
        message="A capture holds bytes as they were received and is never changed.",
    )
]

ARTICLE_TEXT = [
    Immutable(
        constraint="text_immutable",
        message="A stored text is never changed; add a new version.",
    ),
    Rule(
        name="text_matches_capture",
        operation=pgtrigger.Insert,
        declare=[("received", "text")],
        checks=[
            "IF NEW.capture_id IS NOT NULL AND NEW.start IS NOT NULL THEN",
            "BEGIN",
            "SELECT convert_from(content, 'UTF8') INTO received FROM sources_capture WHERE id = NEW.capture_id;",
            "EXCEPTION WHEN character_not_in_repertoire OR untranslatable_character THEN",
            refuse("text_matches_capture", "The capture is not UTF-8 text, so no text stands in it at a place."),
            "END;",
            # A capture that is not there yet has no text either.
            refuse_if(
                'normalize(substr(received, NEW.start + 1, NEW."end" - NEW.start), NFC) IS DISTINCT FROM NEW.content',
                "text_matches_capture",
                "The text is not what stands at this place of its capture.",
            ),
            "END IF;",
        ],
    ),
    pgtrigger.Trigger(
        name="text_becomes_current",
        when=pgtrigger.After,
        operation=pgtrigger.Insert,
        func="UPDATE sources_article SET current_text_id = NEW.id WHERE id = NEW.article_id; RETURN NULL;",
    ),
]

CURRENT_TEXT = Rule(
    name="article_current_text",
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("current_text_id"),
    checks=[
        refuse_if(
            "NEW.current_text_id IS DISTINCT FROM (SELECT id FROM sources_articletext"
            " WHERE article_id = NEW.id ORDER BY version DESC LIMIT 1)",
            "article_current_text",
            "The current text of an article is its newest version.",
        )
    ],
)

MARK = [
    Rule(
        name="mark_inside_text",
        operation=pgtrigger.Insert | pgtrigger.Update,
        checks=[
            refuse_if(
                "NOT EXISTS (SELECT 1 FROM sources_articletext WHERE id = NEW.text_id"
                ' AND char_length(content) >= NEW."end")',
                "mark_inside_text",
                "The mark ends after the end of its text.",
            )
        ],
    ),
]

PASSAGE = [
    Immutable(
        constraint="passage_immutable",
        message="A passage is never changed; anchor a new one.",
    ),
    Rule(
        name="passage_anchored",
        operation=pgtrigger.Insert,
        declare=[("content", "text")],
        checks=[
            "SELECT t.content INTO content FROM sources_articletext t WHERE t.id = NEW.text_id;",
            'IF substr(content, NEW.start + 1, NEW."end" - NEW.start) IS DISTINCT FROM NEW.exact'
            " OR substr(content, GREATEST(NEW.start - char_length(NEW.prefix), 0) + 1,"
            " LEAST(char_length(NEW.prefix), NEW.start)) IS DISTINCT FROM NEW.prefix"
            ' OR substr(content, NEW."end" + 1, char_length(NEW.suffix)) IS DISTINCT FROM NEW.suffix THEN',
            refuse(
                "passage_anchored",
                "The quote, its prefix and suffix must equal the stored text at this place.",
            ),
            "END IF;",
        ],
    ),
]
