"""The catalogue as rows of the database."""

from __future__ import annotations

from amw.companies import Companies
from amw.db.catalogue import companies


def test_a_name_in_two_languages_is_one_row_as_the_register_has_it_first() -> None:
    """Two rows would leave it to the server which of them is stored."""
    names = {"names": {"ja": ["海原研究所", "海研"], "zh": ["海原研究所"]}, "products": ["Umi"], "handles": ["Umi", "umi-lab"]}
    found = companies(Companies.from_rows([{"key": "umihara", "name": "Umihara", **names}]))["company_name_sync"]
    told = {(row["name"], row["language"], row["kind"]) for row in found}
    assert len(found) == 5
    assert {("海原研究所", "ja", "trade"), ("海研", "ja", "trade"), ("Umi", None, "product"), ("umi-lab", None, "handle")} <= told
