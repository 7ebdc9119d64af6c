package price

import "testing"

func TestGross(t *testing.T) {
	if got := Gross(1000, 19); got != 1190 {
		t.Errorf("Gross(1000, 19) = %d", got)
	}
}
