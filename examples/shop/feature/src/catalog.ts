import type { Category, Product } from "./product";

/** The products on sale, by their stock keeping unit. */
export class Catalog {
  private readonly products = new Map<string, Product>();

  constructor(products: Iterable<Product>) {
    for (const product of products) {
      if (this.products.has(product.sku)) throw new Error(`duplicate product ${product.sku}`);
      this.products.set(product.sku, product);
    }
  }

  /** The product, or an error that names what was asked for. */
  get(sku: string): Product {
    const product = this.products.get(sku);
    if (product === undefined) throw new Error(`no product ${sku}`);
    return product;
  }

  /** How many products are on sale. */
  get size(): number {
    return this.products.size;
  }

  /** All products of a category, cheapest first. */
  inCategory(category: Category): Product[] {
    return [...this.products.values()]
      .filter((product) => product.category === category)
      .sort((a, b) => a.price - b.price);
  }
}
