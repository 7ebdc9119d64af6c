/** An amount in cents: counts as its cents, reads as an amount. */
export class Money {
  constructor(cents, currency) {
    this.cents = cents;
    this.currency = currency;
  }

  valueOf() {
    return this.cents;
  }

  toString() {
    return `${(this.cents / 100).toFixed(2)} ${this.currency}`;
  }
}
