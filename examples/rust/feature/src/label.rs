/// A price in words.
pub fn label(price: u32) -> String {
    if price == 1 {
        return "1 penny".to_string();
    }
    format!("{price} pence")
}
