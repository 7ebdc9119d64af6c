package price

import "fmt"

// Label is what the shelf says: of an amount in cents, or of a word such as "free".
func Label(price interface{}) string {
	if cents, ok := price.(int); ok {
		return fmt.Sprintf("%d.%02d", cents/100, cents%100)
	}
	return fmt.Sprint(price)
}
