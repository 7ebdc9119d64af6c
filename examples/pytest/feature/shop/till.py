"""The till."""
import decimal


def change(paid, price):
    """What is given back."""
    return paid - price
