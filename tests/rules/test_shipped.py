"""随程序发布的配置文件：由C解析器读出的内容，与慢而细的解析器所读完全相同；有错时仍由后者说明。"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from rules.errors import FaultyInput
from rules.parameters import rule_book
from rules.shipped import Shipped, said, shipped_in

CONFIG = Path(__file__).parents[2] / "config"


@pytest.mark.parametrize("path", sorted(CONFIG.rglob("*.yaml")), ids=lambda path: path.name)
def test_both_parsers_read_every_file_of_ours_alike(path):
    text = path.read_text(encoding="utf-8")

    # As text, so that a day and an instant, a whole number and a fraction are not taken for equal.
    assert repr(said(Shipped(text))) == repr(yaml.safe_load(text))


def test_a_mistake_in_a_file_of_ours_is_told_in_the_words_of_the_slower_parser():
    broken = "a: [1, 2\nb: 3"

    with pytest.raises(yaml.YAMLError) as slow:
        yaml.safe_load(broken)
    with pytest.raises(yaml.YAMLError) as quick:
        said(Shipped(broken))

    assert str(quick.value) == str(slow.value)


def test_the_files_of_a_folder_come_in_the_order_of_their_names():
    names = [name for name, _ in shipped_in("law")]

    assert names == sorted(path.name for path in (CONFIG / "law").glob("*.yaml"))


def test_a_file_of_the_court_nested_without_end_is_refused_and_nothing_falls_over(tmp_path):
    """Why the parser in C gets none of them: it would go as deep as the file says."""
    (tmp_path / "own.yaml").write_text("[" * 20_000, encoding="utf-8")

    with pytest.raises(FaultyInput, match="层次过深"):
        rule_book(tmp_path)
