/** What a number measures: brands that cost nothing at run time and make swapped arguments a compile error. */

declare const unit: unique symbol;

/** A plain number is accepted where a quantity is asked for; one quantity is refused where another is asked for. */
export type Quantity<Unit extends string> = number & { readonly [unit]?: Unit };

export type Seconds = Quantity<'s'>;
export type Watts = Quantity<'W'>;
export type Joules = Quantity<'J'>;
export type Bytes = Quantity<'B'>;
export type Tokens = Quantity<'token'>;
export type Dollars = Quantity<'USD'>;
export type DollarsPerJoule = Quantity<'USD/J'>;
export type Kilograms = Quantity<'kg'>;
/** A ratio, 0–1 until it is printed. */
export type Ratio = Quantity<'1'>;

export const JOULES_PER_KILOWATT_HOUR = 3.6e6;
export const SECONDS_PER_HOUR = 3600;
export const SECONDS_PER_DAY = 86_400;
/** A year of 8,760 hours, as tariffs and annuities count it. */
export const SECONDS_PER_YEAR = 31_536_000;

/** Energy [J] of a constant power [W] held for a time [s]. */
export const energy = (power: Watts, time: Seconds): Joules => power * time;
