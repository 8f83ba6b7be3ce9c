import type { th } from './th.ts';

/** The shape of a dictionary: the keys of `th.ts`, its strings and sentences free. */
type Widen<Dictionary> = Dictionary extends string
  ? string
  : Dictionary extends (...values: infer Values) => string
    ? (...values: Values) => string
    : { [Key in keyof Dictionary]: Widen<Dictionary[Key]> };

export type Words = Widen<typeof th>;
