/**
 * What may find a mistake: `simulation`; `unit …` and `db …` tests by the beginning of their paths; `redelivery …` of one program by its name;
 * `rights …` of routes by a pattern; `fuzz`.
 */
export type Proof = 'simulation' | 'fuzz' | `${'unit' | 'db' | 'redelivery' | 'rights'} ${string}`;

/** A mistake people really make: in `file` each first text, which is there once, becomes the second. `proofs`: the cheapest first. */
export type Bug = { name: string; file: string; proofs: Proof[]; edits: [find: string, put: string][] };
