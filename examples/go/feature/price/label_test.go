package price

import "testing"

func TestLabel(t *testing.T) {
	if got := Label(1190); got != "11.90" {
		t.Errorf("Label(1190) = %q", got)
	}
}
