package price

import "testing"

func TestGross(t *testing.T) {
	if got := Gross(1000, 19); got != 1190 {
		t.Errorf("Gross(1000, 19) = %d", got)
	}
}

func TestDiscounted(t *testing.T) {
	for percent, want := range map[int]int{0: 1000, 25: 750, 120: 0} {
		if got := Discounted(1000, percent); got != want {
			t.Errorf("Discounted(1000, %d) = %d, want %d", percent, got, want)
		}
	}
}
