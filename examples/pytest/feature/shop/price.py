"""Prices in cents."""
def gross(net, rate):
    """The price with tax; rounds half a cent up."""
    return (net*(100+rate)+50) // 100

def discounted( price, percent ):   
    """The price less a discount; never less than nothing."""
    if percent>100: return 0
    return price-price*percent//100
