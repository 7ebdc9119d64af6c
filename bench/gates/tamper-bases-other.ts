import type { BaseFile } from "./tamper-bases.ts";

export const PYTEST: BaseFile = {
  path: "tests/test_orders.py",
  text: `import pytest
from shop.orders import Order, OrderError, place


@pytest.mark.parametrize("count, price", [(1, 10), (2, 20), (5, 45)])
def test_price(count, price):
    assert Order(count).price() == price


def test_place_order(client):
    order = place(client, "book", 2)
    assert order.state == "placed"
    assert order.items == [("book", 2)]
    assert "book" in order.summary()


def test_unknown_product(client):
    with pytest.raises(OrderError, match="unknown product"):
        place(client, "nothing", 1)


class TestRefund:
    def test_full(self, client):
        order = place(client, "book", 1)
        assert order.refund() == 10
        assert order.state == "refunded"
`,
};

export const UNITTEST: BaseFile = {
  path: "tests/test_clock.py",
  text: `import unittest
from clock import Clock


class ClockTest(unittest.TestCase):
    def test_starts_at_zero(self):
        clock = Clock()
        self.assertEqual(clock.seconds, 0)
        self.assertIsNone(clock.alarm)

    def test_ticks(self):
        clock = Clock()
        clock.tick(5)
        self.assertEqual(clock.seconds, 5)
        self.assertRaises(ValueError, clock.tick, -1)
`,
};

export const GO: BaseFile = {
  path: "queue/queue_test.go",
  text: `package queue

import "testing"

func TestPush(t *testing.T) {
	q := New()
	q.Push(1)
	if q.Len() != 1 {
		t.Errorf("Len() = %d, want 1", q.Len())
	}
	if got := q.Pop(); got != 1 {
		t.Fatalf("Pop() = %d, want 1", got)
	}
}

func TestEmpty(t *testing.T) {
	q := New()
	if _, err := q.Peek(); err != ErrEmpty {
		t.Errorf("Peek() error = %v, want ErrEmpty", err)
	}
}
`,
};

export const RUST: BaseFile = {
  path: "src/stack.rs",
  text: `pub struct Stack(Vec<i32>);

impl Stack {
    pub fn new() -> Self {
        Stack(Vec::new())
    }
    pub fn push(&mut self, n: i32) {
        self.0.push(n);
    }
    pub fn pop(&mut self) -> Option<i32> {
        self.0.pop()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pops_last() {
        let mut s = Stack::new();
        s.push(1);
        s.push(2);
        assert_eq!(s.pop(), Some(2));
        assert_eq!(s.pop(), Some(1));
    }

    #[test]
    fn empty_is_none() {
        assert_eq!(Stack::new().pop(), None);
    }
}
`,
};

export const JAVA: BaseFile = {
  path: "src/test/java/shop/PriceTest.java",
  text: `package shop;

import static org.junit.jupiter.api.Assertions.*;
import org.junit.jupiter.api.Test;

class PriceTest {
    @Test
    void addsTax() {
        Price price = new Price(100);
        assertEquals(119, price.withTax());
        assertEquals("119.00", price.format());
    }

    @Test
    void refusesNegative() {
        assertThrows(IllegalArgumentException.class, () -> new Price(-1));
    }
}
`,
};
