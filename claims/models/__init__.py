"""Claims, who made them, what speaks for and against them, and verdicts."""

from claims.models.affiliation import Affiliation
from claims.models.appearance import Appearance
from claims.models.article_document import ArticleDocument
from claims.models.attribution_step import AttributionStep
from claims.models.claim import Claim
from claims.models.claim_encoder import ClaimEncoder
from claims.models.claim_match import ClaimMatch
from claims.models.claim_topic import ClaimTopic
from claims.models.claim_wording import ClaimWording
from claims.models.claimant import Claimant
from claims.models.encoding_task import EncodingTask
from claims.models.evidence import Evidence
from claims.models.external_review import ExternalReview
from claims.models.import_file import ImportFile
from claims.models.inquiry import Inquiry
from claims.models.label_mapping import LabelMapping
from claims.models.lexeme import LexemeCount, LexemeDelta
from claims.models.overview_count import OverviewCount
from claims.models.rating import Rating, RatingScale
from claims.models.search_document import SearchDocument
from claims.models.source_count import SourceCount
from claims.models.topic import Topic
from claims.models.translation import Translation
from claims.models.verdict import Verdict
from claims.models.verdict_comment import VerdictComment
from claims.models.verdict_contributor import VerdictContributor
from claims.models.verdict_event import VerdictEvent
from claims.models.verdict_evidence import VerdictEvidence

__all__ = [
    "Affiliation",
    "Appearance",
    "ArticleDocument",
    "AttributionStep",
    "Claim",
    "ClaimEncoder",
    "ClaimMatch",
    "ClaimTopic",
    "ClaimWording",
    "Claimant",
    "EncodingTask",
    "Evidence",
    "ExternalReview",
    "ImportFile",
    "Inquiry",
    "LabelMapping",
    "LexemeCount",
    "LexemeDelta",
    "OverviewCount",
    "Rating",
    "RatingScale",
    "SearchDocument",
    "SourceCount",
    "Topic",
    "Translation",
    "Verdict",
    "VerdictComment",
    "VerdictContributor",
    "VerdictEvent",
    "VerdictEvidence",
]
