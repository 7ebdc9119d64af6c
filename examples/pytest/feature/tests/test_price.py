import pytest

from shop.price import discounted, gross


def test_adds_the_tax():
    assert gross(1000, 19) == 1190


def test_rounds_half_a_cent_up():
    assert gross(10, 5) == 11


@pytest.mark.parametrize("percent, expected", [(0, 1000), (25, 750), (120, 0)])
def test_takes_a_discount_off(percent, expected):
    assert discounted(1000, percent) == expected
