/// The price after a discount in percent.
pub fn discounted(price: u32, percent: u32) -> u32 {
    price - price * percent / 100
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_off_a_tenth() {
        assert_eq!(discounted(100, 10), 90);
    }
}
