/**
 * How long a test waits for what must happen, in milliseconds: only what hangs takes as long, on whatever machine. Jest's
 * limit of a test and every wait that has none of its own come from here.
 */
export const PATIENCE = 900_000;
