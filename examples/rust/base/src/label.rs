/// A price in words.
pub fn label(price: u32) -> String {
    format!("{price} pence")
}
