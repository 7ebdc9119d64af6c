// Package price computes with amounts in cents.
package price

// Gross is the price with tax; rounds half a cent up.
func Gross(net, rate int) int {
	return (net*(100+rate) + 50) / 100
}
