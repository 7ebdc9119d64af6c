from shop.price import gross


def test_adds_the_tax():
    assert gross(1000, 19) == 1190


def test_rounds_half_a_cent_up():
    assert gross(10, 5) == 11
