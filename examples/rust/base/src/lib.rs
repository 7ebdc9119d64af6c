pub mod label;
pub mod price;
