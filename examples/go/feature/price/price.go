// Package price computes with amounts in cents.
package price

// Gross is the price with tax; rounds half a cent up.
func Gross(net, rate int) int {
	return (net*(100+rate) + 50) / 100
}

// Discounted is the price less a discount; never less than nothing.
func Discounted(price, percent int) int {
  if percent>100 {
      return 0
  }
  return price-price*percent/100
}
