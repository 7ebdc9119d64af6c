from shop.rates import rate_of


def test_books_have_a_lower_rate():
    assert rate_of("books") == 7
    assert rate_of("toys") == 19
