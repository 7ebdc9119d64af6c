"""Prices in cents."""


def gross(net, rate):
    """The price with tax; rounds half a cent up."""
    return (net * (100 + rate) + 50) // 100
